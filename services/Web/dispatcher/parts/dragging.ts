import { useEffect } from 'preact/hooks';
import type { Window } from '../../shared/api/dispatch';
import { span } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import type { Order } from '../state/trials';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';
import { axisPixels, labelPixels, xOf, type Scale } from './RouteRow';
import { triedWords } from './trialText';

const leastPixels = 6;
/** How long a finger rests on a block before it takes it along: sooner it scrolls. */
const holdMilliseconds = 350;
/** So near to the edge of the timeline it goes on by itself, by so many pixels a frame. */
const edgePixels = 36;
const scrollPixels = 9;
const quarterMinutes = 15;
const usualWindowMinutes = 60;

interface Target {
  driverId: string;
  /** The move to follow there; null for wherever it fits best. */
  after: string | null;
  /** The new promise; null keeps it. */
  window: Window | null;
}

interface Drag {
  moveId: string;
  x: number;
  y: number;
  ghost: HTMLElement | null;
  target: Target | null;
  /** Where the pointer went down, and where it was last. */
  down: PointerEvent;
  at: PointerEvent;
}

/**
 * Drags a block with the mouse, or with a finger that rests on it first: to another driver's row, along its own to another
 * time, with Shift behind the move that it is dropped on. What that would cost and break is told beside it before it is let go. Escape takes it back.
 * @param onWindow Asks before a customer is told another window.
 */
export function useDragging(
  box: { readonly current: HTMLDivElement | null }, dispatch: Dispatch, scale: Scale, onWindow: (moveId: string, window: Window) => void,
): void {
  useEffect(() => {
    const shown = box.current;
    if (!shown) return undefined;
    let drag: Drag | null = null;
    let held = 0;
    let frame = 0;
    const bar = document.createElement('span');
    bar.className = 'drop-window';

    const end = () => {
      clearTimeout(held);
      cancelAnimationFrame(frame);
      drag?.ghost?.remove();
      bar.remove();
      shown.querySelectorAll('.line.drop').forEach((line) => line.classList.remove('drop', 'wrong'));
      if (drag?.ghost) dispatch.trials.ask(null);
      drag = null;
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', onKey, true);
    };
    const onDown = (event: PointerEvent) => {
      const moveId = (event.target as HTMLElement).closest<HTMLElement>('[data-move]')?.dataset['move'];
      if (!moveId || event.button !== 0) return;
      drag = { moveId, x: event.clientX, y: event.clientY, ghost: null, target: null, down: event, at: event };
      addEventListener('pointermove', onMove);
      addEventListener('pointerup', onUp);
      addEventListener('pointercancel', end);
      addEventListener('keydown', onKey, true);
      if (event.pointerType === 'touch') held = window.setTimeout(() => { if (drag) follow(drag); }, holdMilliseconds);
    };
    const onMove = (event: PointerEvent) => {
      if (!drag) return;
      drag.at = event;
      const isFar = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) >= leastPixels;
      if (drag.ghost) follow(drag);
      else if (isFar && event.pointerType === 'touch') end();
      else if (isFar) follow(drag);
    };
    const follow = (drag: Drag) => {
      if (!drag.ghost) {
        drag.ghost = ghostOf(plateOfMove(dispatch, drag.moveId));
        frame = requestAnimationFrame(scroll);
      }
      drag.target = targetAt(shown, dispatch, drag, scale);
      dispatch.trials.ask(drag.target && orderOf(drag.moveId, drag.target));
      const line = drag.target && shown.querySelector<HTMLElement>(`.line[data-driver="${drag.target.driverId}"]`);
      shown.querySelectorAll('.line.drop').forEach((each) => { if (each !== line) each.classList.remove('drop', 'wrong'); });
      line?.classList.add('drop');
      showWindow(line, drag.target?.window ?? null);
      tell();
      place(drag.ghost, drag.at);
    };
    /** Held at an edge, the block takes the timeline along. */
    const scroll = () => {
      if (!drag) return;
      const [dx, dy] = beyond(shown, drag);
      const before = [shown.scrollLeft, shown.scrollTop];
      shown.scrollBy(dx * scrollPixels, dy * scrollPixels);
      const [left, top] = [shown.scrollLeft - (before[0] ?? 0), shown.scrollTop - (before[1] ?? 0)];
      drag.x -= left;
      if (left !== 0 || top !== 0) follow(drag);
      frame = requestAnimationFrame(scroll);
    };
    const showWindow = (line: HTMLElement | null, window: Window | null) => {
      const lane = line?.querySelector('.lane');
      if (!lane || !window) return bar.remove();
      const left = xOf(Date.parse(window.from), scale);
      Object.assign(bar.style, { left: `${left}px`, width: `${xOf(Date.parse(window.until), scale) - left}px` });
      if (bar.parentElement !== lane) lane.append(bar);
    };
    /** What is known by now of where the block is held. */
    const tell = () => {
      if (!drag?.ghost) return;
      const tried = dispatch.trials.tried.peek();
      const words = tried && triedWords(dispatch, tried);
      const [where, cost, breaks] = drag.ghost.querySelectorAll('span');
      if (!where || !cost || !breaks) return;
      where.textContent = saysOf(dispatch, drag.target);
      cost.textContent = words?.cost ?? '';
      breaks.textContent = words?.breaks.join('; ') ?? '';
      drag.ghost.dataset['mood'] = words?.mood ?? 'plain';
      shown.querySelector('.line.drop')?.classList.toggle('wrong', words?.mood === 'danger');
    };
    const onUp = () => {
      const done = drag;
      end();
      if (!done?.ghost) return;
      // What follows is no press of the block.
      addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true });
      setTimeout(() => dispatch.select(done.moveId));
      if (!done.target) return;
      if (done.target.window) { const { window } = done.target; setTimeout(() => onWindow(done.moveId, window)); }
      else void dispatch.commands.give(orderOf(done.moveId, done.target));
    };
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); end(); } };

    // A finger that holds a block neither scrolls nor asks for a menu.
    const keep = (event: Event) => { if (drag?.ghost) event.preventDefault(); };
    shown.addEventListener('pointerdown', onDown);
    shown.addEventListener('touchmove', keep, { passive: false });
    shown.addEventListener('contextmenu', keep);
    const stopTelling = dispatch.trials.tried.subscribe(tell);
    return () => {
      end();
      stopTelling();
      shown.removeEventListener('pointerdown', onDown);
      shown.removeEventListener('touchmove', keep);
      shown.removeEventListener('contextmenu', keep);
    };
  }, [dispatch, scale, onWindow]);
}

