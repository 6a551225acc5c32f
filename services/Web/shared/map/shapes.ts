/** Decodes a polyline of five or six digits (OSRM's `geometry`) into lon, lat. */
export function decodePolyline(text: string, digits: 5 | 6 = 6): [number, number][] {
  const scale = 10 ** digits;
  const points: [number, number][] = [];
  let at = 0;
  let lat = 0;
  let lon = 0;
  const next = () => {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = text.charCodeAt(at++) - 63;
      value |= (byte & 31) << shift;
      shift += 5;
    } while (byte >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  while (at < text.length) {
    lat += next();
    lon += next();
    points.push([lon / scale, lat / scale]);
  }

  return points;
}

/** The box around points: west, south, east, north. Null where there are none. */
export function boxAround(points: readonly (readonly [number, number])[]): [number, number, number, number] | null {
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** A line as a GeoJSON feature. */
export const lineFeature = (coordinates: [number, number][], properties: Record<string, string | number | boolean> = {}): GeoJSON.Feature => ({
  type: 'Feature', properties, geometry: { type: 'LineString', coordinates },
});

export const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features });

/** Metres between two points, well enough for a city. */
export function metresBetween([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const x = (lonB - lonA) * radians * Math.cos(((latA + latB) / 2) * radians);
  const y = (latB - latA) * radians;
  return Math.hypot(x, y) * 6_371_000;
}
