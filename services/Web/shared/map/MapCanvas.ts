import 'maplibre-gl/dist/maplibre-gl.css';
import {
  AttributionControl, type GeoJSONSource, type LayerSpecification, Map as MapLibreMap, Marker, NavigationControl, setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Theme } from '../state/theme';
import type { MapOpening } from './MapView';
import { styleUrl } from './style';

setWorkerUrl(workerUrl);

/** How far from a feature a press still means it. */
const fingerPixels = 4;

/** Shapes over the map: a GeoJSON source of this id, and the layers that draw it, lowest first. */
export interface Overlay {
  id: string;
  data: GeoJSON.FeatureCollection;
  layers: readonly (LayerSpecification & { source: string })[];
  /** A press on one of its features. */
  onPress?: (properties: Record<string, unknown>) => void;
  /** The feature that is pointed at; null when none of it is any more. */
  onPoint?: (properties: Record<string, unknown> | null) => void;
}

/** An element of the page that stands on the map. For some dozens; more belong into an overlay. */
export interface MapMarker {
  id: string;
  at: [lon: number, lat: number];
  /** Class names of the element; `map-view.css` has the looks. */
  look: string;
  /** What it is, for screen readers and as a hint. */
  label: string;
  /** A letter or two within. */
  text?: string;
  /** Where it was dragged to; a marker with it can be dragged. */
  onDragged?: (lon: number, lat: number) => void;
  onPress?: () => void;
}

/** What lies on the map. A new list replaces the old one; equal ids are moved, not made anew. */
export interface MapContent {
  overlays?: readonly Overlay[] | undefined;
  markers?: readonly MapMarker[] | undefined;
}

interface MapWords {
  zoomIn: string;
  zoomOut: string;
  map: string;
  onPress: (lon: number, lat: number) => void;
  onMoved: (lon: number, lat: number) => void;
}

/** The one place that speaks to MapLibre. */
export class MapCanvas {
  readonly map: MapLibreMap;
  private overlays: readonly Overlay[] = [];
  /** True while there is a style to add overlays to. */
  private isDressed = false;
  private pointedAt: Overlay | null = null;
  private readonly markers = new Map<string, { marker: Marker; spec: MapMarker }>();

  constructor(container: HTMLElement, opening: MapOpening, theme: Theme, words: MapWords) {
    container.replaceChildren();
    this.map = new MapLibreMap({
      container,
      style: styleUrl(theme),
      ...('box' in opening ? { bounds: opening.box, fitBoundsOptions: { padding: 40, maxZoom: 16 } } : { center: opening.centre, zoom: opening.zoom }),
      attributionControl: false,
      maxZoom: 19,
      dragRotate: false,
      pitchWithRotate: false,
      locale: { 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut, 'Map.Title': words.map },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new AttributionControl({ compact: false }), 'bottom-right');
    this.map.on('style.load', () => {
      this.isDressed = true;
      this.overlays.forEach((overlay) => this.add(overlay, null));
    });
    this.map.on('click', (event) => {
      const found = this.featureAt(event.point);
      if (found?.overlay.onPress) found.overlay.onPress(found.properties);
      else words.onPress(event.lngLat.lng, event.lngLat.lat);
    });
    this.map.on('mousemove', (event) => this.point(this.featureAt(event.point)));
    this.map.on('mouseout', () => this.point(null));
    this.map.on('moveend', (event) => {
      const { lng, lat } = this.map.getCenter();
      if (event.originalEvent) words.onMoved(lng, lat);
    });
  }

  /** Puts content on the map in the place of what was there. */
  show({ overlays = [], markers = [] }: MapContent): void {
    const before = this.overlays;
    this.overlays = overlays;
    if (this.isDressed) {
      for (const old of before) if (!overlays.some((each) => each.id === old.id)) this.drop(old);
      for (const overlay of overlays) this.add(overlay, before.find((old) => old.id === overlay.id) ?? null);
    }
    const wanted = new Set(markers.map((each) => each.id));
    for (const [id, { marker }] of this.markers) {
      if (wanted.has(id)) continue;
      marker.remove();
      this.markers.delete(id);
    }
    for (const spec of markers) this.mark(spec);
  }

  /** Changes the look. Content stays. */
  dress(theme: Theme): void {
    this.isDressed = false;
    this.map.setStyle(styleUrl(theme), { diff: false });
  }

  /** Shows a place or a box. */
  open(opening: MapOpening): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if ('box' in opening) this.map.fitBounds(opening.box, { padding: 40, maxZoom: 16, animate: !still });
    else this.map.easeTo({ center: opening.centre, zoom: opening.zoom, animate: !still });
  }

