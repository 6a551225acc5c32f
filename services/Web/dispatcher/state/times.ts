import { clock, dayKey } from '../../shared/texts/format';

const minute = 60_000;

/** Minutes by which a zone's clocks are ahead of UTC at an instant. */
function offsetMinutes(at: number, timeZone: string): number {
  const day = dayKey(new Date(at), timeZone);
  const local = Date.parse(`${day}T${clock(new Date(at), timeZone)}:00Z`);
  return Math.round((local - Math.floor(at / minute) * minute) / minute);
}

/** The instant of `14:05` on a local day. Where clocks are put forward over it, the same time by the clock before. */
export function instantOf(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const guess = asUtc - offsetMinutes(asUtc, timeZone) * minute;
  return asUtc - offsetMinutes(guess, timeZone) * minute;
}

/** The instants from a local day's first to its last. */
export const dayBounds = (day: string, timeZone: string): [from: number, until: number] => {
  const from = instantOf(day, '00:00', timeZone);
  const next = dayKey(new Date(from + 36 * 60 * minute), timeZone);
  return [from, instantOf(next, '00:00', timeZone)];
};
