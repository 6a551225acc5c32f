import type { StyleSpecification } from 'maplibre-gl';
import type { RouteSheet } from '../../shared/api/drivers';
import { decodePolyline } from '../../shared/map/shapes';
import { styleUrl } from '../../shared/map/style';
import { theme } from '../../shared/state/theme';

const zooms = [10, 12, 13, 14, 15, 16] as const;
const mostTiles = 1_500;

const tileAt = (lon: number, lat: number, zoom: number): readonly [number, number] => {
  const n = 2 ** zoom;
  const radians = (lat * Math.PI) / 180;
  return [Math.floor(((lon + 180) / 360) * n), Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * n)];
};

/** The tiles along a sheet's legs, and around its stops, as z/x/y. */
export function tilesAlong(sheet: RouteSheet): string[] {
  const tiles = new Set<string>();
  for (const stop of sheet.stops) {
    const points = stop.leg ? decodePolyline(stop.leg.geometry) : [];
    for (const zoom of zooms) {
      for (const [lon, lat] of [...points, [stop.place.lon, stop.place.lat] as [number, number]]) {
        const [x, y] = tileAt(lon, lat, zoom);
        tiles.add(`${zoom}/${x}/${y}`);
      }
      const [x, y] = tileAt(stop.place.lon, stop.place.lat, zoom);
      for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) tiles.add(`${zoom}/${x + dx}/${y + dy}`);
    }
  }
  return [...tiles].slice(0, mostTiles);
}

/** Fetches the map of a sheet, so that the service worker has it when there is no signal. Failing that does no harm. */
export async function keepTilesOf(sheet: RouteSheet): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  try {
    const style = await (await fetch(styleUrl(theme.peek()))).json() as StyleSpecification;
    for (const source of Object.values(style.sources)) {
      if (source.type !== 'vector') continue;
      const template = source.tiles?.[0] ?? (source.url ? (await (await fetch(source.url)).json() as { tiles: string[] }).tiles[0] : undefined);
      if (!template) continue;
      for (const tile of tilesAlong(sheet)) {
        const [z = '', x = '', y = ''] = tile.split('/');
        await fetch(template.replace('{z}', z).replace('{x}', x).replace('{y}', y)).catch(() => undefined);
      }
    }
  } catch {
    // No map without signal, then; everything else works.
  }
}
