import { signal } from '@preact/signals';

export const views = ['board', 'ask', 'fleet', 'steps'] as const;
export type View = (typeof views)[number];

const inLink = (): View => views.find((each) => `#${each}` === location.hash) ?? 'board';

/** What of the workshop's page is shown, as its address says. */
export const view = signal<View>(inLink());

addEventListener('hashchange', () => { view.value = inLink(); });
