import { call, Refused } from './client';
import { addressBook } from './maps';
import type {
  DriversPhotoShown, DriversVisitDriver, DriversVisitReport, IntakeBookedRequest, IntakeBookingWorkshop, IntakeContactInput, IntakePlaceInput, IntakeSlotsAnswer,
  IntakeHandoverBody, IntakeSlotWish, IntakeTrackedMove, IntakeTrackedRequest, IntakeVehicleInput, IntakeWish,
} from './schema';

export type {
  Drive, Gearbox, IntakeHandoverInput as HandoverInput, IntakeBookedRequest as BookedRequest, IntakeBookingWorkshop as BookingWorkshop, IntakePlaceInput as PlaceInput, IntakeHoursInput as HoursInput,
  IntakeTrackedMove as TrackedMove, IntakeTrackedRequest as TrackedRequest, DriversVisitDriver as VisitDriver, DriversVisitReport as ConditionReport, Reason, Slot,
} from './schema';

/** What is left out stays as it is, or is what is usual. */
type Told<T> = { [K in keyof T]?: T[K] };
export type Wish = Omit<IntakeWish, 'vehicle' | 'places' | 'contact'> & {
  vehicle?: Told<IntakeVehicleInput> | null; places?: Told<IntakePlaceInput>[] | null; contact?: Told<IntakeContactInput> | null;
};
export type SlotWish = Wish & Pick<IntakeSlotWish, 'days' | 'limit'>;

/** What somebody with a workshop's key can do. */
export function bookingDesk(key: string) {
  const headers = { 'booking-key': key };
  return {
    workshops: () => call<IntakeBookingWorkshop[]>('/api/booking/workshops', { headers }),
    slots: (wish: SlotWish, signal?: AbortSignal) => call<IntakeSlotsAnswer>('/api/slots', { method: 'POST', headers, body: wish, signal }),
    /** @param idempotencyKey The same for the same booking: sent twice, it is one. */
    book: (wish: Wish, idempotencyKey: string) => call<IntakeBookedRequest>('/api/requests', { method: 'POST', headers: { ...headers, 'idempotency-key': idempotencyKey }, body: wish }),
    addresses: addressBook('/api/booking', () => headers),
  };
}

const retryMilliseconds = 5_000;

/** What the holder of a request's secret link can do. */
export function trackingDesk(secret: string) {
  const root = `/api/track/${encodeURIComponent(secret)}`;
  const visit = (requestId: string) => `/api/visits/${requestId}/${encodeURIComponent(secret)}`;

  /** Calls back with the request as it is and after every change, until the returned function is called. */
  function listen(take: (request: IntakeTrackedRequest) => void, problem: (refused: Refused) => void): () => void {
    let source: EventSource | null = null;
    let timer = 0;
    let stopped = false;
    const open = async () => {
      try {
        take(await call<IntakeTrackedRequest>(root));
      } catch (error) {
        const refused = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
        if (stopped) return;
        problem(refused);
        if (refused.status !== 404) timer = window.setTimeout(() => void open(), retryMilliseconds);
        return;
      }

      if (stopped) return;
      source = new EventSource(`${root}/events`);
      source.onmessage = (event: MessageEvent<string>) => take(JSON.parse(event.data) as IntakeTrackedRequest);
      source.onerror = () => {
        // The stream ends by itself now and then, and is opened again by the browser. If it is not, we do it.
        if (source?.readyState !== EventSource.CLOSED) return;
        problem(new Refused(0, '', '', new Map()));
        timer = window.setTimeout(() => void open(), retryMilliseconds);
      };
    };
    void open();
    return () => { stopped = true; clearTimeout(timer); source?.close(); };
  }

  return {
    listen,
    handover: (body: IntakeHandoverBody) => call<IntakeTrackedRequest>(`${root}/handover`, { method: 'PUT', body }),
    countersign: (name: string) => call<IntakeTrackedRequest>(`${root}/countersign`, { method: 'POST', body: { name } }),
    dispute: (text: string) => call<IntakeTrackedRequest>(`${root}/dispute`, { method: 'POST', body: { text } }),
    slots: (wish: SlotWish, signal?: AbortSignal) => call<IntakeSlotsAnswer>(`${root}/slots`, { method: 'POST', body: wish, signal }),
    addresses: addressBook(root, () => ({})),
    change: (wish: Wish) => call<IntakeTrackedRequest>(root, { method: 'PUT', body: wish }),
    cancel: () => call<IntakeTrackedRequest>(root, { method: 'DELETE' }),
    write: (writtenId: string, text: string) => call<IntakeTrackedRequest>(`${root}/messages`, { method: 'POST', body: { writtenId, text } }),
    /** Who is on the way to the customer; undefined while nobody is. */
    driver: (requestId: string) => call<DriversVisitDriver | undefined>(`${visit(requestId)}/driver`),
    picture: (requestId: string) => `${visit(requestId)}/driver/picture`,
    reports: (requestId: string) => call<DriversVisitReport[]>(`${visit(requestId)}/reports`),
    /** Adds a photo to the report of the return, which is disputed. The same one sent twice is one. */
    addPhoto: (requestId: string, reportId: string, photo: Blob) => call<DriversPhotoShown[]>(`${visit(requestId)}/reports/${reportId}/photos`, { method: 'POST', body: photo, timeout: 60_000 }),
    photo: (requestId: string, reportId: string, photoId: string) => `${visit(requestId)}/reports/${reportId}/photos/${photoId}`,
  };
}

export type TrackedMoveKind = IntakeTrackedMove['kind'];
