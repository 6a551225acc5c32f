import { useState } from 'preact/hooks';
import { clock, day, dayKey } from '../texts/format';
import { words } from '../texts/words';
import { Button } from './Button';
import { TextArea } from './Field';
import { Pill } from './Surface';
import './thread.css';

/** What was written, by one side or the other. */
export interface Written {
  id: string;
  /** True where whoever looks at it wrote it. */
  isOwn: boolean;
  /** Who wrote it. */
  from: string;
  text: string;
  at: string;
  /** A word where it is not sent yet, or refused. */
  state?: string | undefined;
}

const longestText = 1000;

/** Messages, oldest first, and a field to write the next. `onSend` gives what is wrong, or null: then the field is empty again. */
export function Thread({ label, messages, timeZone, onSend }: {
  label: string; messages: readonly Written[]; timeZone: string; onSend: (text: string) => Promise<string | null>;
}) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    const wrong = await onSend(text.trim());
    setBusy(false);
    setFault(wrong);
    if (wrong === null) setText('');
  };
  return (
    <div class="stack">
      {messages.length > 0 && <ol role="list" class="thread" aria-live="polite">{messages.map((each) => <Message key={each.id} each={each} timeZone={timeZone} />)}</ol>}
      <form class="stack narrow" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <TextArea label={label} rows={2} maxLength={longestText} value={text} onInput={setText} error={fault ?? undefined} />
        <div><Button submit icon="message" busy={busy} disabled={text.trim() === ''}>{words.value.send}</Button></div>
      </form>
    </div>
  );
}

function Message({ each, timeZone }: { each: Written; timeZone: string }) {
  const isToday = dayKey(each.at, timeZone) === dayKey(new Date(), timeZone);
  return (
    <li class={each.isOwn ? 'written own' : 'written'}>
      <p class="small muted">{each.from} · <time class="digits" dateTime={each.at}>{isToday ? clock(each.at, timeZone) : `${day(each.at, timeZone)}, ${clock(each.at, timeZone)}`}</time></p>
      <p class="written-text">{each.text}</p>
      {each.state && <Pill mood="caution" icon="clock">{each.state}</Pill>}
    </li>
  );
}
