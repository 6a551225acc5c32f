import type { AskingState } from '../state/asking';
import { t } from '../texts/texts';
import { AskedList } from './AskedList';
import { AskForm } from './AskForm';

/** Where is your car? Asked for the workshop's appointments, and what came of it. */
export function AskView({ asking, timeZone }: { asking: AskingState; timeZone: string }) {
  return (
    <main class="desk">
      <header class="stack narrow"><h1>{t.value.askTitle}</h1><p class="muted">{t.value.askText}</p></header>
      <div class="desk-columns">
        <AskForm asking={asking} timeZone={timeZone} />
        <AskedList asking={asking} timeZone={timeZone} />
      </div>
    </main>
  );
}
