import { useEffect } from 'preact/hooks';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';
import type { Scale } from './RouteRow';

const leastPixels = 6;

interface Target {
  driverId: string;
  /** Within the move's own row: the move to follow; null on another row. */
  after: string | null;
}

/** Drags a block with the mouse to another driver's row, or behind another move of its own row. Escape lets go. */
export function useDragging(box: { readonly current: HTMLDivElement | null }, dispatch: Dispatch, scale: Scale): void {
  useEffect(() => {
    const shown = box.current;
    if (!shown) return undefined;
    let drag: { moveId: string; x: number; y: number; ghost: HTMLElement | null; target: Target | null } | null = null;

    const end = () => {
      drag?.ghost?.remove();
      shown.querySelectorAll('.line.drop').forEach((line) => line.classList.remove('drop'));
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
      drag.target = targetAt(shown, dispatch, drag.moveId, event, scale);
      drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
      drag.ghost.dataset['says'] = saysOf(dispatch, drag.target);
      const line = drag.target && shown.querySelector(`.line[data-driver="${drag.target.driverId}"]`);
      shown.querySelectorAll('.line.drop').forEach((each) => { if (each !== line) each.classList.remove('drop'); });
      line?.classList.add('drop');
    };
    const onUp = () => {
      const done = drag;
      end();
      if (!done?.ghost) return;
      // What follows is no press of the block.
      addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true });
      setTimeout(() => dispatch.select(done.moveId));
      if (!done.target) return;
      const { driverId, after } = done.target;
      void dispatch.commands.give({ kind: 'move-stop', moveId: done.moveId, toDriverId: driverId, afterMoveId: after ?? undefined });
    };
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); end(); } };

    shown.addEventListener('pointerdown', onDown);
    return () => { end(); shown.removeEventListener('pointerdown', onDown); };
  }, [dispatch, scale]);
}

function ghostOf(plate: string): HTMLElement {
  const ghost = document.createElement('div');
  ghost.className = 'drag-ghost';
  ghost.textContent = plate;
  document.body.append(ghost);
  return ghost;
}

function targetAt(box: HTMLElement, dispatch: Dispatch, moveId: string, event: PointerEvent, scale: Scale): Target | null {
  const line = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('.line[data-driver]');
  const driverId = line?.dataset['driver'];
  const own = dispatch.placed.peek().get(moveId);
  if (!line || !driverId || !box.contains(line)) return null;
  if (driverId !== own?.route.driverId) return { driverId, after: null };
  const lane = line.querySelector('.lane')?.getBoundingClientRect();
  const at = scale.from + ((event.clientX - (lane?.left ?? 0)) / scale.pixelsPerMinute) * 60_000;
  const before = [...dispatch.placed.peek().values()]
    .filter((each) => each.route.driverId === driverId && each.moveId !== moveId && each.from <= at).sort((a, b) => b.from - a.from)[0];
  return before && before.moveId !== own.after ? { driverId, after: before.moveId } : null;
}

function saysOf(dispatch: Dispatch, target: Target | null): string {
  if (!target) return t.peek().dropNowhere;
  return target.after ? t.peek().dropAfter(plateOfMove(dispatch, target.after)) : t.peek().dropOn(driverName(dispatch, target.driverId));
}
