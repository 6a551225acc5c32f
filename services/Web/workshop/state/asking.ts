import { batch, effect, signal, type ReadonlySignal } from '@preact/signals';
import { askedOf, bookAsStaff, type BookedRequest, type RequestAnswer } from '../../shared/api/adviser';
import type { Workshop } from '../../shared/api/boards';
import { Refused } from '../../shared/api/client';
import { newId } from '../../shared/state/ids';
import { language, type Language } from '../../shared/state/language';
import { session } from '../../shared/state/session';
import { instantOf } from '../../shared/texts/localTime';
import { view } from './view';

const lookAgainMilliseconds = 5_000;

/** What the adviser says of an appointment whose car is somewhere. All as typed. */
export interface Appointment {
  workOrder: string;
  plate: string;
  make: string;
  model: string;
  /** How long the work takes, hours; empty: as usual. */
  hours: string;
  name: string;
  phone: string;
  email: string;
  language: Language;
  bringBack: boolean;
  courtesy: boolean;
  /** A lift is kept for the car. */
  keepsLift: boolean;
  /** `2026-06-02T14:05` by the workshop's clock. */
  liftFrom: string;
  /** Likewise; empty: as the service is set. */
  holdUntil: string;
}

/** What keeps it from being sent. */
export type AppointmentMissing = 'plate' | 'hours' | 'name' | 'reach' | 'lift' | 'past' | 'deadline';

const empty = (): Appointment => ({
  workOrder: '', plate: '', make: '', model: '', hours: '', name: '', phone: '', email: '', language: language.peek(),
  bringBack: true, courtesy: false, keepsLift: true, liftFrom: '', holdUntil: '',
});

/** A workshop's requests whose customers say where the car is: a new one, and how the others stand. */
export function createAsking(workshop: ReadonlySignal<Workshop | null>, now: ReadonlySignal<number>) {
  const appointment = signal<Appointment>(empty());
  const sending = signal(false);
  /** Field of the API to what is wrong with it. */
  const faults = signal<ReadonlyMap<string, string>>(new Map());
  const failure = signal<string | null>(null);
  /** The car has a request for that day already. */
  const isBookedAlready = signal(false);
  /** What was asked last, and the customer's link. */
  const sent = signal<{ appointment: Appointment; booked: BookedRequest } | null>(null);
  const asked = signal<readonly RequestAnswer[] | null>(null);
  const isListLost = signal(false);

  async function look(workshopId: string): Promise<void> {
    try {
      const found = await askedOf(workshopId);
      if (workshop.peek()?.workshopId === workshopId) batch(() => { asked.value = found; isListLost.value = false; });
    } catch {
      isListLost.value = true;
    }
  }

  const workshopId = () => workshop.value?.workshopId ?? null;
  effect(() => {
    const id = workshopId();
    if (!session.value || !id || view.value !== 'ask') return;
    void look(id);
    const timer = setInterval(() => void look(id), lookAgainMilliseconds);
    return () => clearInterval(timer);
  });
  let of: string | null = null;
  effect(() => {
    const id = workshopId();
    if (id !== of) batch(() => { asked.value = null; sent.value = null; });
    of = id;
  });

  /** Field of the API to what is missing or wrong; empty when it may be sent. */
  function missing(): ReadonlyMap<string, AppointmentMissing> {
    const found = new Map<string, AppointmentMissing>();
    const { plate, hours, name, phone, email, keepsLift, liftFrom, holdUntil } = appointment.value;
    if (plate.trim() === '') found.set('vehicle.plate', 'plate');
    if (hours.trim() !== '' && minutesOf(hours) === null) found.set('workMinutes', 'hours');
    if (name.trim() === '') found.set('contact.name', 'name');
    if (phone.trim() === '' && email.trim() === '') found.set('contact.phone', 'reach');
    if (!keepsLift) return found;
    const zone = workshop.value?.timeZone ?? 'UTC';
    const [from, until] = [instantOf(liftFrom, zone), instantOf(holdUntil, zone)];
    if (from === null) found.set('liftFrom', 'lift');
    else if (from <= now.value) found.set('liftFrom', 'past');
    if (until !== null && until <= now.value) found.set('holdUntil', 'past');
    else if (from !== null && until !== null && from < until) found.set('holdUntil', 'deadline');
    return found;
  }

  // One request, however often it has to be sent until the answer arrives.
  let attempt = { wish: '', key: '' };

  /** @param again The car has a request on that day already, and another one is meant. */
  async function send(again = false): Promise<void> {
    const told = appointment.value;
    const id = workshopId();
    if (!id || sending.value) return;
    const wish = {
      workshopId: id, askPlace: true, places: [], again, return: told.bringBack, swap: told.courtesy, workOrder: told.workOrder.trim() || null,
      workMinutes: told.hours.trim() === '' ? null : minutesOf(told.hours),
      vehicle: { plate: told.plate.trim(), make: told.make.trim() || null, model: told.model.trim() || null },
      contact: { name: told.name.trim(), phone: told.phone.trim() || null, email: told.email.trim() || null, language: told.language },
      liftFrom: told.keepsLift ? told.liftFrom : null, holdUntil: told.keepsLift && told.holdUntil ? told.holdUntil : null,
    };
    const text = JSON.stringify(wish);
    if (attempt.wish !== text) attempt = { wish: text, key: newId() };
    batch(() => { sending.value = true; faults.value = new Map(); failure.value = null; isBookedAlready.value = false; });
    try {
      const booked = await bookAsStaff(wish, attempt.key);
      batch(() => { sent.value = { appointment: told, booked }; appointment.value = empty(); });
      await look(id);
    } catch (error) {
      batch(() => {
        faults.value = error instanceof Refused ? error.fields : new Map();
        isBookedAlready.value = error instanceof Refused && error.code === 'already-booked';
        failure.value = error instanceof Error ? error.message : String(error);
      });
    } finally {
      sending.value = false;
    }
  }

  return {
    appointment, sending, faults, failure, isBookedAlready, sent, asked, isListLost, missing, send,
    /** Says something of the appointment; what was wrong with it is not told any more. */
    set(part: Partial<Appointment>): void {
      batch(() => { appointment.value = { ...appointment.value, ...part }; isBookedAlready.value = false; });
    },
    dismiss(): void { sent.value = null; },
  };
}

export type AskingState = ReturnType<typeof createAsking>;

/** Minutes from hours as people write them, `1.5` or `1,5`; null for anything else. */
export function minutesOf(hours: string): number | null {
  const plain = hours.trim().replace(',', '.');
  return /^\d{1,2}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 60) : null;
}

/** How a request stands whose customer was asked. */
export type Standing = 'waiting' | 'released' | 'answered' | 'cancelled';

export const standingOf = (request: RequestAnswer): Standing =>
  request.cancelledAt ? 'cancelled' : request.state !== 'placeAsked' ? 'answered' : request.question?.releasedAt ? 'released' : 'waiting';
