import type { LiftLoad } from '../../shared/api/boards';

const quarterMilliseconds = 15 * 60_000;

/** The quarter of an hour that an instant lies in; null while the workshop is closed. */
export const quarterAt = (loads: readonly LiftLoad[], now: number): LiftLoad | null =>
  loads.find((load) => Date.parse(load.from) <= now && now < Date.parse(load.from) + quarterMilliseconds) ?? null;

/** Times in which every lift that has a technician is taken, as they follow on one another. */
export function fullTimes(loads: readonly LiftLoad[]): { from: number; until: number }[] {
  const times: { from: number; until: number }[] = [];
  for (const load of loads) {
    if (load.liftsBusy < load.lifts) continue;
    const from = Date.parse(load.from);
    const last = times.at(-1);
    if (last && last.until === from) last.until = from + quarterMilliseconds;
    else times.push({ from, until: from + quarterMilliseconds });
  }
  return times;
}