const orderOf = (moveId: string, { driverId, after, window }: Target): Order =>
  ({ kind: 'move-stop', moveId, toDriverId: driverId, afterMoveId: after ?? undefined, window: window ?? undefined });

function ghostOf(plate: string): HTMLElement {
  const ghost = document.createElement('div');
  ghost.className = 'drag-ghost';
  const name = document.createElement('strong');
  name.textContent = plate;
  ghost.append(name, ...['where', 'cost', 'breaks'].map((part) => Object.assign(document.createElement('span'), { className: part })));
  document.body.append(ghost);
  return ghost;
}

/** Beside the pointer, on the side where there is room. */
function place(ghost: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const x = clientX + 14 + ghost.offsetWidth > innerWidth ? clientX - 14 - ghost.offsetWidth : clientX + 14;
  const y = clientY + 14 + ghost.offsetHeight > innerHeight ? clientY - 14 - ghost.offsetHeight : clientY + 14;
  ghost.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, y)}px)`;
}

/** To which sides the pointer was taken, up to the edge of the rows: -1, 0 or 1 across and down. */
function beyond(box: HTMLElement, { down, at }: Drag): [number, number] {
  const rows = box.getBoundingClientRect();
  const beneath = box.querySelector('.lift-lines.pinned')?.clientHeight ?? 0;
  // What was at the edge when it was taken does not run away.
  const side = (from: number, to: number, low: number, high: number) => (
    to < low + edgePixels && to < from - leastPixels ? -1 : to > high - edgePixels && to > from + leastPixels ? 1 : 0);
  return [
    side(down.clientX, at.clientX, rows.left + labelPixels, rows.left + box.clientWidth),
    side(down.clientY, at.clientY, rows.top + axisPixels, rows.top + box.clientHeight - beneath),
  ];
}

function targetAt(box: HTMLElement, dispatch: Dispatch, { moveId, x, at: event }: Drag, scale: Scale): Target | null {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const line = under?.closest<HTMLElement>('.line[data-driver]');
  const driverId = line?.dataset['driver'];
  const own = dispatch.placed.peek().get(moveId);
  if (!line || !driverId || !box.contains(line)) return null;
  if (event.shiftKey) {
    const after = under?.closest<HTMLElement>('[data-move]')?.dataset['move'];
    return after && after !== moveId && after !== own?.after ? { driverId, after, window: null } : null;
  }
  if (driverId !== own?.route.driverId) return { driverId, after: null, window: null };
  const window = windowAt(own.stops.find((stop) => stop.window)?.window ?? null, own.from, (event.clientX - x) / scale.pixelsPerMinute);
  return window && { driverId, after: null, window };
}

/** The promise moved by so many minutes, in quarters of an hour; null when it stays. */
function windowAt(promised: Window | null, start: number, minutes: number): Window | null {
  const from = promised ? Date.parse(promised.from) : start;
  const length = promised ? Date.parse(promised.until) - from : usualWindowMinutes * 60_000;
  if (Math.abs(minutes) < quarterMinutes / 2) return null;
  const quarter = quarterMinutes * 60_000;
  const moved = Math.round((from + minutes * 60_000) / quarter) * quarter;
  return moved === from ? null : { from: new Date(moved).toISOString(), until: new Date(moved + length).toISOString() };
}

function saysOf(dispatch: Dispatch, target: Target | null): string {
  if (!target) return t.peek().dropNowhere;
  if (target.window) return t.peek().dropAt(span(target.window, dispatch.timeZone.peek()));
  return target.after ? t.peek().dropAfter(plateOfMove(dispatch, target.after)) : t.peek().dropOn(driverName(dispatch, target.driverId));
}
