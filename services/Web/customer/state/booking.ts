import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import { bookingDesk, type BookedRequest, type BookingWorkshop, type Drive, type Gearbox, type Reason, type Slot, type SlotWish } from '../../shared/api/intake';
import { newId } from '../../shared/state/ids';
import { language } from '../../shared/state/language';
import { createPlaces, missingOf, newPlace, placeInput, type CarPlace, type PlaceMissing } from './places';

export interface CarTold {
  plate: string;
  make: string;
  model: string;
  colour: string;
  gearbox: Gearbox;
  drive: Drive;
  /** How far it gets, km, as typed; empty: far enough. Asked of electric cars alone. */
  range: string;
  /** Charge or fuel left, percent, as typed; empty: not told. */
  energy: string;
  /** It has to be carried. */
  cannotBeDriven: boolean;
  /** The last days, as `2026-06-02`; empty: not told. */
  insuredUntil: string;
  inspectedUntil: string;
  /** The licence that its driver needs, as typed; empty: the usual one. */
  licenceClass: string;
  /** What it is worth, as typed; empty: not told. */
  value: string;
}

type Missing = PlaceMissing | 'plate' | 'range' | 'energy' | 'value' | 'slot' | 'return' | 'name' | 'reach';

export const steps = ['where', 'car', 'when', 'you'] as const;
export type Step = (typeof steps)[number];

export type Offers =
  | { state: 'asking' }
  | { state: 'here'; slots: readonly Slot[]; reason: Reason | null }
  | { state: 'away'; message: string };

/** What windows are chosen from. */
export interface Offering {
  offers: Signal<Offers>;
  chosen: Signal<Slot | 'any' | null>;
  daysAhead: Signal<number>;
  timeZone: ReadonlySignal<string>;
  ask: () => Promise<void>;
}

/** The key of the workshop, out of the link's fragment: it is sent to no server but in a header. */
const keyInLink = decodeURIComponent(location.hash.slice(1));

