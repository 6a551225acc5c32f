import { useEffect, useRef } from 'preact/hooks';
import { Loading } from '../components/Surface';
import { theme } from '../state/theme';
import { words } from '../texts/words';
import type { MapCanvas, MapContent } from './MapCanvas';
import './map-view.css';

interface MapViewProps extends MapContent {
  /** What the map shows, for screen readers. */
  label: string;
  /** Where it opens: the middle and the zoom, or the box west, south, east, north. Later the user's to move, unless it changes. */
  view: MapOpening;
  onPress?: (lon: number, lat: number) => void;
  /** The middle, after the user moved the map. */
  onMoved?: (lon: number, lat: number) => void;
  /** For what a page does to the map itself. */
  onCanvas?: (canvas: MapCanvas) => void;
}

export type MapOpening = { centre: [lon: number, lat: number]; zoom: number } | { box: [number, number, number, number] };

/** A map of the service's own tiles. The library behind it is fetched when the first map is shown. */
export function MapView({ label, view, overlays, markers, onPress, onMoved, onCanvas }: MapViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas | null>(null);
  const wanted = useRef({ overlays, markers, onPress, onMoved, view });
  wanted.current = { overlays, markers, onPress, onMoved, view };
  const opening = JSON.stringify(view);

  useEffect(() => {
    let gone = false;
    void import('./MapCanvas').then(({ MapCanvas: Canvas }) => {
      if (gone || !box.current) return;
      const made = new Canvas(box.current, wanted.current.view, theme.peek(), {
        ...words.peek(),
        onPress: (lon, lat) => wanted.current.onPress?.(lon, lat),
        onMoved: (lon, lat) => wanted.current.onMoved?.(lon, lat),
      });
      canvas.current = made;
      made.show({ overlays: wanted.current.overlays, markers: wanted.current.markers });
      onCanvas?.(made);
    });
    return () => {
      gone = true;
      canvas.current?.remove();
      canvas.current = null;
    };
  }, []);

  useEffect(() => canvas.current?.dress(theme.value), [theme.value]);
  useEffect(() => canvas.current?.show({ overlays, markers }), [overlays, markers]);
  useEffect(() => canvas.current?.open(wanted.current.view), [opening]);

  return (
    <div class="map-view">
      <div ref={box} class="map-canvas" role="region" aria-label={label}><Loading label={words.value.loading} /></div>
    </div>
  );
}
