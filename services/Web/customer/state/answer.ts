import { batch, computed, signal } from '@preact/signals';
import type { Slot } from '../../shared/api/intake';
import { sameSlot, type Offering, type Offers } from './booking';
import { createPlaces, missingOf, placeInput, type Placing } from './places';
import type { Tracking } from './tracking';

/** Owns the answer to "where is your car?": the places, and then the window. */
export function createAnswer(tracking: Tracking) {
  const told = createPlaces();
  const step = signal<'where' | 'when'>('where');
  const offers = signal<Offers>({ state: 'asking' });
  const chosen = signal<Slot | 'any' | null>(null);
  const daysAhead = signal(10);
  const workshop = computed(() => tracking.request.value?.workshop ?? null);
  const timeZone = computed(() => workshop.value?.timeZone ?? 'UTC');
  const places = () => told.places.value.map((place) => placeInput(place, true));

  let asking: AbortController | null = null;
  async function ask(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    offers.value = { state: 'asking' };
    try {
      const answer = await tracking.slots({ places: places(), days: daysAhead.value, limit: 60 }, mine.signal);
      if (mine.signal.aborted) return;
      batch(() => {
        offers.value = { state: 'here', slots: answer.slots, reason: answer.reason ?? null };
        chosen.value = sameSlot(answer.slots, chosen.value);
      });
    } catch (error) {
      if (!mine.signal.aborted) offers.value = { state: 'away', message: error instanceof Error ? error.message : '' };
    }
  }

  const placing: Placing = { ...told, addresses: tracking.addresses, workshop, timeZone };
  const offering: Offering = { offers, chosen, daysAhead, timeZone, ask };
  return {
    placing, offering, step,
    missing: () => new Map(missingOf(told.places.value)),
    /** To the windows, or back to the places. */
    go: (to: 'where' | 'when') => { step.value = to; if (to === 'when') void ask(); },
    /** True once it is taken. */
    send: () => tracking.change({ places: places(), windows: chosen.value && chosen.value !== 'any' ? [chosen.value.window] : [] }),
  };
}
