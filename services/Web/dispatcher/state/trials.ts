import { signal, type ReadonlySignal } from '@preact/signals';
import { refusalText, tryDrivers, tryMove, type Command, type DriverTrial, type Trial } from '../../shared/api/dispatch';
import { newId } from '../../shared/state/ids';
import { words } from '../../shared/texts/words';

export type Order = Command & { kind: 'move-stop' };

/** An order that is thought about, and what it would do. */
export interface Tried {
  order: Order;
  /** Null while it is worked out, and when it could not be. */
  trial: Trial | null;
  /** Why there is no trial; null while there may be one. */
  fault: string | null;
}

/** A pointer crosses many rows; what it stays over is asked about. */
const restMilliseconds = 60;

/** Asks what orders would do. The newest question counts: an older one is given up. */
export function createTrials(area: ReadonlySignal<string>, day: ReadonlySignal<string>) {
  const page = newId();
  const tried = signal<Tried | null>(null);
  let asking: AbortController | null = null;
  let timer = 0;

  const stop = () => { clearTimeout(timer); asking?.abort(); asking = null; };

  /** Asks about an order; null asks about none. The same order again asks nothing. */
  const ask = (order: Order | null) => {
    if (JSON.stringify(order) === JSON.stringify(tried.peek()?.order ?? null)) return;
    stop();
    tried.value = order && { order, trial: null, fault: null };
    if (order) timer = window.setTimeout(() => void answer(order), restMilliseconds);
  };

  const answer = async (order: Order) => {
    const mine = asking = new AbortController();
    try {
      const trial = await tryMove(area.peek(), day.peek(), order, page, mine.signal);
      if (asking === mine) tried.value = { order, trial, fault: null };
    } catch (error) {
      if (asking === mine) tried.value = { order, trial: null, fault: refusalText(error, words.peek()) };
    }
  };

  /** Each driver of the day with what giving them the move would do, best first. */
  const ofDrivers = (moveId: string, signal: AbortSignal): Promise<DriverTrial[]> => tryDrivers(area.peek(), day.peek(), moveId, `${page} ${moveId}`, signal);

  /** What one order would do, whatever else is asked. */
  const once = (order: Order, signal: AbortSignal): Promise<Trial> => tryMove(area.peek(), day.peek(), order, `${page} ${order.moveId}`, signal);

  return { tried, ask, ofDrivers, once };
}

export type Trials = ReturnType<typeof createTrials>;
