import type { Theme } from '../state/theme';

/** Where Maps serves the style, by day and by night. */
export const styleUrl = (theme: Theme): string => `/style/${theme}.json`;
