import type { Trial } from '../../shared/api/dispatch';
import type { Mood } from '../../shared/components/Surface';
import { clock, distance, duration, more, moreMoney } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import type { Tried } from '../state/trials';
import { t } from '../texts/texts';
import { plateOfMove } from './looks';

const unnoticedSeconds = 30;
const unnoticedMetres = 50;
const mostBroken = 3;

/** What an order would do, in words. */
export interface TrialWords {
  mood: Mood;
  /** What it costs; null when it cannot be. */
  cost: string | null;
  /** What it breaks, the worst first, or why it cannot be. */
  breaks: readonly string[];
}

/** `+2.40 €, +1.2 km empty`. */
export const shortCostText = ({ addedCents, currency, addedEmptyMetres }: Trial): string => [
  moreMoney(addedCents, currency),
  Math.abs(addedEmptyMetres) < unnoticedMetres ? '' : t.value.emptyMore(more(addedEmptyMetres, distance)),
].filter(Boolean).join(', ');

/** The same with the working time. */
const costText = (trial: Trial): string =>
  shortCostText(trial) + (Math.abs(trial.addedWorkingSeconds) < unnoticedSeconds ? '' : `, ${t.value.workMore(more(trial.addedWorkingSeconds, duration))}`);

/** @param own The move that is ordered: of it is told that it is late, of others that they are made late. */
export function trialWords(dispatch: Dispatch, trial: Trial, own: string): TrialWords {
  if (trial.refusal) return { mood: 'danger', cost: null, breaks: [t.value.cannot(trial.refusal.text)] };
  const breaks = [
    ...trial.unserved.map((move) => t.value.dropsMove(plateOfMove(dispatch, move.moveId), move.reason.text)),
    ...trial.late.map(({ moveId, lateSeconds, lateSecondsNow }) => (moveId === own && lateSecondsNow === 0
      ? t.value.isLate(duration(lateSeconds))
      : (lateSecondsNow > 0 ? t.value.keepsLate : t.value.makesLate)(plateOfMove(dispatch, moveId), duration(lateSeconds)))),
    ...trial.broken,
  ];
  const eta = trial.eta ? ` · ${t.value.thereAt(clock(trial.eta, dispatch.timeZone.value))}` : '';
  return { mood: breaks.length > 0 ? 'danger' : 'good', cost: costText(trial) + eta, breaks: shortened(breaks) };
}

/** The same of an order that is asked about, while there is no answer, too. */
export function triedWords(dispatch: Dispatch, { order, trial, fault }: Tried): TrialWords {
  if (trial) return trialWords(dispatch, trial, order.moveId);
  return fault === null ? { mood: 'plain', cost: t.value.trying, breaks: [] } : { mood: 'caution', cost: null, breaks: [fault] };
}

const shortened = (all: readonly string[]) => (all.length <= mostBroken ? all : [...all.slice(0, mostBroken), `+${all.length - mostBroken}`]);