  remove(): void {
    this.map.remove();
  }

  /** The topmost feature at a pixel of an overlay that takes presses. */
  private featureAt(at: { x: number; y: number }): { overlay: Overlay; properties: Record<string, unknown> } | null {
    const pressed = this.overlays.filter((each) => each.onPress || each.onPoint);
    const layers = pressed.flatMap((each) => each.layers.map((layer) => layer.id)).filter((id) => this.map.getLayer(id));
    if (layers.length === 0) return null;
    const around: [[number, number], [number, number]] = [[at.x - fingerPixels, at.y - fingerPixels], [at.x + fingerPixels, at.y + fingerPixels]];
    const [first] = this.map.queryRenderedFeatures(around, { layers });
    const overlay = first && pressed.find((each) => each.id === first.source);
    return overlay ? { overlay, properties: first.properties } : null;
  }

  private point(found: { overlay: Overlay; properties: Record<string, unknown> } | null): void {
    if (!found && !this.pointedAt) return;
    if (this.pointedAt && this.pointedAt.id !== found?.overlay.id) this.pointedAt.onPoint?.(null);
    this.pointedAt = found?.overlay ?? null;
    this.map.getCanvas().style.cursor = found ? 'pointer' : '';
    found?.overlay.onPoint?.(found.properties);
  }

  private add(overlay: Overlay, before: Overlay | null): void {
    const source = this.map.getSource<GeoJSONSource>(overlay.id);
    if (source) {
      if (before?.data !== overlay.data) source.setData(overlay.data);
    } else this.map.addSource(overlay.id, { type: 'geojson', data: overlay.data });
    for (const layer of overlay.layers) if (!this.map.getLayer(layer.id)) this.map.addLayer(layer);
  }

  private drop(overlay: Overlay): void {
    for (const layer of overlay.layers) if (this.map.getLayer(layer.id)) this.map.removeLayer(layer.id);
    if (this.map.getSource(overlay.id)) this.map.removeSource(overlay.id);
  }

  private mark(spec: MapMarker): void {
    const known = this.markers.get(spec.id);
    if (known && known.spec.look === spec.look && known.spec.label === spec.label && known.spec.text === spec.text) {
      known.spec = spec;
      known.marker.setLngLat(spec.at);
      return;
    }

    known?.marker.remove();
    const element = document.createElement(spec.onPress ? 'button' : 'div');
    element.className = `map-marker ${spec.look}`;
    element.title = spec.label;
    element.setAttribute('aria-label', spec.label);
    if (!spec.onPress) element.setAttribute('role', 'img');
    if (spec.text) element.textContent = spec.text;
    const marker = new Marker({ element, draggable: Boolean(spec.onDragged), anchor: spec.look.includes('pin') ? 'bottom' : 'center' });
    const entry = { marker, spec };
    element.addEventListener('click', (event) => {
      if (!entry.spec.onPress) return;
      event.stopPropagation();
      entry.spec.onPress();
    });
    marker.on('dragend', () => {
      const { lng, lat } = marker.getLngLat();
      entry.spec.onDragged?.(lng, lat);
    });
    marker.setLngLat(spec.at).addTo(this.map);
    this.markers.set(spec.id, entry);
  }
}
