import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { DayAnswer, RouteAnswer, StopAnswer } from '../../shared/api/dispatch';

const pauseMilliseconds = 150;

export type Only = 'all' | 'risk' | 'locked' | 'open' | 'changed';

/** Which moves are looked for: by words, and by how they stand. */
export function createFilter(
  answer: ReadonlySignal<DayAnswer | null>, risks: ReadonlySignal<ReadonlyMap<string, unknown>>,
  locks: ReadonlySignal<ReadonlyMap<string, string>>, changed: ReadonlySignal<ReadonlySet<string>>,
) {
  const text = signal('');
  /** What is looked for: what was typed, once nothing more is for a moment, so that a day of a thousand moves does not hold up a key. */
  const sought = signal('');
  let pause: ReturnType<typeof setTimeout> | undefined;
  text.subscribe((typed) => {
    clearTimeout(pause);
    pause = setTimeout(() => { sought.value = typed; }, typed === '' ? 0 : pauseMilliseconds);
  });
  const only = signal<Only>('all');
  const isOn = computed(() => sought.value.trim() !== '' || only.value !== 'all');

  const stands: Record<Only, (moveId: string, stops: readonly StopAnswer[]) => boolean> = {
    all: () => true,
    risk: (moveId) => risks.value.has(moveId),
    locked: (moveId) => (locks.value.get(moveId) ?? 'none') !== 'none',
    open: (_, stops) => stops.some((stop) => stop.state !== 'done'),
    changed: (moveId) => changed.value.has(moveId),
  };

  /** The moves that are meant, where something is looked for. */
  const found = computed<ReadonlySet<string> | null>(() => {
    if (!isOn.value) return null;
    const wanted = folded(sought.value).split(' ').filter(Boolean);
    const moves = new Set<string>();
    for (const route of answer.value?.routes ?? []) {
      for (const [moveId, stops] of byMove(route)) {
        const words = folded(wordsOf(route, stops));
        if (stands[only.value](moveId, stops) && wanted.every((word) => words.includes(word))) moves.add(moveId);
      }
    }
    return moves;
  });

  /** Routes with something found on them; all of them where nothing is looked for. */
  const routes = computed(() => {
    const all = answer.value?.routes ?? [];
    const moves = found.value;
    return moves ? all.filter((route) => route.stops.some((stop) => stop.moveId && moves.has(stop.moveId))) : all;
  });

  return { text, only, isOn, found, routes };
}

function byMove(route: RouteAnswer): Map<string, StopAnswer[]> {
  const moves = new Map<string, StopAnswer[]>();
  for (const stop of route.stops) {
    if (!stop.moveId) continue;
    const stops = moves.get(stop.moveId);
    if (stops) stops.push(stop); else moves.set(stop.moveId, [stop]);
  }
  return moves;
}

const wordsOf = (route: RouteAnswer, stops: readonly StopAnswer[]) => [
  route.driverName, ...stops.flatMap(({ vehicle, place }) => [vehicle?.plate, vehicle?.plate.replaceAll(' ', ''), vehicle?.make, vehicle?.model, vehicle?.colour, place.address]),
].filter(Boolean).join(' ');

/** Without accents and capitals. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
