import type { RouteAnswer } from '../../shared/api/dispatch';
import { movesOf, type PlacedMove } from './schedule';

export type Direction = 'before' | 'after' | 'above' | 'below';

/** The move beside another: the next on its route, or the one nearest in time on the next route that has any. */
export function neighbour(placed: ReadonlyMap<string, PlacedMove>, routes: readonly RouteAnswer[], moveId: string, direction: Direction): string | null {
  const at = placed.get(moveId);
  if (!at) return null;
  if (direction === 'before' || direction === 'after') {
    const moves = movesOf(at.route);
    return moves[moves.indexOf(moveId) + (direction === 'after' ? 1 : -1)] ?? null;
  }
  const step = direction === 'below' ? 1 : -1;
  for (let i = routes.findIndex((route) => route.driverId === at.route.driverId) + step; ; i += step) {
    const route = routes[i];
    if (!route) return null;
    const nearest = nearestOn(placed, route, at.from);
    if (nearest) return nearest;
  }
}

function nearestOn(placed: ReadonlyMap<string, PlacedMove>, route: RouteAnswer, at: number): string | null {
  const distance = (moveId: string) => Math.abs((placed.get(moveId)?.from ?? Infinity) - at);
  return movesOf(route).reduce<string | null>((best, each) => (best === null || distance(each) < distance(best) ? each : best), null);
}
