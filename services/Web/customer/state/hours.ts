import { dayKey } from '../../shared/texts/format';

/** At which hours of which days the car is at a place, as the customer says it. */
export interface Hours {
  /** `every`, `weekdays`, `weekend`, or one day as `2026-06-02`. */
  days: string;
  /** `08:00`, local at the workshop. */
  from: string;
  until: string;
}

/** From and until in the workshop's local time, as the API reads it. */
export interface LocalWindow {
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

const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay();

function includes(days: string, day: string): boolean {
  const isWeekend = weekday(day) === 0 || weekday(day) === 6;
  switch (days) {
    case 'every': return true;
    case 'weekdays': return !isWeekend;
    case 'weekend': return isWeekend;
    default: return days === day;
  }
}

/** The hours spelled out day by day, without what is over. The API takes 40 a place. */
export function windowsOf(hours: readonly Hours[], now: Date, timeZone: string): LocalWindow[] {
  const today = dayKey(now, timeZone);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(now);
  return comingDays(now, timeZone)
    .flatMap((day) => hours.filter((each) => includes(each.days, day)).map((each) => ({ from: `${day}T${each.from}`, until: `${day}T${each.until}` })))
    .filter((window) => window.until.slice(0, 10) !== today || window.until.slice(11) > time)
    .slice(0, 40);
}

export const isForward = (hours: Hours): boolean => hours.from !== '' && hours.until !== '' && hours.from < hours.until;
