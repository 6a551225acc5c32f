import type { FailureReason, HandoverKind, ReportTold, RouteAnswer, RouteStop, Step, StepListShown, Vehicle } from '../../shared/api/drivers';

/** The workshop's steps when a car changes hands at a stop, and the version that they are of. */
export interface StopSteps {
  /** Null where this device has no list yet: then nothing more than the mileage is asked. */
  version: number | null;
  steps: readonly Step[];
}

export const isAtCustomer = (stop: RouteStop): boolean => stop.kind === 'collect' || stop.kind === 'return' || stop.kind === 'swap';

/** Nobody is there who could read out a code or sign. */
export const isContactless = (kind: HandoverKind): boolean => kind === 'locker' || kind === 'reception';

/** The version that counts at a stop: the one that it began with or, before, the one that came with the sheet. */
export function versionAt(route: RouteAnswer | null, stop: RouteStop, begun: number | undefined): number | null {
  return begun ?? route?.stopSteps?.find((each) => each.moveId === stop.moveId && each.stopIndex === (stop.stopIndex ?? 0))?.version ?? null;
}

/** Whether it is a courtesy car that changes hands: out at a swap, back at the end of the return after it. */
export function isCourtesyAt(stop: RouteStop, move: readonly RouteStop[], action: 'collect' | 'handOver'): boolean {
  const has = (kind: RouteStop['kind']) => move.some((each) => each.moveId === stop.moveId && each.kind === kind);
  return (stop.kind === 'swap' && action === 'handOver') || (stop.kind === 'pickUp' && has('swap')) || (stop.kind === 'checkIn' && has('return'));
}

/** At a swap the courtesy car is returned, so to say, and the customer's collected. */
export function stepsAt(route: RouteAnswer | null, stop: RouteStop, action: 'collect' | 'handOver', begun: number | undefined): StopSteps {
  const version = versionAt(route, stop, begun);
  const list = route?.stepLists?.find((each) => each.workshopId === stop.workshopId && each.version === version);
  if (!list) return { version: null, steps: [] };
  const { steps } = list;
  return { version, steps: stop.kind === 'checkIn' ? steps.checkIn : stop.kind === 'pickUp' ? steps.pickUp : action === 'handOver' ? steps.return : steps.collect };
}

/** With the lists of before that stops began with: the services may not have heard yet that they did. */
export function withBegun(route: RouteAnswer, before: RouteAnswer | null, begun: readonly number[]): RouteAnswer {
  const known = (list: StepListShown) => route.stepLists.some((each) => each.workshopId === list.workshopId && each.version === list.version);
  const kept = (before?.stepLists ?? []).filter((list) => begun.includes(list.version) && !known(list));
  return kept.length > 0 ? { ...route, stepLists: [...route.stepLists, ...kept] } : route;
}

const key = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
const leastVinEnd = 4;

/** What was read off the car, as the report's fields; null where it is neither its plate nor the end of its VIN. */
export function readCar(text: string, vehicle: Vehicle): Pick<ReportTold, 'plate' | 'vinEnd'> | null {
  const read = key(text);
  if (read === key(vehicle.plate)) return { plate: text.trim(), vinEnd: null };
  const vin = key(vehicle.vinEnd ?? '');
  const shorter = Math.min(read.length, vin.length);
  return shorter >= leastVinEnd && read.slice(-shorter) === vin.slice(-shorter) ? { plate: null, vinEnd: read } : null;
}

/** Until when the customer is waited for, milliseconds since 1970; null at a workshop, and before the driver is there. */
export function waitsUntil(route: RouteAnswer | null, stop: RouteStop, arrivedAt: string | undefined): number | null {
  if (!arrivedAt || !isAtCustomer(stop)) return null;
  const begins = Math.max(Date.parse(arrivedAt), stop.window ? Date.parse(stop.window.from) : 0);
  return begins + (route?.waitMinutes ?? 0) * 60_000;
}

/** Whether a reason may be told now: nobody is absent before they were waited for. */
export const mayFail = (reason: FailureReason, stop: RouteStop, until: number | null, now: number): boolean =>
  reason !== 'absent' || !isAtCustomer(stop) || (until !== null && now >= until);
