import { signal } from '@preact/signals';

/** A fix, as the API reads it with an action. */
export interface Fix {
  lon: number;
  lat: number;
  accuracyMetres: number | null;
}

type Told = Fix & { at: string };

const everyMilliseconds = 15_000;
const staleMilliseconds = 120_000;

/**
 * Where the device is, on shift alone. Told every quarter of a minute while there is a connection; what was not told is
 * not told later, since only the present place matters.
 */
export function createPositions(tell: (positions: readonly Told[]) => Promise<void>, isOnShift: () => boolean) {
  const here = signal<Told | null>(null);
  const denied = signal(false);
  let watch: number | null = null;
  let toldAt = 0;

  function begin(): void {
    if (watch !== null || !('geolocation' in navigator)) return;
    watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        if (!isOnShift()) return;
        denied.value = false;
        here.value = { at: new Date(timestamp).toISOString(), lon: coords.longitude, lat: coords.latitude, accuracyMetres: Math.ceil(coords.accuracy) };
        if (Date.now() - toldAt < everyMilliseconds) return;
        toldAt = Date.now();
        tell([here.value]).catch(() => { toldAt = 0; });
      },
      (problem) => { denied.value = problem.code === problem.PERMISSION_DENIED; },
      { enableHighAccuracy: true, maximumAge: 5_000 });
  }

  function end(): void {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    watch = null;
    here.value = null;
  }

  /** For an action; null when the device does not know, or knew too long ago. */
  function last(): Fix | null {
    const known = here.peek();
    if (!known || Date.now() - Date.parse(known.at) > staleMilliseconds) return null;
    return { lon: known.lon, lat: known.lat, accuracyMetres: known.accuracyMetres };
  }

  return { here, denied, begin, end, last };
}
