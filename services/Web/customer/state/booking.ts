import { batch, computed, effect, signal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import { bookingDesk, type BookedRequest, type BookingWorkshop, type Drive, type Gearbox, type PlaceInput, type Reason, type Slot, type SlotWish } from '../../shared/api/intake';
import { newId } from '../../shared/state/ids';
import { language } from '../../shared/state/language';
import { windowsOf, type Hours } from './hours';

/** A place where the car is, as it is being told. */
export interface CarPlace {
  id: number;
  /** What was chosen or typed; empty for a bare pin. */
  address: string;
  at: [lon: number, lat: number] | null;
  /** True as long as the point is that of a whole street or district. */
  vague: boolean;
  /** Empty: at any time. */
  hours: Hours[];
}

export interface CarTold {
  plate: string;
  make: string;
  model: string;
  colour: string;
  gearbox: Gearbox;
  drive: Drive;
  /** How far it gets, km, as typed; empty: far enough. Asked of electric cars alone. */
  range: string;
}

export const steps = ['where', 'car', 'when', 'you'] as const;
export type Step = (typeof steps)[number];

export type Offers =
  | { state: 'asking' }
  | { state: 'here'; slots: readonly Slot[]; reason: Reason | null }
  | { state: 'away'; message: string };

/** The key of the workshop, out of the link's fragment: it is sent to no server but in a header. */
const keyInLink = decodeURIComponent(location.hash.slice(1));

let placesMade = 0;
const newPlace = (): CarPlace => ({ id: placesMade++, address: '', at: null, vague: false, hours: [] });

/** Owns what is being booked. Components read its signals and call its functions. */
export function createBooking(key = keyInLink) {
  const desk = bookingDesk(key);
  const workshops = signal<readonly BookingWorkshop[] | null>(null);
  const refusal = signal<Refused | null>(null);
  const workshopId = signal<string | null>(null);
  const step = signal<Step>('where');

  const places = signal<readonly CarPlace[]>([newPlace()]);
  const note = signal('');
  const car = signal<CarTold>({ plate: '', make: '', model: '', colour: '', gearbox: 'manual', drive: 'petrol', range: '' });
  const courtesy = signal(false);
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

  const placeInput = (place: CarPlace, withHours: boolean): PlaceInput => ({
    address: place.address || null,
    lon: place.at?.[0] ?? null,
    lat: place.at?.[1] ?? null,
    hours: withHours && place.hours.length > 0 ? windowsOf(place.hours, new Date(), timeZone.value) : null,
  });

  const vehicleInput = () => {
    const { plate, make, model, colour, gearbox, drive, range } = car.value;
    return {
      plate: plate.trim() || 'NEW', make: make || null, model: model || null, colour: colour || null, gearbox, drive,
      rangeKm: drive === 'electric' && range.trim() !== '' ? Math.floor(Number(range)) : null,
    };
  };

  /** What is wished so far; the plate is needed only to book. */
  const wish = (): SlotWish => ({
    workshopId: workshopId.value,
    vehicle: vehicleInput(),
    places: places.value.map((place) => placeInput(place, true)),
    swap: courtesy.value,
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
    void [places.value, car.value.gearbox, car.value.drive, car.value.range, courtesy.value, daysAhead.value, workshopId.value];
    if (step.value === 'when') void ask();
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
  function missing(at: Step): ReadonlyMap<string, 'where' | 'vague' | 'hours' | 'plate' | 'range' | 'slot' | 'return' | 'name' | 'reach'> {
    const found = new Map<string, 'where' | 'vague' | 'hours' | 'plate' | 'range' | 'slot' | 'return' | 'name' | 'reach'>();
    if (at === 'where') {
      places.value.forEach((place, i) => {
        if (!place.at) found.set(`places[${i}]`, 'where');
        else if (place.vague) found.set(`places[${i}]`, 'vague');
        if (place.hours.some((hours) => hours.from >= hours.until)) found.set(`places[${i}].hours`, 'hours');
      });
    }
    if (at === 'car' && car.value.plate.trim() === '') found.set('vehicle.plate', 'plate');
    if (at === 'car' && car.value.drive === 'electric' && !/^\s*\d{0,4}\s*$/.test(car.value.range)) found.set('vehicle.rangeKm', 'range');
    if (at === 'when') {
      if (offers.value.state === 'here' && offers.value.slots.length > 0 && !chosen.value) found.set('windows', 'slot');
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
      windows: slot && slot !== 'any' ? [slot.window] : null,
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

  const changePlace = (id: number, change: Partial<CarPlace>): void => {
    places.value = places.value.map((place) => (place.id === id ? { ...place, ...change } : place));
  };

  return {
    hasKey: key !== '', workshops, refusal, workshop, workshopId, timeZone, step, places, note, car, courtesy, bringBack, returnPlace, daysAhead,
    offers, chosen, contact, faults, failure, sending, isBookedAlready,
    addresses: desk.addresses, open, go, missing, book, changePlace, ask,
    addPlace: () => { places.value = [...places.value, newPlace()]; },
    removePlace: (id: number) => { places.value = places.value.filter((place) => place.id !== id); },
    bringElsewhere: (elsewhere: boolean) => { returnPlace.value = elsewhere ? newPlace() : null; },
  };
}

export type Booking = ReturnType<typeof createBooking>;

function sameSlot(slots: readonly Slot[], before: Slot | 'any' | null): Slot | 'any' | null {
  if (before === null || before === 'any') return before;
  return slots.find((slot) => slot.window.from === before.window.from && slot.place.lon === before.place.lon) ?? null;
}
