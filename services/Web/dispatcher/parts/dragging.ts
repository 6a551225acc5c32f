import { useEffect } from 'preact/hooks';
import type { Window } from '../../shared/api/dispatch';
import { span } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import type { Order } from '../state/trials';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';
import { xOf, type Scale } from './RouteRow';
import { triedWords } from './trialText';

const leastPixels = 6;
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
}

/**
 * Drags a block with the mouse: to another driver's row, along its own to another time, with Shift behind the move that it
 * is dropped on. What that would cost and break is told beside it before it is let go. Escape takes it back.
 * @param onWindow Asks before a customer is told another window.
 */
export function useDragging(
  box: { readonly current: HTMLDivElement | null }, dispatch: Dispatch, scale: Scale, onWindow: (moveId: string, window: Window) => void,
): void {
  useEffect(() => {
    const shown = box.current;
    if (!shown) return undefined;
    let drag: Drag | null = null;
    const bar = document.createElement('span');
    bar.className = 'drop-window';

    const end = () => {
      drag?.ghost?.remove();
      bar.remove();
      shown.querySelectorAll('.line.drop').forEach((line) => line.classList.remove('drop', 'wrong'));
      if (drag?.ghost) dispatch.trials.ask(null);
      drag = null;
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('keydown', onKey, true);
    };
    const onDown = (event: PointerEvent) => {
      const moveId = (event.target as HTMLElement).closest<HTMLElement>('[data-move]')?.dataset['move'];
      if (!moveId || event.button !== 0 || event.pointerType === 'touch') return;
      drag = { moveId, x: event.clientX, y: event.clientY, ghost: null, target: null };
      addEventListener('pointermove', onMove);
      addEventListener('pointerup', onUp);
      addEventListener('keydown', onKey, true);
    };
    const onMove = (event: PointerEvent) => {
      if (!drag) return;
      if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < leastPixels) return;
      drag.ghost ??= ghostOf(plateOfMove(dispatch, drag.moveId));
      drag.target = targetAt(shown, dispatch, drag, event, scale);
      dispatch.trials.ask(drag.target && orderOf(drag.moveId, drag.target));
      const line = drag.target && shown.querySelector<HTMLElement>(`.line[data-driver="${drag.target.driverId}"]`);
      shown.querySelectorAll('.line.drop').forEach((each) => { if (each !== line) each.classList.remove('drop', 'wrong'); });
      line?.classList.add('drop');
      showWindow(line, drag.target?.window ?? null);
      tell();
      place(drag.ghost, event);
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

    shown.addEventListener('pointerdown', onDown);
    const stopTelling = dispatch.trials.tried.subscribe(tell);
    return () => { end(); stopTelling(); shown.removeEventListener('pointerdown', onDown); };
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

function targetAt(box: HTMLElement, dispatch: Dispatch, { moveId, x }: Drag, event: PointerEvent, scale: Scale): Target | null {
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
