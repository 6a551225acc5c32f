import type { HoursInput } from '../../shared/api/intake';
import { dayKey } from '../../shared/texts/format';

/** At which hours of which days the car is at a place, as the customer says it. */
export interface Hours {
  /** `every`, `weekdays`, `weekend`, or one day as `2026-06-02`. */
  days: string;
  /** `08:00`, local at the workshop. */
  from: string;
  until: string;
}

/** How far ahead hours are spelled out, days: as far as windows are offered. */
export const horizonDays = 14;

/** The coming days at the workshop as `2026-06-02`, today first. */
export function comingDays(now: Date, timeZone: string, count = horizonDays): string[] {
  // By noon of each day, so that no change of the clocks skips or doubles one.
  const noon = Date.parse(`${dayKey(now, timeZone)}T12:00:00Z`);
  return Array.from({ length: count }, (_, i) => new Date(noon + i * 86_400_000).toISOString().slice(0, 10));
}

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const weekend = ['saturday', 'sunday'] as const;

/** As the API reads it: weekdays with times of the day, or a day's own times; both by the workshop's clock. */
export function hoursInput({ days, from, until }: Hours): HoursInput {
  switch (days) {
    case 'every': return { weekdays: [...workdays, ...weekend], from, until };
    case 'weekdays': return { weekdays: [...workdays], from, until };
    case 'weekend': return { weekdays: [...weekend], from, until };
    default: return { weekdays: null, from: `${days}T${from}`, until: `${days}T${until}` };
  }
}

export const isForward = (hours: Hours): boolean => hours.from !== '' && hours.until !== '' && hours.from < hours.until;
