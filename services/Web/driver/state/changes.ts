import type { RouteSheet, RouteStop } from '../../shared/api/drivers';

/** What a newer sheet does to the day, as the driver has to know it. */
export interface SheetChange {
  kind: 'added' | 'removed' | 'later' | 'earlier' | 'order' | 'place';
  stop: RouteStop;
  minutes?: number;
}

const keyOf = (stop: RouteStop) => `${stop.moveId} ${stop.stopIndex}`;
const noticeableMinutes = 5;

/** Compares what lies ahead in two sheets of the same day; another day is no change but another sheet. */
export function changesBetween(before: RouteSheet | null, after: RouteSheet): SheetChange[] {
  if (!before || before.day !== after.day || before.area !== after.area || before.planVersion >= after.planVersion) return [];
  const ahead = (sheet: RouteSheet) => sheet.stops.filter((stop) => stop.moveId && !stop.done);
  const old = new Map(ahead(before).map((stop) => [keyOf(stop), stop]));
  const fresh = new Map(ahead(after).map((stop) => [keyOf(stop), stop]));
  const isDoneNow = new Set(after.stops.filter((stop) => stop.done).map(keyOf));
  const changes: SheetChange[] = [];
  for (const [key, stop] of fresh) {
    const known = old.get(key);
    if (!known) changes.push({ kind: 'added', stop });
    else if (known.place.lon !== stop.place.lon || known.place.lat !== stop.place.lat) changes.push({ kind: 'place', stop });
    else {
      const minutes = Math.round((Date.parse(stop.eta) - Date.parse(known.eta)) / 60_000);
      if (Math.abs(minutes) >= noticeableMinutes) changes.push({ kind: minutes > 0 ? 'later' : 'earlier', stop, minutes: Math.abs(minutes) });
    }
  }
  for (const [key, stop] of old) if (!fresh.has(key) && !isDoneNow.has(key)) changes.push({ kind: 'removed', stop });
  const order = (keys: Iterable<string>, other: Map<string, RouteStop>) => [...keys].filter((key) => other.has(key)).join();
  if (order(old.keys(), fresh) !== order(fresh.keys(), old)) {
    const first = [...fresh.values()][0];
    if (first) changes.push({ kind: 'order', stop: first });
  }
  return changes;
}
