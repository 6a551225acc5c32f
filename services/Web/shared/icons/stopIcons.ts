import type { StopKind } from '../api/drivers';
import type { IconName } from './icons';

/** An icon for each kind of stop. */
export const stopIcons: Record<StopKind, IconName> = {
  start: 'play', collect: 'key', checkIn: 'wrench', pickUp: 'wrench', return: 'home', swap: 'swap', break: 'break', end: 'flag', charge: 'battery',
};
