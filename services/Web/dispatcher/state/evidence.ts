import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { RequestAnswer } from '../../shared/api/adviser';
import type { DayAnswer, StopAnswer } from '../../shared/api/dispatch';
import { correctionsOf, correctStop, reportsOf, requestOf, type CorrectionShown, type ReportShown, type StopEvent } from '../../shared/api/evidence';
import type { PlacedMove } from './schedule';

/** What is known of a request's car: who held its key, what was reported, what was corrected. */
export interface Evidence {
  request: RequestAnswer;
  reports: readonly ReportShown[];
  corrections: readonly CorrectionShown[];
}

/** Something that was told of a stop and can be corrected. */
export interface Told {
  stopIndex: number;
  what: StopEvent | 'mileage';
  at: string;
  /** As it counts now; of `mileage` alone. */
  mileageKm?: number;
}

/** Owns what is known of the selected move's request; read anew whenever something happened to the move. */
export function createEvidence(selected: ReadonlySignal<string | null>, placed: ReadonlySignal<ReadonlyMap<string, PlacedMove>>, answer: ReadonlySignal<DayAnswer | null>) {
  const shown = signal<Evidence | null>(null);
  const isAway = signal(false);

  const requestId = computed(() => {
    const move = selected.value;
    if (!move) return null;
    return placed.value.get(move)?.stops[0]?.requestId ?? answer.value?.unserved.find((each) => each.moveId === move)?.requestId ?? null;
  });
  /** Another text where something has happened: the day is read far more often. */
  const standing = computed(() => {
    const stops = placed.value.get(selected.value ?? '')?.stops ?? [];
    return JSON.stringify([selected.value, ...stops.map((stop) => [stop.state, stop.arrivedAt, stop.doneAt, stop.failedAt, stop.reportId])]);
  });

  async function load(): Promise<void> {
    const id = requestId.peek();
    if (!id) return;
    try {
      const [request, reports, corrections] = await Promise.all([requestOf(id), reportsOf(id), correctionsOf(id)]);
      if (id === requestId.peek()) batch(() => { shown.value = { request, reports, corrections }; isAway.value = false; });
    } catch {
      if (id === requestId.peek()) isAway.value = true;
    }
  }

  const stop = effect(() => {
    void standing.value;
    const id = requestId.value;
    if (shown.peek()?.request.requestId !== id) batch(() => { shown.value = null; isAway.value = false; });
    if (id) void load();
  });

  return {
    shown, isAway, load, stop,
    /** @throws Refused when it cannot be: something was told after it, or it is corrected already. */
    correct: async (correctionId: string, moveId: string, told: Told, mileageKm: number | null, reason: string) => {
      await correctStop(moveId, told.stopIndex, { correctionId, reason, ...(told.what === 'mileage' ? { mileageKm } : { undo: told.what }) });
      await load();
    },
  };
}

export type EvidenceState = ReturnType<typeof createEvidence>;

// What is null the services leave out: both are asked for.

/** True for a report that a correction has taken back. */
export const isTakenBack = (report: ReportShown, { corrections }: Evidence): boolean =>
  corrections.some((correction) => correction.undone != null && correction.reportId === report.reportId);

/** The mileage that counts: as it was corrected last, else as it was read. */
export const mileageOf = (report: ReportShown, { corrections }: Evidence): number =>
  corrections.findLast((correction) => correction.mileageKm != null && correction.reportId === report.reportId)?.mileageKm ?? report.mileageKm;

/** What was told of a move and counts, the latest first: that is corrected first. */
export function toldOf(moveId: string, stops: readonly StopAnswer[], evidence: Evidence): Told[] {
  const counting = evidence.reports.filter((report) => report.moveId === moveId && !isTakenBack(report, evidence));
  const told: Told[] = counting.map((report) => ({ stopIndex: report.stopIndex, what: report.kind, at: report.at }));
  for (const stop of stops) {
    if (stop.state === 'failed' && stop.failedAt) told.push({ stopIndex: stop.stopIndex, what: 'failed', at: stop.failedAt });
    if (stop.state === 'arrived' && stop.arrivedAt) told.push({ stopIndex: stop.stopIndex, what: 'arrived', at: stop.arrivedAt });
  }

  // A stop that failed may be off its route already; it failed where the car was then.
  const known = evidence.request.moves.find((move) => move.moveId === moveId);
  if (known?.failure && !told.some((each) => each.what === 'failed')) {
    told.push({ stopIndex: counting.some((report) => report.kind === 'collected') ? 1 : 0, what: 'failed', at: evidence.request.changedAt });
  }

  told.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  // Of a stop at which two cars change hands the later mileage is the one that can be corrected.
  const mileages = [...new Map(counting.map((report) => [report.stopIndex, report])).values()]
    .map((report): Told => ({ stopIndex: report.stopIndex, what: 'mileage', at: report.at, mileageKm: mileageOf(report, evidence) }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return [...told, ...mileages];
}

/** The report of the collection at the customer's and that of the return: the two that are held against one another. */
export function bothReports(evidence: Evidence): { before: ReportShown | null; after: ReportShown | null } {
  const find = (id: string | null | undefined) => evidence.reports.find((report) => report.reportId === id) ?? null;
  const { moves } = evidence.request;
  return {
    before: find(moves.find((move) => move.kind !== 'return')?.collectionReportId),
    after: find(moves.find((move) => move.kind === 'return')?.handoverReportId),
  };
}
