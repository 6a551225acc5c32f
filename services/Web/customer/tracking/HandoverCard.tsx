import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Select, TextField } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

const kinds = ['inPerson', 'otherPerson', 'reception', 'locker'] as const;
type Kind = (typeof kinds)[number];

/** Who gives the car and its key, or takes them back, where it is not the customer in person. */
export function HandoverCard({ tracking, of }: { tracking: Tracking; of: 'collection' | 'return' }) {
  const known = tracking.request.value?.handovers?.[of];
  const [kind, setKind] = useState<Kind>(known?.kind ?? 'inPerson');
  const [who, setWho] = useState(known?.who ?? '');
  const [where, setWhere] = useState(known?.where ?? '');
  const [lockerCode, setLockerCode] = useState(known?.lockerCode ?? '');
  const [isOpen, setOpen] = useState(false);
  const needsWho = kind === 'otherPerson';
  const needsWhere = kind === 'reception' || kind === 'locker';
  const isWhole = (!needsWho || who.trim()) && (!needsWhere || where.trim());
  const send = (event: Event) => {
    event.preventDefault();
    if (!isWhole) return;
    void tracking.handover(of, { kind, who: needsWho ? who : null, where: needsWhere ? where : null, lockerCode: kind === 'locker' && lockerCode.trim() ? lockerCode : null })
      .then((done) => { if (done) setOpen(false); });
  };
  const fault = tracking.fault.value;
  return (
    <Card title={t.value.handoverTitle[of]} aside={!isOpen && <Button kind="quiet" onClick={() => setOpen(true)}>{t.value.handoverChange}</Button>}>
      {!isOpen ? <p>{[t.value.handovers[known?.kind ?? 'inPerson'], known?.who, known?.where].filter(Boolean).join(' · ')}</p> : (
        <form class="stack" noValidate onSubmit={send}>
          <Select label={t.value.handoverHow} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t.value.handovers[value] }))} />
          {needsWho && <TextField label={t.value.handoverWho} maxLength={100} value={who} onInput={setWho} />}
          {needsWhere && <TextField label={t.value.handoverWhere} maxLength={300} value={where} onInput={setWhere} />}
          {kind === 'locker' && <TextField label={t.value.handoverCode} hint={t.value.handoverCodeHint} optional={words.value.optional} maxLength={40} autoComplete="off" value={lockerCode} onInput={setLockerCode} />}
          <div><Button kind="main" submit disabled={!isWhole || tracking.sending.value}>{t.value.verdictSend}</Button></div>
          {fault && <Notice mood="danger" icon="alert">{fault.isOffline ? words.value.offline : fault.message}</Notice>}
        </form>
      )}
    </Card>
  );
}
