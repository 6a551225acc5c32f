import type { IconName } from '../../shared/icons/icons';

const means: Record<string, IconName> = { car: 'car', scooter: 'scooter', bicycle: 'bicycle', foot: 'foot', taxi: 'taxi', transit: 'transit', transporter: 'truck', ride: 'car' };

/** An icon for each means of getting there. */
export const meansIcon = (name: string): IconName => means[name] ?? 'route';

/** An arrow for a turn, by OSRM's type and modifier. */
export function turnIcon(type: string, modifier: string | null | undefined): IconName {
  if (type === 'arrive') return 'flag';
  if (modifier === 'uturn') return 'turnaround';
  if (modifier?.includes('left')) return 'left';
  return modifier?.includes('right') ? 'right' : 'straight';
}
