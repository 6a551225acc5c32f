import { useState } from 'preact/hooks';
import { Refused } from '../../shared/api/client';
import { Button } from '../../shared/components/Button';
import { TextField } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Drive } from '../state/drive';
import { t } from '../texts/texts';

/** Makes this browser a driver's device. */
export function Pairing({ drive }: { drive: Drive }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState(t.value.pairNameUsual);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    try {
      await drive.pairWith(code.trim(), name.trim() || t.value.pairNameUsual);
    } catch (error) {
      setFault(!(error instanceof Refused) ? String(error) : error.isOffline ? words.value.offline : error.status === 404 ? t.value.pairWrong : error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card>
      {drive.shut.value && <Notice mood="caution" title={t.value.shut}>{t.value.shutText}</Notice>}
      <h1>{t.value.pairTitle}</h1>
      <p class="muted">{t.value.pairText}</p>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <TextField label={t.value.pairCode} capitals required autoComplete="one-time-code" value={code} onInput={setCode} error={fault} />
        <TextField label={t.value.pairName} value={name} onInput={setName} maxLength={100} />
        <Button kind="main" large full submit busy={busy} disabled={code.trim() === ''}>{t.value.pair}</Button>
      </form>
    </Card>
  );
}
