import { texts } from '../../shared/state/language';
import { en } from './en';

/** What the workshop’s page says, in the language that is shown. */
export const t = texts(en, {
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
});
