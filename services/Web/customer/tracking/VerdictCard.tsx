import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Segments, TextArea, TextField } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

const dayMilliseconds = 24 * 3_600_000;

/** Once the car is back: the customer agrees with the two reports, or says what is not as it was, for a day. */
export function VerdictCard({ tracking }: { tracking: Tracking }) {
  const [answer, setAnswer] = useState<'agree' | 'dispute' | null>(null);
  const [text, setText] = useState('');
  const request = tracking.request.value;
  const back = request?.moves.find((move) => move.kind === 'return')?.handedOverAt;
  if (!request || !back) return null;
  const { verdict } = request;
  if (verdict) return <Card title={t.value.verdict}><p>{verdict.dispute ? t.value.verdictDisputed : t.value.verdictSigned}</p>{verdict.dispute && <p class="muted">{verdict.dispute}</p>}</Card>;
  if (tracking.now.value > Date.parse(back) + dayMilliseconds) return null;
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim()) void (answer === 'agree' ? tracking.countersign(text.trim()) : tracking.dispute(text.trim()));
  };
  const fault = tracking.fault.value;
  return (
    <Card title={t.value.verdict}>
      <form class="stack" noValidate onSubmit={send}>
        <Segments label={t.value.verdictText} value={answer} onChange={(chosen) => { setAnswer(chosen); setText(''); }}
          options={[{ value: 'agree', label: t.value.verdictAgree }, { value: 'dispute', label: t.value.verdictDispute }]} />
        {answer === 'agree' && <TextField label={t.value.verdictName} maxLength={100} autoComplete="name" value={text} onInput={setText} />}
        {answer === 'dispute' && <TextArea label={t.value.verdictWhat} maxLength={900} value={text} onInput={setText} />}
        {answer && <div><Button kind="main" submit disabled={!text.trim() || tracking.sending.value}>{t.value.verdictSend}</Button></div>}
        {fault && answer && <Notice mood="danger" icon="alert">{fault.isOffline ? words.value.offline : fault.message}</Notice>}
      </form>
    </Card>
  );
}
