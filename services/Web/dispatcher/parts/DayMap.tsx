import { useMemo } from 'preact/hooks';
import type { RouteAnswer } from '../../shared/api/dispatch';
import type { MapMarker, Overlay } from '../../shared/map/MapCanvas';
import { MapView, type MapOpening } from '../../shared/map/MapView';
import { boxAround, collection, decodePolyline, lineFeature } from '../../shared/map/shapes';
import { colourNow, theme } from '../../shared/state/theme';
import { palette } from '../../shared/styles/palette';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { colourIndex, driverShade } from './looks';
import { areaLayers, boxOf, conditionFeatures, conditionLayers, draftFeatures, draftLayers } from './roadLayers';

const montevideo: MapOpening = { centre: [-56.1645, -34.9011], zoom: 12 };
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** The day's routes, stops and drivers. What is pointed at or pressed here is marked on the timeline, and the other way round. */
export function DayMap({ dispatch }: { dispatch: Dispatch }) {
  const day = dispatch.answer.value;
  const shown = dispatch.filter.routes.value;
  const look = theme.value;
  const { roads } = dispatch;
  const isDrawing = roads.draft.value !== null;
  // While something is drawn, a press on the map is a place, whatever lies there.
  const press = useMemo(() => (isDrawing ? {} : {
    onPress: (of: Record<string, unknown>) => { if (typeof of['move'] === 'string') dispatch.select(of['move']); },
    onPoint: (of: Record<string, unknown> | null) => { dispatch.hovered.value = typeof of?.['move'] === 'string' ? of['move'] : null; },
  }), [dispatch, isDrawing]);
  const pressRoad = useMemo(() => (isDrawing ? {} : {
    onPress: (of: Record<string, unknown>) => { dispatch.panel.value = 'roads'; roads.looked.value = String(of['condition']); },
  }), [dispatch, isDrawing]);

  const legs = useMemo(() => collection(shown.flatMap((route) => legsOf(dispatch, route))), [shown, dispatch.lines.value, look]);
  const stops = useMemo(() => collection(shown.flatMap((route) => stopsOf(dispatch, route))), [shown, dispatch.risks.value, look]);
  const drivers = useMemo(() => collection(driverFeatures(dispatch)), [dispatch.positions.value, day, look]);
  const looked = dispatch.hovered.value ?? dispatch.selected.value;
  const focus = useMemo(() => collection(focusOf(dispatch, looked)), [looked, dispatch.placed.value, dispatch.lines.value]);

  const conditions = useMemo(() => conditionFeatures(roads.list.value ?? [], roads.looked.value), [roads.list.value, roads.looked.value]);
  const draft = useMemo(() => draftFeatures(roads.draft.value, roads.tried.value), [roads.draft.value, roads.tried.value]);

  const overlays: Overlay[] = useMemo(() => [
    ...(roads.areas.value ? [{ id: 'areas', data: roads.areas.value, layers: areaLayers() }] : []),
    { ...press, id: 'legs', data: legs, layers: legLayers() },
    { ...pressRoad, id: 'conditions', data: conditions, layers: conditionLayers() },
    { id: 'focus', data: focus, layers: focusLayers() },
    { ...press, id: 'stops', data: stops, layers: stopLayers() },
    { id: 'drivers', data: drivers, layers: driverLayers() },
    { id: 'draft', data: draft, layers: draftLayers() },
  ], [legs, focus, stops, drivers, press, pressRoad, conditions, draft, roads.areas.value]);
  const markers: MapMarker[] = useMemo(() => (day?.workshops ?? []).map((workshop) => ({
    id: workshop.workshopId, at: [workshop.place.lon, workshop.place.lat], look: 'workshop', label: workshop.name, text: workshop.name.slice(0, 1),
  })), [day?.workshops]);
  const shownRoad = roads.list.value?.find(({ condition }) => condition.conditionId === roads.shown.value);
  const view = useMemo(() => (shownRoad && boxOf(shownRoad)) ?? openingOf(dispatch), [dispatch.area.value, dispatch.day.value, day !== null, shownRoad?.condition.conditionId]);
  return (
    <div class={isDrawing ? 'day-map drawing' : 'day-map'}>
      <MapView label={t.value.map} view={view} overlays={overlays} markers={markers} onPress={(lon, lat) => void roads.put(lon, lat)} />
    </div>
  );
}

function openingOf(dispatch: Dispatch): MapOpening {
  const day = dispatch.answer.peek();
  const box = boxAround([
    ...(day?.routes ?? []).flatMap((route) => route.stops.map(({ place }) => [place.lon, place.lat] as const)),
    ...(day?.workshops ?? []).map(({ place }) => [place.lon, place.lat] as const),
  ]);
  return box ? { box } : montevideo;
}

const colourOf = (dispatch: Dispatch, driverId: string) => colourNow(driverShade(colourIndex(dispatch.answer.peek()?.routes ?? [], driverId)));

/** The legs of a route. An empty leg belongs to the move that it leads to. */
function legsOf(dispatch: Dispatch, route: RouteAnswer): GeoJSON.Feature[] {
  const geometries = dispatch.lines.peek().get(route.driverId)?.geometries ?? [];
  const colour = colourOf(dispatch, route.driverId);
  return route.stops.flatMap((stop, i) => {
    const geometry = geometries[i];
    if (!geometry || !stop.leg) return [];
    return [lineFeature(lineOf(geometry), { colour, loaded: stop.leg.loaded, ...(stop.moveId ? { move: stop.moveId } : {}) })];
  });
}

