import { session, staffCall } from '../state/session';
import { Refused, withQuery } from './client';
import type {
  DispatchAreaDays, DispatchCommandAnswer, DispatchDayAnswer, DispatchHistoryAnswer, DispatchMessageAnswer, DispatchPeriodFigures, DraftShown, DriverTrial as SchemaDriverTrial, LockStrength, PlanningAreaAnswer, Trial as SchemaTrial, UnavailableReason, Window,
} from './schema';

export type {
  DraftMove, DraftPlace, DispatchAreaDays as AreaDays, DispatchCommandAnswer as CommandAnswer, DispatchDayAnswer as DayAnswer, DispatchDayFigures as DayFigures,
  DispatchDriverState as DriverState, DispatchHistoryAnswer as HistoryAnswer, DispatchIdleDriver as IdleDriver, DispatchRiskAnswer as RiskAnswer,
  DispatchMessageAnswer as MessageAnswer, DispatchPeriodFigures as PeriodFigures, DispatchSpanFigures as SpanFigures, FailureReason, DispatchRiskCause as RiskCause, DispatchRouteAnswer as RouteAnswer, DispatchStopAnswer as StopAnswer, DispatchStopState as StopState,
  DispatchUnservedAnswer as UnservedAnswer, LiftLoad, LockStrength, Means, MoveKind, StopKind, UnavailableReason, Vehicle, Window,
} from './schema';

/** A command as it is sent. `undefined` leaves a thing as it is. */
export type Command =
  | { kind: 'lock-stop'; moveId: string; strength: LockStrength }
  | { kind: 'move-stop'; moveId: string; toDriverId?: string | undefined; afterMoveId?: string | undefined; window?: Window | undefined }
  | { kind: 'unassign-stop'; moveId: string }
  | { kind: 'add-driver'; driverId: string; shift: Window }
  | { kind: 'remove-driver'; driverId: string; reason?: UnavailableReason | undefined; note?: string | undefined }
  | { kind: 'replan' }
  | { kind: 'publish' }
  | { kind: 'discard-draft' };

type Absent = 'refusal' | 'driverId' | 'by' | 'eta' | 'window';

/** What an order would change. With a refusal, all else is empty. */
export type Trial = Required<Omit<SchemaTrial, Absent>> & Pick<SchemaTrial, Absent>;
export type DriverTrial = Omit<SchemaDriverTrial, 'trial'> & { trial: Trial };

/** A plan that waits for approval, against the one in force. */
export type Draft = Omit<DraftShown, 'difference'> & { difference?: Trial | null };

/** What happened to the day: the kind, and what is told with it. */
export interface DayEvent {
  kind: string;
  data: Record<string, unknown>;
}

const eventKinds = [
  'reset', 'plan', 'route', 'routeRevoked', 'move', 'request', 'eta', 'acknowledged', 'stop', 'position', 'unavailable', 'command', 'roads', 'message',
];
const answerSeconds = 25;
const reopenMilliseconds = 3_000;

const pathOf = (area: string, day: string) => `/api/days/${encodeURIComponent(area)}/${day}`;

export const listDays = () => staffCall<DispatchAreaDays[]>('/api/days');

/** The areas, and whether their plans wait for approval. */
export const listAreas = () => staffCall<PlanningAreaAnswer[]>('/api/areas');

/** @param geometry Whether each leg comes with its line. */
export const getDay = (area: string, day: string, geometry: boolean, signal?: AbortSignal) =>
  staffCall<DispatchDayAnswer>(withQuery(pathOf(area, day), { geometry: String(geometry) }), { signal });

/** Promises, ways and lifts from one day to another, both included. */
export const getFigures = (area: string, from: string, until: string) =>
  staffCall<DispatchPeriodFigures>(withQuery(`/api/days/${encodeURIComponent(area)}/figures`, { from, until }), { timeout: 60_000 });

