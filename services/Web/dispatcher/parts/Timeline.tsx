import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Window } from '../../shared/api/dispatch';
import { IconButton } from '../../shared/components/Button';
import { Empty } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { neighbour, type Direction } from '../state/walk';
import { t } from '../texts/texts';
import { IdleRow } from './IdleRow';
import { LiftRow } from './LiftRow';
import { colourIndex } from './looks';
import { axisPixels, labelPixels, RouteRow, timed, xOf, type Scale } from './RouteRow';
import { useDragging } from './dragging';
import './timeline.css';

const rowPixels = 50;
const hour = 3_600_000;
const zooms = [1, 1.6, 2.4, 3.6, 5.4, 8];
const usualZoom = 2;
/** Rows drawn above and below those in view. */
const spareRows = 3;
/** With more workshops than this their rows do not stay in view. */
const pinnedWorkshops = 3;

const directions: Record<string, Direction> = { ArrowLeft: 'before', ArrowRight: 'after', ArrowUp: 'above', ArrowDown: 'below' };

export interface TimelineControls {
  zoom: (by: 1 | -1) => void;
  toNow: () => void;
}

/** Drivers as rows, moves as blocks, the workshops' lifts beneath. Only the rows in view are drawn. */
export function Timeline({ dispatch, onControls, onDriver, onWindow }: {
  dispatch: Dispatch; onControls: (controls: TimelineControls) => void; onDriver: (driverId: string) => void; onWindow: (moveId: string, window: Window) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(usualZoom);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [from, until] = dispatch.extent.value;
  const zone = dispatch.timeZone.value;
  const scale: Scale = useMemo(() => ({ from, pixelsPerMinute: zooms[zoom] ?? 2 }), [from, zoom]);
  const routes = dispatch.filter.routes.value;
  const all = dispatch.answer.value?.routes ?? [];
  const idle = dispatch.filter.isOn.value ? [] : dispatch.answer.value?.idleDrivers ?? [];
  const workshops = dispatch.workshops.value;
  const width = xOf(until, scale);
  const selected = dispatch.selected.value;
  const begin = Math.max(0, Math.floor(view.top / rowPixels) - spareRows);
  const end = Math.ceil((view.top + view.height) / rowPixels) + spareRows;
  // One block can be reached by Tab: the selected one, or the first of those drawn.
  const drawn = routes.slice(begin, end).flatMap((route) => route.stops.flatMap((stop) => stop.moveId ?? []));
  const tabStop = selected && drawn.includes(selected) ? selected : drawn[0];

  const reveal = useCallback((x: number, y: number | null) => {
    const shown = box.current;
    if (!shown) return;
    const lane = shown.clientWidth - labelPixels;
    if (x < shown.scrollLeft || x > shown.scrollLeft + lane - 80) shown.scrollLeft = Math.max(0, x - lane / 3);
    if (y === null) return;
    const beneath = (workshops.length <= pinnedWorkshops ? workshops.length : 0) * rowPixels;
    if (y < shown.scrollTop || y > shown.scrollTop + shown.clientHeight - axisPixels - beneath - rowPixels) shown.scrollTop = Math.max(0, y - shown.clientHeight / 3);
  }, [workshops.length]);

  const toNow = useCallback(() => {
    const now = dispatch.now.peek();
    if (now !== null) reveal(xOf(now, scale), null);
  }, [scale, reveal]);
  useEffect(() => onControls({ zoom: (by) => setZoom((at) => Math.max(0, Math.min(zooms.length - 1, at + by))), toNow }), [toNow]);

  const measure = useCallback(() => {
    const shown = box.current;
    if (shown) setView((was) => (Math.abs(was.top - shown.scrollTop) < rowPixels && was.height === shown.clientHeight ? was : { top: shown.scrollTop, height: shown.clientHeight }));
  }, []);
  useEffect(() => {
    const shown = box.current;
    if (!shown) return undefined;
    const watcher = new ResizeObserver(measure);
    watcher.observe(shown);
    return () => watcher.disconnect();
  }, [measure]);

  // What is in the middle stays there.
  const zoomed = useRef(scale.pixelsPerMinute);
  useLayoutEffect(() => {
    const shown = box.current;
    const by = scale.pixelsPerMinute / zoomed.current;
    zoomed.current = scale.pixelsPerMinute;
    if (!shown || by === 1) return;
    const half = (shown.clientWidth - labelPixels) / 2;
    shown.scrollLeft = (shown.scrollLeft + half) * by - half;
  }, [scale.pixelsPerMinute]);
  // A day opens at its present, or at its begin.
  useEffect(() => { if (box.current) { box.current.scrollLeft = 0; toNow(); } }, [dispatch.day.value, dispatch.area.value, from]);
  useEffect(() => {
    const place = selected ? dispatch.placed.peek().get(selected) : null;
    if (place) reveal(xOf(place.from, scale), routes.findIndex((route) => route.driverId === place.route.driverId) * rowPixels);
  }, [selected]);
  useMarks(box, dispatch);
  useDragging(box, dispatch, scale, onWindow);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-move]')?.dataset['move'];
    if (!direction || !at) return;
    event.preventDefault();
    const next = neighbour(dispatch.placed.peek(), routes, at, direction);
    if (!next) return;
    dispatch.select(next);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-move="${next}"]`)?.focus({ preventScroll: true }));
  };
  const onOver = (event: PointerEvent) => {
    const move = (event.target as HTMLElement).closest<HTMLElement>('[data-move]')?.dataset['move'] ?? null;
    if (dispatch.hovered.peek() !== move) dispatch.hovered.value = move;
  };
  const onClick = (event: MouseEvent) => {
    const move = (event.target as HTMLElement).closest<HTMLElement>('[data-move]')?.dataset['move'];
    if (move) dispatch.select(move);
  };

  const rows = routes.length + idle.length;
  return (
    <section class="timeline" aria-label={t.value.timeline}>
      <div class="timeline-box" ref={box} onScroll={measure} onKeyDown={onKeyDown} onPointerOver={onOver} onPointerLeave={() => { dispatch.hovered.value = null; }} onClick={onClick}>
        <div class="sheet" style={{ width: `${labelPixels + width}px`, '--minute': `${scale.pixelsPerMinute}px`, '--label': `${labelPixels}px`, '--row': `${rowPixels}px` }}>
          <Axis dispatch={dispatch} from={from} until={until} zone={zone} />
          <div class="lines" style={{ height: `${rows * rowPixels}px` }}>
            {routes.map((route, i) => (i < begin || i >= end ? null : (
              <RouteRow key={route.driverId} dispatch={dispatch} route={route} top={i * rowPixels} colour={colourIndex(all, route.driverId)} begin={from} tabStop={route.stops.some((stop) => stop.moveId === tabStop) ? tabStop : undefined} onOpen={onDriver} />
            )))}
            {idle.map((driver, i) => (routes.length + i < begin || routes.length + i >= end ? null : (
              <IdleRow key={driver.driverId} driver={driver} top={(routes.length + i) * rowPixels} onAdd={onDriver} />
            )))}
            {rows === 0 && <Empty icon={dispatch.filter.isOn.value ? 'search' : 'calendar'} title={dispatch.filter.isOn.value ? t.value.nothingFound : t.value.emptyDay} />}
          </div>
          <div class={`lift-lines ${workshops.length <= pinnedWorkshops ? 'pinned' : ''}`}>
            {workshops.map((workshop) => <LiftRow key={workshop.workshopId} workshop={workshop} begin={from} zone={zone} />)}
          </div>
          <NowLine dispatch={dispatch} />
        </div>
      </div>
      <div class="timeline-tools">
        {dispatch.now.value !== null && <IconButton icon="clock" label={t.value.toNow} onClick={toNow} />}
        <IconButton icon="minus" label={t.value.zoomOut} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
        <IconButton icon="add" label={t.value.zoomIn} disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)} />
      </div>
    </section>
  );
}

function Axis({ dispatch, from, until, zone }: { dispatch: Dispatch; from: number; until: number; zone: string }) {
  const hours = Array.from({ length: Math.max(0, Math.round((until - from) / hour)) }, (_, i) => from + i * hour);
  const now = dispatch.now.value;
  return (
    <div class="axis" aria-hidden="true">
      <span class="axis-corner" />
      {hours.map((at) => <span key={at} class="tick tiny digits" style={timed(at, at, from)}>{clock(new Date(at), zone)}</span>)}
      {now !== null && now >= from && now <= until && <span class="tick now tiny digits" style={timed(now, now, from)}>{clock(new Date(now), zone)}</span>}
    </div>
  );
}

function NowLine({ dispatch }: { dispatch: Dispatch }) {
  const now = dispatch.now.value;
  const [from, until] = dispatch.extent.value;
  if (now === null || now < from || now > until) return null;
  return <div class="now-line" style={timed(now, now, from)} />;
}

/** Marks what is pointed at and what is selected on the elements alone: nothing is drawn anew for it. */
function useMarks(box: { readonly current: HTMLDivElement | null }, dispatch: Dispatch): void {
  const mark = useCallback(() => {
    const shown = box.current;
    if (!shown) return;
    for (const [name, moveId] of [['data-hovered', dispatch.hovered.peek()], ['data-selected', dispatch.selected.peek()]] as const) {
      shown.querySelectorAll(`[${name}]`).forEach((each) => { if (each.getAttribute('data-move') !== moveId) each.removeAttribute(name); });
      if (moveId) shown.querySelectorAll(`[data-move="${moveId}"]`).forEach((each) => each.setAttribute(name, ''));
    }
  }, [box, dispatch]);
  useEffect(() => {
    const stops = [dispatch.hovered.subscribe(mark), dispatch.selected.subscribe(mark)];
    return () => stops.forEach((stop) => stop());
  }, [mark]);
  useLayoutEffect(mark);
}
