import { batch, computed, effect, signal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import {
  followDay, getDay, getHistory, listAreas, listDays, type AreaDays, type DayAnswer, type DayEvent, type HistoryAnswer, type LockStrength,
} from '../../shared/api/dispatch';
import { session } from '../../shared/state/session';
import { dayKey } from '../../shared/texts/format';
import { dayBounds } from '../../shared/texts/localTime';
import { createCommands } from './commands';
import { locksOf } from './locks';
import { changedMoves, extentOf, placeMoves, workshopLoads } from './schedule';
import { createFilter } from './filter';
import { createMessages } from './messages';
import { createRoads } from './roads';
import { createDraft } from './draft';
import { createEvidence } from './evidence';
import { createRepairs } from './repairs';
import { createTrials } from './trials';

export type Panel = 'move' | 'unserved' | 'risk' | 'messages' | 'roads' | 'history';

/** Where a driver was last told to be. */
export interface Whereabouts {
  lon: number;
  lat: number;
  at: number;
}

const settleMilliseconds = 350;
const changedMilliseconds = 20_000;

/** Owns the day that is shown, what is looked at in it, and what is going on with it. */
export function createDispatch() {
  const areas = signal<readonly AreaDays[] | null>(null);
  /** Areas whose plans wait for approval. */
  const approving = signal<ReadonlySet<string>>(new Set());
  const area = signal('');
  const day = signal('');
  const answer = signal<DayAnswer | null>(null);
  const history = signal<HistoryAnswer | null>(null);
  const fault = signal<Refused | null>(null);
  const connected = signal(true);
  const positions = signal<ReadonlyMap<string, Whereabouts>>(new Map());
  /** Lines of each driver's legs, as of a plan version: `geometries[i]` leads to the i-th stop. */
  const lines = signal<ReadonlyMap<string, { version: number; geometries: readonly (string | null)[] }>>(new Map());
  const changed = signal<ReadonlySet<string>>(new Set());
  const selected = signal<string | null>(null);
  const hovered = signal<string | null>(null);
  const panel = signal<Panel>('unserved');
  /** The latest instant that was told: a day may be driven by another clock than ours. */
  const told = signal(0);
  const clockNow = signal(Date.now());

  const timeZone = computed(() => answer.value?.timeZone ?? 'UTC');
  const placed = computed(() => placeMoves(answer.value?.routes ?? []));
  const locks = computed(() => (history.value ? locksOf(history.value) : new Map<string, LockStrength>()));
  const extent = computed(() => (answer.value ? extentOf(answer.value) : [0, 0] as [number, number]));
  const workshops = computed(() => (answer.value ? workshopLoads(answer.value) : []));
  const risks = computed(() => new Map((answer.value?.atRisk ?? []).map((risk) => [risk.moveId, risk] as const)));
  const roads = createRoads(area);
  const trials = createTrials(area, day);
  const { draft, stop: stopDraft } = createDraft(area, day, answer, approving);
  const repairs = createRepairs(answer, computed(() => panel.value === 'risk'), trials);
  const messages = createMessages(area, day);
  const evidence = createEvidence(selected, placed, answer);
  const filter = createFilter(answer, risks, locks, changed);
  /** Now, if it is on this day; else the latest that was told of it; null before anything was. */
  const now = computed(() => {
    if (!day.value || !answer.value) return null;
    const [from, until] = dayBounds(day.value, timeZone.value);
    const isIn = (at: number) => at >= from && at < until;
    return isIn(clockNow.value) ? clockNow.value : isIn(told.value) ? told.value : null;
  });

  let stopFollowing = () => undefined as void;
  let timer = 0;
  let loading = false;
  let again = false;
  let changedTimer = 0;

  const take = (next: DayAnswer) => {
    const before = answer.peek();
    const isSame = before?.area === next.area && before.day === next.day;
    const was = isSame ? placed.peek() : null;
    batch(() => {
      answer.value = next;
      fault.value = null;
      const kept = isSame ? positions.peek() : new Map<string, Whereabouts>();
      positions.value = new Map([...kept, ...next.routes.flatMap((route) => (route.position ? [[route.driverId, whereabouts(route.position)] as const] : []))]);
      positions.value.forEach(({ at }) => { told.value = Math.max(told.peek(), at); });
      if (next.routes.some((route) => route.stops.some((stop) => stop.leg?.geometry))) {
        lines.value = new Map(next.routes.map((route) => [route.driverId, { version: route.planVersion, geometries: route.stops.map((stop) => stop.leg?.geometry ?? null) }] as const));
      }
    });
    if (was) mark(changedMoves(was, placed.peek()));
  };

  const mark = (moves: readonly string[]) => {
    if (moves.length === 0) return;
    changed.value = new Set([...changed.peek(), ...moves]);
    fade();
  };

  /** What changed stays marked until it has been looked at for a while: nobody looks at a page that is not shown. */
  const fade = () => {
    clearTimeout(changedTimer);
    if (document.visibilityState === 'visible') changedTimer = window.setTimeout(() => { changed.value = new Set(); }, changedMilliseconds);
  };
  document.addEventListener('visibilitychange', fade);

  const hasLines = (next: DayAnswer) => next.routes.every((route) => lines.peek().get(route.driverId)?.version === route.planVersion);

  /** Reads the day again, soon: what comes in the meantime is read with it. */
  const refresh = () => {
    if (loading) { again = true; return; }
    clearTimeout(timer);
    timer = window.setTimeout(() => void load(false), settleMilliseconds);
  };

  const load = async (geometry: boolean) => {
    const [ofArea, ofDay] = [area.peek(), day.peek()];
    loading = true;
    again = false;
    try {
      let next = await getDay(ofArea, ofDay, geometry);
      if (!geometry && !hasLines(next)) next = await getDay(ofArea, ofDay, true);
      if (ofArea === area.peek() && ofDay === day.peek()) take(next);
      return next;
    } catch (error) {
      if (error instanceof Refused && error.status !== 401) fault.value = error;
      return null;
    } finally {
      loading = false;
      if (again) refresh();
    }
  };

  const loadHistory = async () => {
    const [ofArea, ofDay] = [area.peek(), day.peek()];
    const next = await getHistory(ofArea, ofDay).catch(() => null);
    if (next && ofArea === area.peek() && ofDay === day.peek()) history.value = next;
  };

  const onEvent = ({ kind, data }: DayEvent) => {
    const at = Date.parse(String(data['at'] ?? ''));
    if (kind === 'position' || kind === 'stop') told.value = Math.max(told.peek(), Number.isNaN(at) ? 0 : at);
    if (kind === 'position') {
      positions.value = new Map(positions.peek()).set(String(data['driverId']), whereabouts(data as { lon: number; lat: number; at: string }));
      return;
    }
    if (kind === 'message') { void messages.load(); return; }
    refresh();
    if (kind === 'command' || kind === 'plan') void loadHistory();
    if (kind === 'roads' || kind === 'reset') void roads.load();
    if (kind === 'reset') void messages.load();
  };

  const open = async (wantedArea: string, wantedDay: string) => {
    stopFollowing();
    clearTimeout(timer);
    batch(() => {
      area.value = wantedArea; day.value = wantedDay; answer.value = null; history.value = null; selected.value = null; hovered.value = null;
      positions.value = new Map(); lines.value = new Map(); changed.value = new Set(); told.value = 0; fault.value = null;
    });
    roads.leave();
    messages.clear();
    globalThis.history.replaceState(null, '', `?area=${encodeURIComponent(wantedArea)}&day=${wantedDay}`);
    const first = await load(true);
    void loadHistory();
    void roads.load();
    void messages.load();
    if (!first || area.peek() !== wantedArea || day.peek() !== wantedDay) return;
    if (first.unserved.length === 0 && first.atRisk.length > 0) panel.value = 'risk';
    stopFollowing = followDay(wantedArea, wantedDay, first.lastEventId, onEvent, (is) => { connected.value = is; });
  };

  const loadAreas = async () => {
    try {
      const [days, known] = await Promise.all([listDays(), listAreas()]);
      batch(() => { areas.value = days; approving.value = new Set(known.filter((each) => !each.autoPublish).map((each) => each.area)); });
    } catch (error) {
      if (error instanceof Refused && error.status !== 401) fault.value = error;
    }
  };

  /** Opens the day that the address names, else the one that is worked on now. */
  const start = async () => {
    await loadAreas();
    const wanted = new URLSearchParams(location.search);
    const chosen = areas.peek()?.find((each) => each.area === wanted.get('area')) ?? areas.peek()?.[0];
    const ofDay = wanted.get('day') ?? (chosen && usualDay(chosen));
    if (chosen && ofDay) await open(chosen.area, ofDay);
  };

  const ticking = window.setInterval(() => { clockNow.value = Date.now(); }, 15_000);
  // Whoever signs in again looks at the same day, brought up to date.
  let isWatching = false;
  const stopWatching = effect(() => {
    const isSignedIn = session.value !== null;
    if (isSignedIn && isWatching) {
      if (answer.peek()) refresh(); else void start();
    }
    isWatching = true;
  });

  const select = (moveId: string | null) => batch(() => {
    selected.value = moveId;
    if (moveId) panel.value = 'move';
  });

  const commands = createCommands({ area, day, placed, locks, answer, refresh: () => { refresh(); void loadHistory(); } });

  return {
    areas, approving, area, day, answer, history, fault, connected, positions, lines, changed, selected, hovered, panel, timeZone, placed, locks, extent, workshops, risks,
    now, filter, roads, trials, repairs, draft, messages, evidence, commands, start, open, select, refresh, loadAreas,
    stop: () => { stopFollowing(); stopWatching(); repairs.stop(); evidence.stop(); stopDraft(); clearInterval(ticking); clearTimeout(timer); clearTimeout(changedTimer); document.removeEventListener('visibilitychange', fade); },
  };
}

export type Dispatch = ReturnType<typeof createDispatch>;

const whereabouts = ({ lon, lat, at }: { lon: number; lat: number; at: string }): Whereabouts => ({ lon, lat, at: Date.parse(at) });

/** The day with the most moves among today and those to come; else the latest. */
function usualDay({ days, timeZone }: AreaDays): string | undefined {
  const today = dayKey(new Date(), timeZone ?? 'UTC');
  const ahead = days.filter((each) => each.day >= today).sort((a, b) => (a.day < b.day ? -1 : 1));
  return (ahead.find((each) => each.day === today && each.moves > 0) ?? ahead.find((each) => each.routes > 1) ?? ahead[0] ?? days[0])?.day;
}
