import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Board, Workshop } from '../../shared/api/boards';
import { Refused } from '../../shared/api/client';
import { changeCar, freeCar, makeCar, tellBack, tellLoan, type CarTold, type LentCar } from '../../shared/api/fleet';
import { newId } from '../../shared/state/ids';

/** What is asked about a courtesy car just now; `new` is one that is not there yet. */
export type Asked = { what: 'new' } | { what: 'change' | 'lend' | 'due' | 'back'; car: LentCar };

/** Where a courtesy car is. */
export type Whereabouts = 'late' | 'out' | 'kept' | 'goes' | 'away' | 'here';

/** Those that need a word of the workshop's come first. */
const order: readonly Whereabouts[] = ['late', 'out', 'kept', 'goes', 'here', 'away'];

export const isOut = (car: LentCar): boolean => Boolean(car.loan?.leftAt && !car.loan.backAt);

export function whereabouts(car: LentCar): Whereabouts {
  if (isOut(car)) return car.isLate ? 'late' : 'out';
  if (car.loan && !car.loan.leftAt) return 'kept';
  if (!car.inService) return 'away';
  return car.goesAt ? 'goes' : 'here';
}

/** Whether its contract has still to be signed: it is out, kept, or about to go. */
export const lacksContract = (car: LentCar): boolean =>
  ['late', 'out', 'kept', 'goes'].includes(whereabouts(car)) && !(car.loan && !car.loan.backAt && car.loan.contractSignedAt);

/** The workshop's courtesy cars, and what it says of them. */
export function createFleet(workshop: ReadonlySignal<Workshop | null>, board: ReadonlySignal<Board | null>) {
  const asked = signal<Asked | null>(null);
  const sending = signal(false);
  const failure = signal<string | null>(null);
  /** Field of the API to what is wrong with it. */
  const faults = signal<ReadonlyMap<string, string>>(new Map());
  let key = newId();

  const cars = computed(() => [...board.value?.fleet ?? []].sort((a, b) => order.indexOf(whereabouts(a)) - order.indexOf(whereabouts(b))));

  /** The board tells what became of it, a moment later. */
  async function send(told: () => Promise<unknown>): Promise<void> {
    batch(() => { sending.value = true; failure.value = null; faults.value = new Map(); });
    try {
      await told();
      asked.value = null;
    } catch (error) {
      batch(() => {
        failure.value = error instanceof Error ? error.message : String(error);
        if (error instanceof Refused) faults.value = error.fields;
      });
    } finally {
      sending.value = false;
    }
  }

  return {
    cars, asked, sending, failure, faults,
    ask(what: Asked | null): void {
      key = newId();
      batch(() => { asked.value = what; failure.value = null; faults.value = new Map(); });
    },
    tell(car: Omit<CarTold, 'workshopId'>, of: LentCar | null): Promise<void> {
      const told: CarTold = { ...car, workshopId: workshop.peek()?.workshopId ?? '' };
      return send(() => (of ? changeCar(of.courtesyCarId, told) : makeCar(told, key)));
    },
    /** Lends it at the desk, from now on. */
    lend: (car: LentCar, dueBack: Date, mileageOutKm: number | null, energyOutPercent: number | null, isSigned: boolean) =>
      send(() => tellLoan(car.courtesyCarId, {
        requestId: null, leftAt: new Date().toISOString(), dueBack: dueBack.toISOString(), mileageOutKm, energyOutPercent, contractSignedAt: isSigned ? new Date().toISOString() : null,
      })),
    due: (car: LentCar, dueBack: Date) => send(() => tellLoan(car.courtesyCarId, { requestId: car.loan?.requestId ?? null, dueBack: dueBack.toISOString() })),
    signed: (car: LentCar) => send(() => tellLoan(car.courtesyCarId, {
      requestId: car.forRequestId, dueBack: car.loan?.backAt ? null : car.loan?.dueBack ?? null, contractSignedAt: new Date().toISOString(),
    })),
    free: (car: LentCar) => send(() => freeCar(car.courtesyCarId)),
    back: (car: LentCar, mileageInKm: number | null, energyInPercent: number | null) => send(() => tellBack(car.courtesyCarId, { mileageInKm, energyInPercent })),
  };
}

export type FleetState = ReturnType<typeof createFleet>;
