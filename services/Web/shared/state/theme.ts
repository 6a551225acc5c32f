import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Shade } from '../styles/palette';
import { stored } from './stored';

export type Theme = 'day' | 'night';

const choice = stored<Theme | 'auto'>('theme', ['auto', 'day', 'night'], 'auto');
const darkDevice = matchMedia('(prefers-color-scheme: dark)');
const deviceIsDark = signal(darkDevice.matches);
darkDevice.addEventListener('change', (event) => { deviceIsDark.value = event.matches; });

/** How the page looks now: as chosen, or else as the device wishes. */
export const theme: ReadonlySignal<Theme> = computed(() => (choice.value === 'auto' ? (deviceIsDark.value ? 'night' : 'day') : choice.value));

/** Chooses; what the device wishes anyway is not stored, so that it goes on following the device. */
export function setTheme(wanted: Theme): void {
  choice.value = wanted === (deviceIsDark.value ? 'night' : 'day') ? 'auto' : wanted;
}

/** A colour of the palette as it is now, for what style sheets do not reach: the map. */
export const colourNow = (shade: Shade): string => shade[theme.value];

effect(() => { document.documentElement.dataset['theme'] = theme.value; });
