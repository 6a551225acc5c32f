import { useEffect, useState } from 'preact/hooks';
import type { UnavailableReason } from '../../shared/api/drivers';
import { Button, LinkButton } from '../../shared/components/Button';
import { Choices, TextArea } from '../../shared/components/Field';
import { Dialog, Loading, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import { unavailablePath, type Drive } from '../state/drive';
import { t } from '../texts/texts';

/** What is seldom needed: the tracker app's address, and unpairing. */
export function Menu({ drive, onClose }: { drive: Drive; onClose: () => void }) {
  const [tracker, setTracker] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  useEffect(() => { drive.tracker().then((found) => setTracker(found.url), () => setTracker('')); }, []);
  return (
    <Dialog title={t.value.menu} closeLabel={words.value.close} onClose={onClose}>
      <h3>{t.value.tracker}</h3>
      <p class="muted">{t.value.trackerText}</p>
      {tracker === null ? <Loading label={words.value.loading} /> : tracker === '' ? <Notice mood="caution">{words.value.offline}</Notice> : <code class="address">{tracker}</code>}
      {!sure && <div><Button icon="unlock" onClick={() => setSure(true)}>{t.value.unpair}</Button></div>}
      {sure && <Notice mood="danger" title={t.value.unpairQuestion}><Button kind="danger" onClick={() => void drive.unpair().then(onClose)}>{t.value.unpair}</Button></Notice>}
    </Dialog>
  );
}

const calls: readonly UnavailableReason[] = ['sos', 'breakdown', 'accident', 'ill'];

/** The driver can go no further, or needs help: told at once, and never taken back by mistake, since it is asked first. */
export function Help({ drive, onClose }: { drive: Drive; onClose: () => void }) {
  const [reason, setReason] = useState<UnavailableReason>('sos');
  const [note, setNote] = useState('');
  const [sent, setSent] = useState(false);
  // Written down is not told: whoever needs help has to know which.
  const isWaiting = drive.outbox.entries.value.some((entry) => entry.path === unavailablePath && entry.refusal === undefined);
  const send = () => void drive.unavailable(reason, t.value.unavailableTold, note).then(() => setSent(true));
  return (
    <Dialog title={t.value.sosTitle} closeLabel={words.value.close} onClose={onClose} footer={sent ? <Button onClick={onClose}>{words.value.close}</Button> : <>
      <Button onClick={onClose}>{words.value.cancel}</Button>
      <Button kind="danger" onClick={send}>{t.value.sosSend}</Button>
    </>}>
      {sent ? (isWaiting ? <Notice mood="caution" icon="offline">{t.value.sosWaiting}</Notice> : <Notice mood="good">{t.value.sosSent}</Notice>) : <>
        <p>{t.value.sosText}</p>
        {/* 112 reaches help from a mobile phone nearly everywhere, also where another number is usual. */}
        {(reason === 'sos' || reason === 'accident') && <LinkButton href="tel:112" icon="phone">{t.value.callEmergency}</LinkButton>}
        <Choices label={t.value.sosTitle} hideLabel value={reason} onChange={setReason} options={calls.map((value) => ({ value, content: t.value.reasons[value] }))} />
        <TextArea label={t.value.failNote} optional={words.value.optional} maxLength={1000} value={note} onInput={setNote} />
      </>}
    </Dialog>
  );
}