const decoded = new Map<string, [number, number][]>();

/** Decoded once: most lines of a day are the same after every change. */
function lineOf(geometry: string): [number, number][] {
  const known = decoded.get(geometry);
  if (known) return known;
  if (decoded.size > 8_000) decoded.clear();
  const line = decodePolyline(geometry);
  decoded.set(geometry, line);
  return line;
}

function stopsOf(dispatch: Dispatch, route: RouteAnswer): GeoJSON.Feature[] {
  const colour = colourOf(dispatch, route.driverId);
  return route.stops.flatMap((stop) => (stop.moveId && stop.kind !== 'checkIn' && stop.kind !== 'pickUp' ? [{
    type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [stop.place.lon, stop.place.lat] },
    properties: { move: stop.moveId, colour, state: stop.state === 'failed' || stop.lateSeconds > 0 ? 'late' : dispatch.risks.peek().has(stop.moveId) ? 'risk' : stop.state },
  }] : []));
}

function driverFeatures(dispatch: Dispatch): GeoJSON.Feature[] {
  const names = new Map((dispatch.answer.peek()?.routes ?? []).map((route) => [route.driverId, route.driverName]));
  return [...dispatch.positions.value].flatMap(([driverId, { lon, lat }]) => (names.has(driverId) ? [{
    type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    properties: { colour: colourOf(dispatch, driverId), name: names.get(driverId) ?? '' },
  }] : []));
}

function focusOf(dispatch: Dispatch, moveId: string | null): GeoJSON.Feature[] {
  const place = moveId ? dispatch.placed.peek().get(moveId) : null;
  if (!place) return [];
  const of = place.route.stops.map((stop, i) => ({ stop, geometry: dispatch.lines.peek().get(place.route.driverId)?.geometries[i] })).filter(({ stop }) => stop.moveId === moveId);
  return of.flatMap(({ stop, geometry }) => [
    ...(geometry && stop.leg ? [lineFeature(lineOf(geometry), { loaded: stop.leg.loaded })] : []),
    { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [stop.place.lon, stop.place.lat] }, properties: {} },
  ]);
}

const legLayers = (): Overlay['layers'] => [
  { id: 'legs-empty', type: 'line', source: 'legs', filter: ['!', ['get', 'loaded']], layout: round, paint: { 'line-color': ['get', 'colour'], 'line-width': 2, 'line-opacity': 0.75, 'line-dasharray': [1, 2.2] } },
  { id: 'legs-loaded', type: 'line', source: 'legs', filter: ['get', 'loaded'], layout: round, paint: { 'line-color': ['get', 'colour'], 'line-width': 3, 'line-opacity': 0.8 } },
];

const focusLayers = (): Overlay['layers'] => [
  { id: 'focus-edge', type: 'line', source: 'focus', layout: round, paint: { 'line-color': colourNow(palette.surface), 'line-width': 10 } },
  { id: 'focus-loaded', type: 'line', source: 'focus', filter: ['==', ['get', 'loaded'], true], layout: round, paint: { 'line-color': colourNow(palette.loaded), 'line-width': 6 } },
  { id: 'focus-empty', type: 'line', source: 'focus', filter: ['==', ['get', 'loaded'], false], layout: round, paint: { 'line-color': colourNow(palette.empty), 'line-width': 5, 'line-dasharray': [1, 1.6] } },
  { id: 'focus-stop', type: 'circle', source: 'focus', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 11, 'circle-color': colourNow(palette.surface), 'circle-stroke-width': 3, 'circle-stroke-color': colourNow(palette.focus) } },
];

const stopLayers = (): Overlay['layers'] => [{
  id: 'stops-dot', type: 'circle', source: 'stops',
  paint: {
    'circle-radius': ['match', ['get', 'state'], ['late', 'risk'], 7, 5.5], 'circle-color': ['get', 'colour'], 'circle-opacity': ['match', ['get', 'state'], 'done', 0.45, 1],
    'circle-stroke-width': ['match', ['get', 'state'], ['late', 'risk'], 3, 1.5],
    'circle-stroke-color': ['match', ['get', 'state'], 'late', colourNow(palette.danger), 'risk', colourNow(palette.caution), colourNow(palette.surface)],
  },
}];

const driverLayers = (): Overlay['layers'] => [
  { id: 'drivers-dot', type: 'circle', source: 'drivers', paint: { 'circle-radius': 9, 'circle-color': ['get', 'colour'], 'circle-stroke-width': 3, 'circle-stroke-color': colourNow(palette.ink) } },
  {
    id: 'drivers-name', type: 'symbol', source: 'drivers',
    layout: { 'text-field': ['get', 'name'], 'text-font': ['Noto Sans Bold'], 'text-size': 12, 'text-offset': [0, 1.3], 'text-anchor': 'top', 'text-allow-overlap': false, 'text-optional': true },
    paint: { 'text-color': colourNow(palette.ink), 'text-halo-color': colourNow(palette.surface), 'text-halo-width': 2 },
  },
];
