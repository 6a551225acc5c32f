import type { Means, RouteAnswer, StopAnswer } from '../../shared/api/dispatch';
import type { IconName } from '../../shared/icons/icons';
import { driverShades, type Shade } from '../../shared/styles/palette';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';

export const meansIcons: Record<Means, IconName> = {
  car: 'car', scooter: 'scooter', bicycle: 'bicycle', foot: 'foot', taxi: 'taxi', chaseCar: 'car', transporter: 'truck',
};

/** The number of a driver's colour among the day's routes. */
export const colourIndex = (routes: readonly RouteAnswer[], driverId: string): number =>
  Math.max(0, routes.findIndex((route) => route.driverId === driverId)) % driverShades.length;

export const driverShade = (index: number): Shade => driverShades[index] ?? { day: '#000000', night: '#ffffff' };

export const plateOf = (stops: readonly StopAnswer[]): string => stops.find((stop) => stop.vehicle)?.vehicle?.plate ?? '–';

/** The plate of a move, wherever it is. */
export function plateOfMove(dispatch: Dispatch, moveId: string): string {
  const stops = dispatch.placed.value.get(moveId)?.stops;
  const vehicle = stops ? null : dispatch.answer.value?.unserved.find((move) => move.moveId === moveId)?.vehicle;
  return stops ? plateOf(stops) : vehicle?.plate ?? t.value.someMove;
}

export const driverName = (dispatch: Dispatch, driverId: string): string =>
  dispatch.answer.value?.routes.find((route) => route.driverId === driverId)?.driverName
  ?? dispatch.answer.value?.idleDrivers.find((driver) => driver.driverId === driverId)?.name ?? t.value.someDriver;

/** What stands on a move's block: its state, worst first. */
export function moveLook(stops: readonly StopAnswer[], isAtRisk: boolean): 'failed' | 'late' | 'risk' | 'done' | 'underway' | 'planned' {
  if (stops.some((stop) => stop.state === 'failed')) return 'failed';
  if (stops.every((stop) => stop.state === 'done')) return 'done';
  if (stops.some((stop) => stop.lateSeconds > 0 && stop.state !== 'done')) return 'late';
  if (isAtRisk) return 'risk';
  return stops.some((stop) => stop.state !== 'planned') ? 'underway' : 'planned';
}
