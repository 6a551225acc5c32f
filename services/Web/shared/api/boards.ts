import { staffCall } from '../state/session';
import { withQuery } from './client';
import type { DispatchBoardAnswer, WorkshopChanged } from './schema';

export type {
  DispatchBoardAnswer as Board, DispatchBoardCar as BoardCar, DispatchCourtesyTrip as CourtesyTrip, LiftLoad, WorkshopChanged as Workshop,
} from './schema';

/** Every workshop. */
export const workshopsOf = () => staffCall<WorkshopChanged[]>('/api/workshops');

/** A workshop's board; with `after`, as soon as there is something newer, or after `waitSeconds`. */
export const boardOf = (workshopId: string, after: number | undefined, waitSeconds: number, signal: AbortSignal) =>
  staffCall<DispatchBoardAnswer>(withQuery(`/api/boards/${workshopId}`, { after, waitSeconds }), { signal, timeout: (waitSeconds + 15) * 1000 });

/** The workshop has taken a car in: the tag on its key, and who holds the key. */
export const checkIn = (workshopId: string, requestId: string, day: string, key: { keyTag: string | null; keyHolder: string | null }) =>
  staffCall<void>(withQuery(`/api/boards/${workshopId}/cars/${requestId}/check-in`, { day }), { method: 'POST', body: key });

/** The workshop has finished with a car, or expects to at `readyAt`. */
export const tellReady = (workshopId: string, requestId: string, day: string, readyAt: string | null) =>
  staffCall<void>(withQuery(`/api/boards/${workshopId}/cars/${requestId}/ready`, { day }), { method: 'POST', body: { readyAt } });
