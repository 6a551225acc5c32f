import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { getDraft, type DayAnswer, type Draft } from '../../shared/api/dispatch';

const againMilliseconds = 15_000;

/** The draft of a day whose plans wait for approval; null where there is none. It changes without any news: it is asked for now and then. */
export function createDraft(area: ReadonlySignal<string>, day: ReadonlySignal<string>, answer: ReadonlySignal<DayAnswer | null>, approving: ReadonlySignal<ReadonlySet<string>>) {
  const draft = signal<Draft | null>(null);
  let asking: AbortController | null = null;
  let timer = 0;

  const load = async () => {
    clearTimeout(timer);
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const next = await getDraft(area.peek(), day.peek(), mine.signal);
      if (asking === mine) draft.value = next.isDraft ? next : null;
    } catch {
      // What was known stays until it can be asked again.
    }
    if (asking === mine) timer = window.setTimeout(() => void load(), againMilliseconds);
  };

  const stop = effect(() => {
    if (answer.value && approving.value.has(answer.value.area)) { void load(); return; }
    asking?.abort();
    asking = null;
    clearTimeout(timer);
    draft.value = null;
  });

  return { draft, stop: () => { stop(); asking?.abort(); asking = null; clearTimeout(timer); } };
}
