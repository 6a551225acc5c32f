import { batch, computed, signal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import { newId } from '../../shared/state/ids';
import { trackingDesk, type ConditionReport, type TrackedMove, type TrackedRequest, type SlotWish, type HandoverInput, type VisitDriver, type Wish } from '../../shared/api/intake';

/** How the whole of a request stands, as its customer sees it: a row of the tracking page's table. */
export type Stage = 'placeAsked' | 'requested' | 'scheduled' | 'onTheWay' | 'arrived' | 'collected' | 'atWorkshop' | 'ready' | 'returnScheduled' | 'returning' | 'returned' | 'unserved' | 'failed' | 'cancelled';

/** The move that matters now: the return once the car is at the workshop, else the collection. */
export function currentMove(request: TrackedRequest): TrackedMove | null {
  const collection = request.moves.find((move) => move.kind !== 'return');
  const back = request.moves.find((move) => move.kind === 'return');
  if (!collection) return back ?? null;
  const isIn = collection.state === 'atWorkshop' || collection.state === 'returned';
  return isIn && back && (request.isReady || back.state !== 'requested') ? back : collection;
}

/** A return that is ahead: the car stands at the workshop. */
const waiting: readonly TrackedMove['state'][] = ['requested', 'scheduled', 'onTheWay'];

export function stageOf(request: TrackedRequest): Stage {
  if (request.state === 'cancelled' || request.state === 'placeAsked') return request.state;
  const move = currentMove(request);
  if (!move) return 'cancelled';
  if (move.arrivedAt) return 'arrived';
  if (request.isReady && (move.kind !== 'return' || waiting.includes(move.state))) return 'ready';
  if (move.kind === 'return') {
    switch (move.state) {
      case 'scheduled': case 'onTheWay': return 'returnScheduled';
      case 'atWorkshop': case 'collected': return 'atWorkshop';
      default: return move.state;
    }
  }
  return move.state === 'returning' ? 'collected' : move.state;
}

const positionMilliseconds = 5_000;

/** Owns a request that is followed. */
export function createTracking(secret: string) {
  const desk = trackingDesk(secret);
  const request = signal<TrackedRequest | null>(null);
  const refusal = signal<Refused | null>(null);
  /** True while the last try to hear more found no connection. */
  const stale = signal(false);
  const reports = signal<readonly ConditionReport[]>([]);
  /** Who is on the way, and where; null while nobody is. */
  const driver = signal<VisitDriver | null>(null);
  const sending = signal(false);
  const fault = signal<Refused | null>(null);
  const saved = signal(false);
  /** Counts seconds, so that ages grow by themselves. */
  const now = signal(Date.now());
  const move = computed(() => (request.value ? currentMove(request.value) : null));
  const stage = computed(() => (request.value ? stageOf(request.value) : null));

  let known = '';
  let unsent: { writtenId: string; text: string } | null = null;
  const take = (next: TrackedRequest) => {
    request.value = next;
    stale.value = false;
    const ids = next.moves.flatMap((each) => [each.collectionReportId, each.handoverReportId]).filter((id): id is string => Boolean(id));
    if (ids.join() === known) return;
    known = ids.join();
    void refreshReports();
  };
  const refreshDriver = async () => {
    const stage = request.peek() && stageOf(request.peek() as TrackedRequest);
    if (stage !== 'onTheWay' && stage !== 'arrived' && stage !== 'returning') {
      driver.value = null;
      return;
    }
    try {
      driver.value = await desk.driver(request.peek()?.requestId ?? '') ?? null;
    } catch {
      // What is shown grows older, and says so.
    }
  };
  const refreshReports = () => desk.reports(request.peek()?.requestId ?? '').then((found) => { reports.value = found; }, () => undefined);

  /** Listens until the returned function is called. Photos may come later than their report, so these are looked at again. */
  function follow(): () => void {
    const stop = desk.listen(take, (problem) => {
      if (problem.status === 404) refusal.value = problem;
      else stale.value = true;
    });
    const second = setInterval(() => { now.value = Date.now(); }, 1000);
    const positions = setInterval(() => void refreshDriver(), positionMilliseconds);
    const watched = stage.subscribe(() => void refreshDriver());
    const photos = setInterval(() => { if (known !== '') void refreshReports(); }, 30_000);
    return () => { stop(); watched(); clearInterval(second); clearInterval(positions); clearInterval(photos); };
  }

  async function send(act: () => Promise<TrackedRequest>): Promise<boolean> {
    batch(() => { sending.value = true; fault.value = null; saved.value = false; });
    try {
      take(await act());
      saved.value = true;
      return true;
    } catch (error) {
      fault.value = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
      return false;
    } finally {
      sending.value = false;
    }
  }

  /** Photos of a dispute that have arrived: sent again, only the others are. */
  const arrived = new Set<Blob>();
  /** How many of the photos that are being sent have arrived; null while none are. */
  const photosSent = signal<{ sent: number; of: number } | null>(null);

  /** True once all have arrived. */
  async function addPhotos(photos: readonly Blob[]): Promise<boolean> {
    const known = request.peek();
    const report = known?.moves.find((each) => each.kind === 'return')?.handoverReportId;
    if (!known || !report || photos.length === 0) return photos.length === 0;
    batch(() => { sending.value = true; fault.value = null; photosSent.value = { sent: 0, of: photos.length }; });
    try {
      for (const [i, photo] of photos.entries()) {
        if (!arrived.has(photo)) await desk.addPhoto(known.requestId, report, photo);
        arrived.add(photo);
        photosSent.value = { sent: i + 1, of: photos.length };
      }
      await refreshReports();
      return true;
    } catch (error) {
      fault.value = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
      return false;
    } finally {
      batch(() => { sending.value = false; photosSent.value = null; });
    }
  }

  return {
    request, refusal, stale, reports, driver, sending, fault, saved, now, move, stage, follow,
    picture: () => desk.picture(request.value?.requestId ?? ''),
    photo: (reportId: string, photoId: string) => desk.photo(request.value?.requestId ?? '', reportId, photoId),
    /** Windows of what is still ahead: the collection, or the return once the car is collected. */
    slots: (wish: SlotWish = { days: 14, limit: 40 }, signal?: AbortSignal) => desk.slots(wish, signal),
    addresses: desk.addresses,
    change: (wish: Wish) => send(() => desk.change(wish)),
    cancel: () => send(() => desk.cancel()),
    /** How car and key change hands at the collection or the return. */
    handover: (of: 'collection' | 'return', input: HandoverInput) => send(() => desk.handover({ [of]: input })),
    countersign: (name: string) => send(() => desk.countersign(name)),
    /** @param photos What shows it; sent first, so that whoever reads the dispute can look at once. */
    dispute: async (text: string, photos: readonly Blob[]) => await addPhotos(photos) && send(() => desk.dispute(text)),
    addPhotos,
    photosSent,
    /** Null once it is told; else why it was refused. Sent again after that, it is the same message. */
    write: async (text: string): Promise<Refused | null> => {
      if (unsent?.text !== text) unsent = { writtenId: newId(), text };
      try {
        take(await desk.write(unsent.writtenId, unsent.text));
        unsent = null;
        return null;
      } catch (error) {
        return error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
      }
    },
  };
}

export type Tracking = ReturnType<typeof createTracking>;
