import { dayKey } from './format';

const minute = 60_000;

/** `2026-06-02T14:05` at a place. */
export const localOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone,
  }).format(at).replace(' ', 'T');

/**
 * The instant of `2026-06-02T14:05` by the clocks of a place, whatever the device's zone is; null for no time. Where clocks are
 * put forward over it, the same time by the clock before.
 */
export function instantOf(local: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice, for a place whose clock changes between the guess and the answer.
  return asUtc - offset(asUtc - offset(asUtc, timeZone), timeZone);
}

/** The instants from a local day's first to its last. */
export function dayBounds(day: string, timeZone: string): [from: number, until: number] {
  const begin = (of: string) => instantOf(`${of}T00:00`, timeZone) ?? NaN;
  const from = begin(day);
  return [from, begin(dayKey(new Date(from + 36 * 60 * minute), timeZone))];
}

/** By how much a place's clocks are ahead of UTC at an instant, milliseconds. */
const offset = (at: number, timeZone: string): number => Date.parse(`${localOf(new Date(at), timeZone)}Z`) - Math.floor(at / minute) * minute;