/** Owns what is being booked. Components read its signals and call its functions. */
export function createBooking(key = keyInLink) {
  const desk = bookingDesk(key);
  const workshops = signal<readonly BookingWorkshop[] | null>(null);
  const refusal = signal<Refused | null>(null);
  const workshopId = signal<string | null>(null);
  const step = signal<Step>('where');

  const told = createPlaces();
  const { places } = told;
  /** The customer does not know yet where the car will be, and tells it by the link. */
  const later = signal(false);
  const note = signal('');
  const car = signal<CarTold>({ plate: '', make: '', model: '', colour: '', gearbox: 'manual', drive: 'petrol', range: '', energy: '', cannotBeDriven: false, insuredUntil: '', inspectedUntil: '', licenceClass: '', value: '' });
  const courtesy = signal(false);
  /** Which courtesy car the customer can drive. */
  const courtesyGearbox = signal<'any' | 'automatic'>('any');
  const bringBack = signal(true);
  /** Null: where it was collected. */
  const returnPlace = signal<CarPlace | null>(null);
  const daysAhead = signal(7);
  const offers = signal<Offers>({ state: 'asking' });
  const chosen = signal<Slot | 'any' | null>(null);
  const contact = signal({ name: '', phone: '', email: '', fewMessages: false });

  /** Field of the API to what is wrong with it; shown beside the fields. */
  const faults = signal<ReadonlyMap<string, string>>(new Map());
  const failure = signal<string | null>(null);
  const sending = signal(false);
  /** The last refusal was for a car that has a request on that day. */
  const isBookedAlready = signal(false);

  const workshop = computed(() => workshops.value?.find((each) => each.workshopId === workshopId.value) ?? null);
  const timeZone = computed(() => workshop.value?.timeZone ?? 'UTC');

  const vehicleInput = () => {
    const { plate, make, model, colour, gearbox, drive, range, energy, cannotBeDriven, insuredUntil, inspectedUntil, licenceClass, value } = car.value;
    return {
      plate: plate.trim() || 'NEW', make: make || null, model: model || null, colour: colour || null, gearbox, drive,
      rangeKm: drive === 'electric' && range.trim() !== '' ? Math.floor(Number(range)) : null,
      energyPercent: energy.trim() === '' ? null : Number(energy), cannotBeDriven, insuredUntil: insuredUntil || null, inspectedUntil: inspectedUntil || null,
      licenceClass: licenceClass.trim() || null, value: value.trim() === '' ? null : amountOf(value),
    };
  };

  /** What is wished so far; the plate is needed only to book. */
  const wish = (): SlotWish => ({
    workshopId: workshopId.value,
    vehicle: vehicleInput(),
    places: later.value ? [] : places.value.map((place) => placeInput(place, true)),
    askPlace: later.value,
    swap: courtesy.value,
    courtesy: courtesy.value && courtesyGearbox.value !== 'any' ? { gearbox: courtesyGearbox.value, class: null } : null,
    return: bringBack.value,
    returnPlace: bringBack.value && returnPlace.value ? placeInput(returnPlace.value, false) : null,
  });

  let asking: AbortController | null = null;
  async function ask(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    offers.value = { state: 'asking' };
    try {
      const answer = await desk.slots({ ...wish(), returnPlace: null, return: false, days: daysAhead.value, limit: 60 }, mine.signal);
      if (mine.signal.aborted) return;
      batch(() => {
        offers.value = { state: 'here', slots: answer.slots, reason: answer.reason ?? null };
        chosen.value = sameSlot(answer.slots, chosen.value);
      });
    } catch (error) {
      if (!mine.signal.aborted) offers.value = { state: 'away', message: error instanceof Error ? error.message : '' };
    }
  }

  /** Asked anew whenever something changes that the windows depend on, as long as they are looked at. */
  effect(() => {
    void [places.value, car.value.gearbox, car.value.drive, car.value.range, car.value.energy, car.value.cannotBeDriven, car.value.insuredUntil, car.value.inspectedUntil, car.value.licenceClass, car.value.value, courtesy.value, courtesyGearbox.value, daysAhead.value, workshopId.value];
    if (step.value === 'when' && !later.value) void ask();
  });

  async function open(): Promise<void> {
    refusal.value = null;
    try {
      const found = await desk.workshops();
      batch(() => {
        workshops.value = found;
        workshopId.value = found[0]?.workshopId ?? null;
      });
    } catch (error) {
      refusal.value = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
    }
  }

  /** What keeps the step from being left; empty when nothing does. */
  function missing(at: Step): ReadonlyMap<string, Missing> {
    const found = new Map<string, Missing>(at === 'where' && !later.value ? missingOf(places.value) : []);
    if (at === 'car' && car.value.plate.trim() === '') found.set('vehicle.plate', 'plate');
    if (at === 'car' && car.value.drive === 'electric' && !/^\s*\d{0,4}\s*$/.test(car.value.range)) found.set('vehicle.rangeKm', 'range');
    if (at === 'car' && !/^\s*(\d{0,2}|100)\s*$/.test(car.value.energy)) found.set('vehicle.energyPercent', 'energy');
    if (at === 'car' && car.value.value.trim() !== '' && amountOf(car.value.value) === null) found.set('vehicle.value', 'value');
    if (at === 'when') {
      if (!later.value && offers.value.state === 'here' && offers.value.slots.length > 0 && !chosen.value) found.set('windows', 'slot');
      if (bringBack.value && returnPlace.value && !returnPlace.value.at) found.set('returnPlace', 'return');
    }
    if (at === 'you') {
      if (contact.value.name.trim() === '') found.set('contact.name', 'name');
      if (contact.value.phone.trim() === '' && contact.value.email.trim() === '') found.set('contact.phone', 'reach');
    }
    return found;
  }

  function go(to: Step): void {
    batch(() => {
      faults.value = new Map();
      failure.value = null;
      isBookedAlready.value = false;
      step.value = to;
    });
    scrollTo({ top: 0 });
  }

  // One booking, however often it has to be sent until the answer arrives.
  let attempt = { wish: '', key: '' };
  function idempotencyKey(body: unknown): string {
    const text = JSON.stringify(body);
    if (attempt.wish !== text) attempt = { wish: text, key: newId() };
    return attempt.key;
  }

  /** @param again The car has a request on that day already, and the customer means another. */
  async function book(again = false): Promise<BookedRequest | null> {
    const slot = chosen.value;
    const body = {
      ...wish(),
      again,
      windows: slot && slot !== 'any' && !later.value ? [slot.window] : null,
      contact: {
        name: contact.value.name.trim(), phone: contact.value.phone.trim() || null, email: contact.value.email.trim() || null,
        language: language.value, noteForDriver: note.value.trim() || null, fewMessages: contact.value.fewMessages,
      },
    };
    batch(() => { sending.value = true; failure.value = null; isBookedAlready.value = false; faults.value = new Map(); });
    try {
      return await desk.book(body, idempotencyKey(body));
    } catch (error) {
      batch(() => {
        faults.value = error instanceof Refused ? error.fields : new Map();
        isBookedAlready.value = error instanceof Refused && error.code === 'already-booked';
        failure.value = error instanceof Error ? error.message : String(error);
      });
      return null;
    } finally {
      sending.value = false;
    }
  }

  return {
    hasKey: key !== '', workshops, refusal, workshop, workshopId, timeZone, step, note, car, courtesy, courtesyGearbox, bringBack, returnPlace, daysAhead,
    offers, chosen, contact, faults, failure, sending, isBookedAlready,
    later, ...told, addresses: desk.addresses, open, go, missing, book, ask,
    bringElsewhere: (elsewhere: boolean) => { returnPlace.value = elsewhere ? newPlace() : null; },
  };
}

export type Booking = ReturnType<typeof createBooking>;

/** A whole amount as people write it, with or without a sign between the thousands; null for anything else. */
export function amountOf(text: string): number | null {
  const plain = text.trim();
  return /^(\d{1,9}|\d{1,3}([ .,'’\u00a0\u202f]\d{3}){1,2})$/.test(plain) ? Number(plain.replace(/\D/g, '')) : null;
}

/** The slot that is the same as one of before; null where it is not offered any more. */
export function sameSlot(slots: readonly Slot[], before: Slot | 'any' | null): Slot | 'any' | null {
  if (before === null || before === 'any') return before;
  return slots.find((slot) => slot.window.from === before.window.from && slot.place.lon === before.place.lon) ?? null;
}
