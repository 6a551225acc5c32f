import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Dialog, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Drive } from '../state/drive';
import { t } from '../texts/texts';

/** What the services have not heard yet, and what they refused. */
export function Outbox({ drive }: { drive: Drive }) {
  const [open, setOpen] = useState(false);
  const { entries, waiting, refused, offline } = drive.outbox;
  const isOff = offline.value || !drive.connected.value;
  return (
    <>
      {refused.value.length > 0 && (
        <Notice mood="danger" title={t.value.refusedTitle(refused.value.length)}>
          <ul role="list" class="stack narrow">
            {refused.value.map((entry) => (
              <li key={entry.order} class="ends"><span>{entry.label}: {entry.refusal}</span>
                <Button kind="quiet" onClick={() => void drive.outbox.drop(entry.order ?? 0)}>{t.value.understood}</Button></li>
            ))}
          </ul>
        </Notice>
      )}
      {isOff && waiting.value === 0 && <Notice mood="caution" icon="offline">{t.value.offline}</Notice>}
      {waiting.value > 0 && (isOff || !drive.undoable.value) && (
        <Notice mood="caution" icon={isOff ? 'offline' : 'upload'} action={<Button kind="quiet" onClick={() => setOpen(true)}>{t.value.unsentShow}</Button>}>{t.value.unsent(waiting.value)}</Notice>
      )}
      {open && (
        <Dialog title={t.value.unsentTitle} closeLabel={words.value.close} onClose={() => setOpen(false)}>
          <ol class="unsent">{entries.value.map((entry) => <li key={entry.order}>{entry.label}</li>)}</ol>
        </Dialog>
      )}
    </>
  );
}

/** What a newer sheet does to the day. */
export function ChangesNotice({ drive }: { drive: Drive }) {
  const changes = drive.changes.value;
  if (changes.length === 0) return null;
  return (
    <Notice mood="note" icon="history" title={t.value.changed} action={<Button kind="quiet" onClick={drive.dismissChanges}>{t.value.understood}</Button>}>
      <ul class="changes">
        {changes.map((change, i) => (
          <li key={i}>
            {change.kind !== 'order' && <>{t.value.kinds[change.stop.kind]}{change.stop.vehicle ? ` ${change.stop.vehicle.plate}` : ''}: </>}
            {change.minutes !== undefined ? `${t.value.byMinutes(change.minutes)} ` : ''}{t.value.changes[change.kind]}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
