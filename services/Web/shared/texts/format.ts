import { language } from '../state/language';
import { words } from './words';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language and zone: that takes a hundred times as long as to use one, and a timeline asks for hundreds. */
function clockOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  let known = clocks.get(key);
  if (!known) clocks.set(key, known = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }));
  return known;
}

/** `14:05` in the place's own time zone, whatever the device's is. */
export const clock = (at: string | Date, timeZone: string): string => clockOf(language.value, timeZone).format(new Date(at));

/** `14:05 – 16:00`. */
export const span = (window: { from: string; until: string }, timeZone: string): string =>
  `${clock(window.from, timeZone)} – ${clock(window.until, timeZone)}`;

/** `Tuesday 2 June`. */
export const day = (at: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language.value, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(at));

/** The local day as `2026-06-02`, to compare days. */
export const dayKey = (at: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(new Date(at));

/** How long, from seconds. */
export function duration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 90 ? words.value.minutes(minutes) : words.value.hoursMinutes(Math.floor(minutes / 60), minutes % 60);
}

/** How long ago, from seconds. */
export function age(seconds: number): string {
  if (seconds < 10) return words.value.justNow;
  return seconds < 90 ? words.value.secondsAgo(Math.round(seconds)) : words.value.minutesAgo(Math.round(seconds / 60));
}

/** `850 m`, `3.2 km`, from metres. */
export function distance(metres: number): string {
  const [value, unit, digits] = metres < 950 ? [Math.max(10, Math.round(metres / 10) * 10), 'meter', 0] as const
    : [metres / 1000, 'kilometer', metres < 9_950 ? 1 : 0] as const;
  return new Intl.NumberFormat(language.value, { style: 'unit', unit, maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** An amount in hundredths of a currency. */
export const money = (cents: number, currency: string): string =>
  new Intl.NumberFormat(language.value, { style: 'currency', currency }).format(cents / 100).replace('-', '−');

/** What it is more or less: `+2.40 €`, from hundredths. */
export const moreMoney = (cents: number, currency: string): string =>
  new Intl.NumberFormat(language.value, { style: 'currency', currency, signDisplay: 'exceptZero' }).format(cents / 100).replace('-', '−');

/** What it is more or less, in the words of `format`: `+1.2 km`, `−5 min`. */
export const more = (amount: number, format: (amount: number) => string): string => `${amount < 0 ? '−' : '+'}${format(Math.abs(amount))}`;

/** With a capital, at the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(language.value) + text.slice(1);
