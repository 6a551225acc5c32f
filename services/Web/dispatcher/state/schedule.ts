import type { DayAnswer, LiftLoad, RouteAnswer, StopAnswer } from '../../shared/api/dispatch';

const hour = 3_600_000;

/** A move on a route: its stops in order, and the move that it follows there. */
export interface PlacedMove {
  moveId: string;
  route: RouteAnswer;
  stops: readonly StopAnswer[];
  after: string | null;
  from: number;
  until: number;
}

/** A workshop's quarters of an hour, in order. */
export interface WorkshopLoad {
  workshopId: string;
  name: string;
  loads: readonly LiftLoad[];
}

export const startOf = (stop: StopAnswer): number => Date.parse(stop.arrivedAt ?? stop.eta);
export const endOf = (stop: StopAnswer): number => Math.max(startOf(stop), Date.parse(stop.departure));

/** The moves of routes by their ids. A transporter's moves may lie within one another. */
export function placeMoves(routes: readonly RouteAnswer[]): Map<string, PlacedMove> {
  const placed = new Map<string, PlacedMove>();
  for (const route of routes) {
    let after: string | null = null;
    for (const id of movesOf(route)) {
      const stops = route.stops.filter((stop) => stop.moveId === id);
      const first = stops[0];
      const last = stops[stops.length - 1];
      if (first && last) placed.set(id, { moveId: id, route, stops, after, from: startOf(first), until: endOf(last) });
      after = id;
    }
  }

  return placed;
}

/** A route's moves in the order in which they begin. */
export function movesOf(route: RouteAnswer): string[] {
  return [...new Set(route.stops.flatMap((stop) => (stop.moveId ? [stop.moveId] : [])))];
}

/** The whole hours that hold every shift and stop. */
export function extentOf(day: DayAnswer): [from: number, until: number] {
  const instants = day.routes.flatMap((route) => [
    Date.parse(route.shift.from), Date.parse(route.shift.until), ...route.stops.flatMap((stop) => [startOf(stop), endOf(stop)]),
  ]).concat(day.liftLoads.filter((load) => load.liftsBusy > 0 || load.checkIns > 0).map((load) => Date.parse(load.from)));
  if (instants.length === 0) return [0, 0];
  const from = instants.reduce((least, each) => Math.min(least, each), Infinity);
  const until = instants.reduce((most, each) => Math.max(most, each), -Infinity);
  return [Math.floor(from / hour) * hour, Math.ceil(until / hour) * hour];
}

export function workshopLoads(day: DayAnswer): WorkshopLoad[] {
  return day.workshops.map(({ workshopId, name }) => ({ workshopId, name, loads: day.liftLoads.filter((load) => load.workshopId === workshopId) }));
}

/** How much of the lifts' time from the first car to the last is used, from 0 to 1; null where there is none. */
export function liftUse(day: DayAnswer): number | null {
  const used = day.liftLoads.filter((load) => load.lifts > 0);
  if (used.length === 0) return null;
  return used.reduce((sum, load) => sum + load.liftsBusy, 0) / used.reduce((sum, load) => sum + load.lifts, 0);
}

/** Moves whose driver, order, state or time (by a minute or more) is not what it was. */
export function changedMoves(before: ReadonlyMap<string, PlacedMove>, after: ReadonlyMap<string, PlacedMove>): string[] {
  return [...after.values()].filter((now) => {
    const then = before.get(now.moveId);
    return !then || then.route.driverId !== now.route.driverId || then.after !== now.after || Math.abs(then.from - now.from) >= 60_000
      || then.stops.some((stop, i) => stop.state !== now.stops[i]?.state);
  }).map((move) => move.moveId);
}
