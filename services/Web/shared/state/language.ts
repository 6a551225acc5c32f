import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { stored } from './stored';

export const languages = ['en', 'es', 'fr'] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español', fr: 'Français' };

const wished = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => languages.some((each) => each === tag));

/** The language that is shown: as chosen, or else the first of the browser's that there is. */
export const language = stored<Language>('language', languages, languages.find((each) => each === wished) ?? 'en');

export function setLanguage(wanted: Language): void {
  language.value = wanted;
}

effect(() => { document.documentElement.lang = language.value; });

/**
 * A page's texts in the language that is shown. English is part of the page; the others are fetched when they are
 * chosen, and until they are here the last shown stay.
 */
export function texts<T>(english: T, others: Record<Exclude<Language, 'en'>, () => Promise<T>>): ReadonlySignal<T> {
  const shown = signal(english);
  effect(() => {
    const wanted = language.value;
    if (wanted === 'en') {
      shown.value = english;
      return;
    }

    others[wanted]().then((loaded) => { if (language.value === wanted) shown.value = loaded; }, () => undefined);
  });
  return shown;
}
