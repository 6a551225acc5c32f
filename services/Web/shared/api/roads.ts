import { staffCall } from '../state/session';
import { withQuery } from './client';
import type { MapsConditionAnswer, MapsConditionsAnswer, PlanningServiceAreaFeature, RoadProfile, WorkshopChanged } from './schema';

export type { MapsConditionAnswer as ConditionAnswer, RoadProfile } from './schema';

const path = '/api/road-conditions';

/** A condition as a dispatcher gives it. One of `road` and `area`; closed, or a factor of the usual speed. */
export interface NewCondition {
  closed: boolean;
  speedFactor?: number;
  road?: { lon: number; lat: number };
  area?: { type: 'Polygon'; coordinates: [number, number][][] };
  profiles: readonly RoadProfile[];
  until?: string;
  note?: string;
}

/** Those that have not ended. */
export const listConditions = async (): Promise<MapsConditionAnswer[]> => (await staffCall<MapsConditionsAnswer>(path)).conditions;

/** The road that would be closed: nothing is. */
export const tryCondition = (condition: NewCondition, signal?: AbortSignal) =>
  staffCall<MapsConditionAnswer>(`${path}?dryRun=true`, { method: 'POST', body: condition, signal });

export const addCondition = (condition: NewCondition) => staffCall<MapsConditionAnswer>(path, { method: 'POST', body: condition });

/** Agrees to what a driver reported: until it is taken back. */
export const confirmCondition = (id: string) => staffCall<MapsConditionAnswer>(`${path}/${id}/confirm`, { method: 'POST', body: {} });

export const removeCondition = (id: string) => staffCall<undefined>(`${path}/${id}`, { method: 'DELETE' });

/** Where each workshop of an area comes, as outlines. Those that come everywhere have none. */
export async function serviceAreas(area: string): Promise<PlanningServiceAreaFeature[]> {
  const workshops = await staffCall<WorkshopChanged[]>(withQuery('/api/workshops', { area }));
  return Promise.all(workshops.filter((each) => each.serviceArea).map((each) => staffCall<PlanningServiceAreaFeature>(`/api/workshops/${each.workshopId}/service-area`)));
}
