import type { Overlay } from '../../shared/map/MapCanvas';
import type { MapOpening } from '../../shared/map/MapView';
import { boxAround, collection, lineFeature } from '../../shared/map/shapes';
import type { ConditionAnswer } from '../../shared/api/roads';
import { colourNow } from '../../shared/state/theme';
import { palette } from '../../shared/styles/palette';
import type { Draft, Point } from '../state/roads';

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
const ofKind = (kind: string) => ['==', ['get', 'kind'], kind] as ['==', unknown, string];

/** The roads and areas of conditions, and those that are looked at. */
export const conditionFeatures = (conditions: readonly ConditionAnswer[], looked: string | null): GeoJSON.FeatureCollection => collection(conditions.flatMap(({ condition, line }) => {
  const geometry = condition.area ?? line;
  return geometry ? [{
    type: 'Feature' as const, geometry: geometry as GeoJSON.Geometry,
    properties: { condition: condition.conditionId, kind: condition.closed ? 'closed' : 'slower', sure: condition.confirmed, looked: condition.conditionId === looked },
  }] : [];
}));

/** What is being drawn: the road that was found, or the area so far. */
export function draftFeatures(draft: Draft | null, tried: ConditionAnswer | null): GeoJSON.FeatureCollection {
  if (!draft) return collection([]);
  const corners = draft.points.map((at): GeoJSON.Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at } }));
  const [first] = draft.points;
  if (draft.shape === 'road') return collection([...(tried?.line ? [{ type: 'Feature' as const, properties: {}, geometry: tried.line as GeoJSON.Geometry }] : []), ...corners]);
  const shape: GeoJSON.Feature[] = draft.points.length > 2 && first
    ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[...draft.points, first]] } }]
    : draft.points.length === 2 ? [lineFeature([...draft.points])] : [];
  return collection([...shape, ...corners]);
}

/** Where a condition is. */
export function boxOf({ condition, line }: ConditionAnswer): MapOpening | null {
  const points = (condition.area ? condition.area.coordinates.flat(2) : line?.coordinates.flat() ?? []) as Point[];
  const box = boxAround(points);
  return box && { box };
}

/** A closed road is red and barred, a slower one amber and dotted; what a driver says is thinner until it is confirmed. */
export const conditionLayers = (): Overlay['layers'] => [
  { id: 'conditions-area', type: 'fill', source: 'conditions', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ['match', ['get', 'kind'], 'closed', colourNow(palette.danger), colourNow(palette.caution)], 'fill-opacity': ['case', ['get', 'looked'], 0.28, 0.16] } },
  { id: 'conditions-edge', type: 'line', source: 'conditions', layout: round, paint: { 'line-color': colourNow(palette.surface), 'line-width': ['case', ['get', 'looked'], 13, 10] } },
  { id: 'conditions-line', type: 'line', source: 'conditions', filter: ofKind('closed') as never, layout: round, paint: { 'line-color': colourNow(palette.danger), 'line-width': ['case', ['get', 'sure'], 7, 4] } },
  { id: 'conditions-bars', type: 'line', source: 'conditions', filter: ofKind('closed') as never, paint: { 'line-color': colourNow(palette.onDanger), 'line-width': 3, 'line-dasharray': [1.5, 2.5] } },
  { id: 'conditions-slow', type: 'line', source: 'conditions', filter: ofKind('slower') as never, layout: round, paint: { 'line-color': colourNow(palette.caution), 'line-width': 6, 'line-dasharray': [0.1, 1.6] } },
];

export const draftLayers = (): Overlay['layers'] => [
  { id: 'draft-fill', type: 'fill', source: 'draft', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colourNow(palette.focus), 'fill-opacity': 0.2 } },
  { id: 'draft-edge', type: 'line', source: 'draft', layout: round, paint: { 'line-color': colourNow(palette.surface), 'line-width': 12 } },
  { id: 'draft-line', type: 'line', source: 'draft', layout: round, paint: { 'line-color': colourNow(palette.focus), 'line-width': 8 } },
  { id: 'draft-corner', type: 'circle', source: 'draft', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 6, 'circle-color': colourNow(palette.surface), 'circle-stroke-width': 3, 'circle-stroke-color': colourNow(palette.focus) } },
];

/** Where the workshops come. */
export const areaLayers = (): Overlay['layers'] => [
  { id: 'areas-fill', type: 'fill', source: 'areas', paint: { 'fill-color': colourNow(palette.accent), 'fill-opacity': 0.07 } },
  { id: 'areas-line', type: 'line', source: 'areas', layout: round, paint: { 'line-color': colourNow(palette.accent), 'line-width': 2.5, 'line-dasharray': [3, 2] } },
];
