import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { Refused } from '../../shared/api/client';
import type { DayAnswer, DriverTrial, RiskAnswer, Trial, Window } from '../../shared/api/dispatch';
import type { Order, Trials } from './trials';

/** The best that can be done for a promise that is at risk; null order: nothing can. */
export interface Repair {
  order: Order | null;
  /** What the order does; of nothing, the reason of the driver who has it. */
  trial: Trial | null;
}

const quarter = 15 * 60_000;
const usualWindow = 60 * 60_000;
/** Whoever takes a promise that is tight over should have this left of it. */
const spareMilliseconds = 10 * 60_000;

/** Finds a repair for each promise at risk while they are looked at: one after the other, anew with each plan. */
export function createRepairs(answer: ReadonlySignal<DayAnswer | null>, isWanted: ReadonlySignal<boolean>, trials: Trials) {
  const found = signal<ReadonlyMap<string, Repair>>(new Map());
  let looking: AbortController | null = null;

  const look = async (risks: readonly RiskAnswer[], signal: AbortSignal) => {
    for (const risk of risks) {
      if (signal.aborted) return;
      try {
        const repair = await repairOf(risk, trials, signal);
        found.value = new Map(found.peek()).set(risk.moveId, repair);
      } catch (error) {
        // What is away comes back, and the next plan asks anew.
        if (signal.aborted || !(error instanceof Refused)) return;
      }
    }
  };

  const stop = effect(() => {
    const day = answer.value;
    looking?.abort();
    if (!day || !isWanted.value) return;
    looking = new AbortController();
    const known = new Set(day.atRisk.map((risk) => risk.moveId));
    found.value = new Map([...found.peek()].filter(([moveId]) => known.has(moveId)));
    void look(day.atRisk, looking.signal);
  });

  return { found, stop: () => { stop(); looking?.abort(); } };
}

async function repairOf(risk: RiskAnswer, trials: Trials, signal: AbortSignal): Promise<Repair> {
  const { moveId } = risk;
  const drivers = await trials.ofDrivers(moveId, signal);
  const wanted = risk.cause === 'tight' ? spareMilliseconds : 0;
  const better = drivers.find(({ isNow, trial }) => isClean(trial) && Date.parse(trial.eta ?? '') <= Date.parse(risk.window.until) - wanted && (!isNow || trial.by));
  if (better) return { order: { kind: 'move-stop', moveId, toDriverId: better.driverId }, trial: better.trial };
  const stays = drivers.find((each) => each.isNow) ?? drivers.find((each) => !each.trial.refusal);
  if (risk.cause === 'tight' || !stays || stays.trial.refusal) return { order: null, trial: stays?.trial ?? null };

  // Nobody can keep it: what can be promised instead.
  const order: Order = { kind: 'move-stop', moveId, toDriverId: stays.driverId, window: windowAround(stays, risk) };
  const trial = await trials.once(order, signal);
  return trial.refusal ? { order: null, trial } : { order, trial };
}

const isClean = (trial: Trial) => !trial.refusal && trial.late.length + trial.unserved.length + trial.broken.length === 0;

/** As long as the promise was, from the quarter of an hour before the estimate. */
function windowAround({ trial }: DriverTrial, { window, eta }: RiskAnswer): Window {
  const from = Math.floor(Date.parse(trial.eta ?? eta ?? window.until) / quarter) * quarter;
  const length = Math.max(quarter, Date.parse(window.until) - Date.parse(window.from)) || usualWindow;
  return { from: new Date(from).toISOString(), until: new Date(from + length).toISOString() };
}
