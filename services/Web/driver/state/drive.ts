import { batch, computed, effect, signal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import { deviceDesk, pair, type DevicePaired, type FailureReason, type RouteAnswer, type RouteSheet, type RouteStop, type StopContact, type StopUndone, type UnavailableReason } from '../../shared/api/drivers';
import { changesBetween, type SheetChange } from './changes';
import { newId, sha256 } from '../../shared/state/ids';
import { createMessages } from './messages';
import { createOutbox, undoMilliseconds } from './outbox';
import { createPositions } from './positions';
import type { Report } from './report';
import { stepsAt, versionAt, waitsUntil, withBegun } from './steps';
import * as store from './store';
import { keepTilesOf } from './tiles';

/** What this device knows to have happened at a stop, sent or not. Instants as ISO 8601. */
export interface Progress {
  departedAt?: string;
  arrivedAt?: string;
  collectedAt?: string;
  handedOverAt?: string;
  failedAt?: string;
  /** When the driver said that they would be there. */
  toldEta?: string;
  /** The version of the workshop's steps that the stop began with. */
  stepsVersion?: number;
}

/** So many minutes after it was planned, or after now where that is over. */
export const lateBy = (stop: RouteStop, minutes: number): Date => new Date(Math.max(Date.now(), Date.parse(stop.eta)) + minutes * 60_000);

export type Phase = 'set-off' | 'under-way' | 'there' | 'done' | 'failed';

/** What was recorded a moment ago and can still be taken back. */
export interface Undoable {
  group: string;
  text: string;
  until: number;
  stop: string;
  before: Progress;
}

export const unavailablePath = '/api/route/unavailable';

export const stopKey = (stop: RouteStop): string => `${stop.moveId ?? stop.kind} ${stop.stopIndex ?? 0}`;

export function phaseOf(stop: RouteStop, progress: Progress | undefined): Phase {
  if (progress?.failedAt) return 'failed';
  if (stop.done) return 'done';
  const gave = Boolean(progress?.handedOverAt);
  const took = Boolean(progress?.collectedAt);
  if (stop.kind === 'swap' ? gave && took : gave || took) return 'done';
  if (progress?.arrivedAt) return 'there';
  return progress?.departedAt ? 'under-way' : 'set-off';
}

const fields = { arrived: 'arrivedAt', collected: 'collectedAt', handedOver: 'handedOverAt', failed: 'failedAt' } as const;

/** Without what dispatchers took back: it does not count here either. The same object where nothing was. */
export function withoutCorrected(progress: Readonly<Record<string, Progress>>, corrected: readonly StopUndone[]): Readonly<Record<string, Progress>> {
  let counted = progress;
  for (const { moveId, stopIndex, undone, toldAt } of corrected) {
    const key = `${moveId} ${stopIndex}`;
    const field = fields[undone];
    const told = counted[key]?.[field];
    if (!told || Date.parse(told) > Date.parse(toldAt)) continue;
    const { [field]: _, ...rest } = counted[key] ?? {};
    counted = { ...counted, [key]: rest };
  }
  return counted;
}

/** Nothing changes hands where a car is charged: it is over once the next stop of its move has begun. */
function wentOn(stop: RouteStop, next: RouteStop | undefined, progress: Readonly<Record<string, Progress>>): boolean {
  const after = next && next.moveId === stop.moveId ? progress[stopKey(next)] : undefined;
  return stop.kind === 'charge' && Boolean(next?.done || after?.departedAt || after?.arrivedAt);
}

/** Owns the driver's day: the session, the sheet, what has happened, and what is unsent. */
export function createDrive() {
  const ready = signal(false);
  const session = signal<DevicePaired | null>(null);
  const shut = signal(false);
  const answer = signal<RouteAnswer | null>(null);
  const changes = signal<readonly SheetChange[]>([]);
  const progress = signal<Readonly<Record<string, Progress>>>({});
  const contacts = signal<Readonly<Record<string, StopContact>>>({});
  const undoable = signal<Undoable | null>(null);
  const connected = signal(true);
  const looked = signal(false);
  const now = signal(Date.now());

  const token = () => session.peek()?.token ?? null;
  const desk = deviceDesk(token);
  const outbox = createOutbox(token, () => { shut.value = true; });
  const sheet = computed<RouteSheet | null>(() => (answer.value && !answer.value.revoked ? answer.value.sheet : null));
  const isOnShift = computed(() => {
    const shift = sheet.value?.shift;
    const slack = 30 * 60_000;
    return shift ? now.value > Date.parse(shift.from) - slack && now.value < Date.parse(shift.until) + slack : false;
  });
  const messages = createMessages(desk.messages, () => session.peek() !== null, outbox);
  const positions = createPositions(desk.positions, () => isOnShift.value && !shut.value);

  const stops = computed(() => (sheet.value?.stops ?? []).map((stop, i, all) => ({
    stop, phase: wentOn(stop, all[i + 1], progress.value) ? 'done' as const : phaseOf(stop, progress.value[stopKey(stop)]),
  })));
  const movesOff = computed(() => new Set(stops.value.filter(({ phase }) => phase === 'failed').map(({ stop }) => stop.moveId)));
  /** What is to be done next: a stop that has a car and is not over. */
  const next = computed(() => stops.value.find(({ stop, phase }) => stop.moveId && phase !== 'done' && phase !== 'failed' && !movesOff.value.has(stop.moveId)) ?? null);
  const rest = computed(() => stops.value.slice(next.value ? stops.value.indexOf(next.value) + 1 : stops.value.length));

  async function start(): Promise<void> {
    const [kept, known, happened, reached] = await Promise.all([
      store.load<DevicePaired>('session'), store.load<RouteAnswer>('route'), store.load<Record<string, Progress>>('progress'), store.load<Record<string, StopContact>>('contacts'),
    ]);
    batch(() => {
      session.value = kept ?? null;
      answer.value = known ?? null;
      progress.value = happened ?? {};
      contacts.value = reached ?? {};
      ready.value = true;
    });
    setInterval(() => { now.value = Date.now(); if (undoable.value && undoable.value.until <= now.value) undoable.value = null; }, 500);
    effect(() => { if (session.value) void listen(session.value); });
    effect(() => { if (session.value && next.value && outbox.waiting.value === 0) void reach(); });
    await messages.start();
    effect(() => { if (session.value) void messages.look(); });
    void outbox.send();
  }

  async function pairWith(code: string, name: string): Promise<void> {
    const paired = await pair(code, name);
    await store.keep('session', paired);
    batch(() => { session.value = paired; shut.value = false; });
  }

  async function unpair(): Promise<void> {
    for (const key of ['session', 'route', 'progress', 'contacts']) await store.forget(key);
    await messages.forget();
    batch(() => { session.value = null; answer.value = null; progress.value = {}; contacts.value = {}; shut.value = false; });
  }

  let listening = '';
  /** Waits for sheets as long as this device is paired. */
  async function listen(paired: DevicePaired): Promise<void> {
    if (listening === paired.deviceId) return;
    listening = paired.deviceId;
    let wait = 0;
    while (session.peek()?.deviceId === paired.deviceId && !shut.peek()) {
      try {
        const route = await desk.route(wait);
        batch(() => { connected.value = true; looked.value = true; });
        wait = 25;
        await take(route ?? null);
        if (!route) await pause(5_000);
      } catch (error) {
        if (error instanceof Refused && error.status === 401) shut.value = true;
        connected.value = !(error instanceof Refused && error.isOffline);
        await pause(4_000);
      }
    }
    listening = '';
  }

  async function take(route: RouteAnswer | null): Promise<void> {
    const before = sheet.peek();
    if (route) route = withBegun(route, answer.peek(), Object.values(progress.peek()).flatMap((each) => each.stepsVersion ?? []));
    const isNews = route !== null && (answer.peek()?.sheet.planVersion !== route.sheet.planVersion || answer.peek()?.sheet.day !== route.sheet.day || answer.peek()?.revoked !== route.revoked);
    if (route === null) {
      await store.forget('route');
      answer.value = null;
      return;
    }
    // Kept before it is acknowledged: what the queue forgets, the device has.
    await store.keep('route', route);
    const found = isNews && !route.revoked ? changesBetween(before, route.sheet) : [];
    batch(() => {
      answer.value = route;
      if (found.length > 0) changes.value = found;
    });
    if (before && before.day !== route.sheet.day) await setProgress({});
    const counted = withoutCorrected(progress.peek(), route.corrected ?? []);
    if (counted !== progress.peek()) await setProgress(counted);
    if (!route.acknowledged) await desk.acknowledge(route.sheet.area, route.sheet.day, route.sheet.planVersion);
    if (isNews) void keepTilesOf(route.sheet);
  }

  /** The customer's contact, from the stop before on; wiped when the stop is over. */
  async function reach(): Promise<void> {
    const ahead = next.peek();
    const wanted = ahead && (ahead.stop.kind === 'collect' || ahead.stop.kind === 'return' || ahead.stop.kind === 'swap') ? ahead.stop : null;
    const keep = wanted ? stopKey(wanted) : '';
    const kept = Object.fromEntries(Object.entries(contacts.peek()).filter(([key]) => key === keep));
    if (Object.keys(kept).length !== Object.keys(contacts.peek()).length) await setContacts(kept);
    if (!wanted?.moveId || kept[keep] || !hasBegun(wanted)) return;
    try {
      const contact = await desk.contact(wanted.moveId, wanted.stopIndex ?? 0);
      await setContacts({ ...contacts.peek(), [keep]: contact });
    } catch {
      // Not shown yet, or no connection: asked again with the next thing that happens.
    }
  }

  /** On the way to it, or at the stop before: then the services show who is met there. */
  function hasBegun(stop: RouteStop): boolean {
    const all = stops.peek();
    const at = all.findIndex((each) => each.stop === stop);
    const before = all.slice(0, at).reverse().find((each) => each.stop.moveId);
    return all[at]?.phase !== 'set-off' || (before !== undefined && before.phase !== 'set-off' && before.phase !== 'under-way');
  }

  const setContacts = async (value: Record<string, StopContact>) => { contacts.value = value; await store.keep('contacts', value); };
  const setProgress = async (value: Record<string, Progress>) => { progress.value = value; await store.keep('progress', value); };

  /** Writes down what happened at a stop, shows it at once, and has it sent. */
  async function record(stop: RouteStop, action: string, happened: keyof Progress, label: string, body: object, photos: readonly { blob: Blob; label: string }[] = [], value?: string, more: Partial<Progress> = {}): Promise<void> {
    const eventId = newId();
    const at = new Date().toISOString();
    const key = stopKey(stop);
    const before = progress.peek()[key] ?? {};
    const records = [
      { label, path: `/api/stops/${stop.moveId}/${stop.stopIndex ?? 0}/${action}`, body: { eventId, at, position: positions.last(), ...body } },
      ...photos.map((photo) => ({ label: photo.label, path: `/api/reports/${eventId}/photos`, body: photo.blob })),
    ];
    await outbox.add(eventId, records, true);
    await setProgress({ ...progress.peek(), [key]: { ...before, ...more, [happened]: value ?? at } });
    undoable.value = { group: eventId, text: label, until: Date.now() + undoMilliseconds, stop: key, before };
  }

  async function undo(): Promise<void> {
    const last = undoable.peek();
    if (!last) return;
    undoable.value = null;
    // First what is shown, then the record: what is asked of the services goes by the former.
    const happened = progress.peek()[last.stop] ?? {};
    await setProgress({ ...progress.peek(), [last.stop]: last.before });
    if (!await outbox.undo(last.group)) await setProgress({ ...progress.peek(), [last.stop]: happened });
  }

  const checkCode = async (stop: RouteStop, code: string): Promise<boolean | null> => {
    const known = contacts.peek()[stopKey(stop)]?.codeHash;
    const hash = known ? await sha256(`${stop.moveId} ${code}`) : null;
    return known && hash ? hash === known : null;
  };

  return {
    ready, session, shut, answer, sheet, changes, progress, contacts, undoable, connected, looked, now, stops, next, rest, isOnShift, outbox, positions, messages,
    start, pairWith, unpair, undo, checkCode, whereNow: () => positions.last(), tracker: desk.tracker,
    dismissChanges: () => { changes.value = []; },
    depart: (stop: RouteStop, label: string) => record(stop, 'depart', 'departedAt', label, {}),
    arrive: (stop: RouteStop, label: string) => {
      const stepsVersion = versionAt(answer.peek(), stop, undefined);
      return record(stop, 'arrive', 'arrivedAt', label, { stepsVersion }, [], undefined, stepsVersion === null ? {} : { stepsVersion });
    },
    /** What the workshop has drivers do when a car changes hands there. */
    stepsAt: (stop: RouteStop, action: 'collect' | 'handOver') => stepsAt(answer.value, stop, action, progress.value[stopKey(stop)]?.stepsVersion),
    waitsUntil: (stop: RouteStop) => waitsUntil(answer.value, stop, progress.value[stopKey(stop)]?.arrivedAt),
    collect: (stop: RouteStop, label: string, report: Report, photoLabel: string) => tellReport(stop, 'collect', 'collectedAt', label, report, photoLabel),
    handOver: (stop: RouteStop, label: string, report: Report, photoLabel: string) => tellReport(stop, 'hand-over', 'handedOverAt', label, report, photoLabel),
    /** Later than planned, by so many minutes. */
    late: (stop: RouteStop, label: string, minutes: number) => {
      const eta = lateBy(stop, minutes).toISOString();
      return record(stop, 'late', 'toldEta', label, { eta }, [], eta);
    },
    fail: (stop: RouteStop, label: string, reason: FailureReason, note: string) => record(stop, 'fail', 'failedAt', label, { reason, note: note.trim() || null }),
    unavailable: async (reason: UnavailableReason, label: string, note: string) => {
      const eventId = newId();
      await outbox.add(eventId, [{ label, path: unavailablePath, body: { eventId, at: new Date().toISOString(), position: positions.last(), reason, note: note.trim() || null } }], false);
    },
  };

  async function tellReport(stop: RouteStop, action: string, happened: keyof Progress, label: string, report: Report, photoLabel: string): Promise<void> {
    const { photos, ...body } = report;
    await record(stop, action, happened, label, {
      ...body,
      photos: await Promise.all(photos.map(async (photo) => ({ side: photo.side, sha256: await sha256(photo.blob), takenAt: photo.takenAt, position: photo.position }))),
    }, photos.map((photo) => ({ blob: photo.blob, label: `${photoLabel}: ${photo.sideName}` })));
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => { setTimeout(resolve, milliseconds); });

export type Drive = ReturnType<typeof createDrive>;
