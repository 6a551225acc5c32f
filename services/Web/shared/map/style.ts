import type { Language } from '../state/language';
import type { Theme } from '../state/theme';

/** Where Maps serves the style: by day or night, names in a language where there are any. */
export const styleUrl = (theme: Theme, language: Language): string => `/style/${theme}.json?lang=${language}`;
