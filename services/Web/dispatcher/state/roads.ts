import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import { refusalText } from '../../shared/api/dispatch';
import { addCondition, confirmCondition, listConditions, removeCondition, serviceAreas, tryCondition, type ConditionAnswer, type NewCondition, type RoadProfile } from '../../shared/api/roads';
import { collection } from '../../shared/map/shapes';
import { words } from '../../shared/texts/words';

export type Point = [lon: number, lat: number];

/** What is being drawn: a road by a place on it, or an area by its corners. */
export interface Draft {
  shape: 'road' | 'area';
  points: readonly Point[];
}

/** What is said of the roads that are drawn. */
export interface Saying {
  closed: boolean;
  /** Times the usual speed, where it is not closed. */
  speedFactor: number;
  profiles: readonly RoadProfile[];
  until: string | null;
  note: string;
}

const fewestCorners = 3;

/** Owns the road conditions that are shown, and the one that is being drawn. */
export function createRoads(area: ReadonlySignal<string>) {
  const list = signal<readonly ConditionAnswer[] | null>(null);
  const fault = signal<string | null>(null);
  const draft = signal<Draft | null>(null);
  /** The road that would be closed, as the map knows it. */
  const tried = signal<ConditionAnswer | null>(null);
  const isBusy = signal(false);
  /** The condition that is pointed at. */
  const looked = signal<string | null>(null);
  /** The condition that the map goes to. */
  const shown = signal<string | null>(null);
  /** Where each workshop comes; null while that is not shown. */
  const areas = signal<GeoJSON.FeatureCollection | null>(null);
  const isComplete = computed(() => (draft.value?.shape === 'area' ? draft.value.points.length >= fewestCorners : tried.value !== null));
  let trying: AbortController | null = null;

  const say = (error: unknown) => { fault.value = error instanceof Refused && error.status === 401 ? null : refusalText(error, words.peek()); };

  const load = async () => {
    try {
      list.value = await listConditions();
    } catch (error) {
      say(error);
    }
  };

  /** True once it is done; else what is wrong is said. */
  const act = async (call: () => Promise<unknown>): Promise<boolean> => {
    isBusy.value = true;
    fault.value = null;
    try {
      await call();
      await load();
      return true;
    } catch (error) {
      say(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  };

  const begin = (shape: Draft['shape']) => {
    trying?.abort();
    draft.value = { shape, points: [] };
    tried.value = null;
    fault.value = null;
  };

  const leave = () => {
    trying?.abort();
    draft.value = null;
    tried.value = null;
    fault.value = null;
  };

  /** A place on the road, or the area's next corner. */
  const put = async (lon: number, lat: number) => {
    const drawn = draft.peek();
    if (!drawn) return;
    fault.value = null;
    if (drawn.shape === 'area') {
      draft.value = { ...drawn, points: [...drawn.points, [lon, lat]] };
      return;
    }
    draft.value = { ...drawn, points: [[lon, lat]] };
    tried.value = null;
    trying?.abort();
    const asking = trying = new AbortController();
    try {
      const found = await tryCondition({ closed: true, profiles: [], road: { lon, lat } }, asking.signal);
      if (!asking.signal.aborted) tried.value = found;
    } catch (error) {
      if (!asking.signal.aborted) say(error);
    }
  };

  const takeBackCorner = () => {
    const drawn = draft.peek();
    if (drawn) draft.value = { ...drawn, points: drawn.points.slice(0, -1) };
  };

  const confirmDraft = async (saying: Saying) => {
    const drawn = draft.peek();
    if (drawn && isComplete.peek() && await act(() => addCondition(conditionOf(drawn, saying)))) leave();
  };

  const showAreas = async (wanted: boolean) => {
    if (!wanted) { areas.value = null; return; }
    try {
      areas.value = collection(await serviceAreas(area.peek()) as unknown as GeoJSON.Feature[]);
    } catch (error) {
      say(error);
    }
  };

  return {
    list, fault, draft, tried, isBusy, isComplete, looked, shown, areas, load, begin, leave, put, takeBackCorner, confirmDraft, showAreas,
    remove: (id: string) => act(() => removeCondition(id)), confirm: (id: string) => act(() => confirmCondition(id)),
  };
}

export type Roads = ReturnType<typeof createRoads>;

function conditionOf({ shape, points }: Draft, { closed, speedFactor, profiles, until, note }: Saying): NewCondition {
  const [first] = points;
  return {
    closed, profiles, ...(closed ? {} : { speedFactor }), ...(until ? { until } : {}), ...(note.trim() ? { note: note.trim() } : {}),
    ...(shape === 'area' && first ? { area: { type: 'Polygon', coordinates: [[...points, first]] } } : first ? { road: { lon: first[0], lat: first[1] } } : {}),
  };
}
