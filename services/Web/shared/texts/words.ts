import { texts } from '../state/language';
import { en } from './en';

/** What every page says, in the language that is shown. */
export const words = texts(en, {
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
});