/** Every move of a period as CSV. */
export const getMovesCsv = (area: string, from: string, until: string) =>
  staffCall<string>(withQuery(`/api/days/${encodeURIComponent(area)}/moves.csv`, { from, until }), { timeout: 60_000, isText: true });

export const getHistory = (area: string, day: string) => staffCall<DispatchHistoryAnswer>(`${pathOf(area, day)}/history`);

/** Gives a command. The answer says that it is taken; `commandAnswered` waits for what becomes of it. */
export const giveCommand = (area: string, day: string, { kind, ...body }: Command, commandId: string) =>
  staffCall<DispatchCommandAnswer>(`${pathOf(area, day)}/commands/${kind}`, { method: 'POST', body: { ...body, commandId } });

/** The command once it is applied or refused, or as it stands after some while. */
export const commandAnswered = (commandId: string) =>
  staffCall<DispatchCommandAnswer>(withQuery(`/api/commands/${commandId}`, { waitSeconds: answerSeconds }), { timeout: (answerSeconds + 15) * 1000 });

/** What a move would do if it were ordered. Of a page's questions only the newest is answered. */
export const tryMove = (area: string, day: string, { kind: _, ...body }: Command & { kind: 'move-stop' }, page: string, signal: AbortSignal) =>
  staffCall<Trial>(withQuery(`${pathOf(area, day)}/trials`, { page }), { method: 'POST', body, signal });

/** What giving the move to each driver of the day would do, best first. */
export const tryDrivers = (area: string, day: string, moveId: string, page: string, signal: AbortSignal) =>
  staffCall<DriverTrial[]>(withQuery(`${pathOf(area, day)}/moves/${moveId}/drivers`, { page }), { signal });

/** What publishing the draft would change; `isDraft` is false where there is none. */
export const getDraft = (area: string, day: string, signal: AbortSignal) => staffCall<Draft>(`${pathOf(area, day)}/draft`, { signal });

/**
 * Calls back with each event of the day after the one named, until the returned function is called. Streams end now and
 * then, and tokens are renewed: each is followed by another from where it ended.
 */
export function followDay(area: string, day: string, after: number, take: (event: DayEvent) => void, connected: (isConnected: boolean) => void): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let last = after;
  const open = () => {
    const token = session.peek()?.token;
    if (!token) {
      timer = window.setTimeout(open, reopenMilliseconds);
      return;
    }
    source = new EventSource(withQuery(`${pathOf(area, day)}/events`, { after: last, access_token: token }));
    source.addEventListener('ready', () => connected(true));
    for (const kind of eventKinds) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        last = Number(message.lastEventId) || last;
        connected(true);
        take({ kind, data: JSON.parse(message.data) as Record<string, unknown> });
      });
    }
    source.onerror = () => {
      // Not the browser's own second try, which would come with the old token.
      source?.close();
      connected(false);
      timer = window.setTimeout(open, reopenMilliseconds);
    };
  };
  open();
  return () => { clearTimeout(timer); source?.close(); };
}

/** What a refusal says to a person. */
export const refusalText = (error: unknown, otherwise: { offline: string; somethingWrong: string }): string => {
  if (!(error instanceof Refused)) return otherwise.somethingWrong;
  if (error.isOffline) return otherwise.offline;
  return [error.message, ...error.fields.values()].join(' ');
};

/** What customers, drivers and dispatchers wrote on a day. */
export const listMessages = (area: string, day: string) => staffCall<DispatchMessageAnswer[]>(`${pathOf(area, day)}/messages`);

/** Writes to a request's customer or to a driver. Sent again with the same id, it is one message. */
export const sendMessage = (area: string, day: string, message: { writtenId: string; requestId?: string | undefined; driverId?: string | undefined; text: string }) =>
  staffCall<undefined>(`${pathOf(area, day)}/messages`, { method: 'POST', body: message });

export const readMessages = (area: string, day: string, writtenIds: readonly string[]) =>
  staffCall<undefined>(`${pathOf(area, day)}/messages/read`, { method: 'POST', body: { writtenIds } });
