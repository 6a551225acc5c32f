import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Dialog, Notice } from '../../shared/components/Surface';
import { Thread, type Written } from '../../shared/components/Thread';
import { words } from '../../shared/texts/words';
import type { Drive } from '../state/drive';
import { t } from '../texts/texts';

/** What the dispatcher has written that was not read yet. */
export function Unread({ drive, onOpen }: { drive: Drive; onOpen: () => void }) {
  const last = drive.messages.unread.value.at(-1);
  if (!last) return null;
  return <Notice icon="message" title={t.value.dispatcherWrote} action={<Button kind="quiet" onClick={onOpen}>{t.value.answer}</Button>}>{last.text}</Notice>;
}

/** What the driver and the dispatchers write to one another. */
export function Messages({ drive, onClose }: { drive: Drive; onClose: () => void }) {
  const { messages } = drive;
  const sent = messages.list.value;
  useEffect(() => { messages.read(); }, [sent]);
  const written: Written[] = [
    ...sent.map((each) => ({ id: each.writtenId, isOwn: !each.by, from: each.by ?? t.value.you, text: each.text, at: each.at })),
    ...messages.unsent.value.filter((each) => !sent.some((known) => known.writtenId === each.eventId))
      .map((each) => ({ id: each.eventId, isOwn: true, from: t.value.you, text: each.text, at: each.at, state: each.refusal ?? t.value.notSentYet })),
  ];
  return (
    <Dialog title={t.value.messages} closeLabel={words.value.close} onClose={onClose}>
      <Thread label={t.value.writeToDispatcher} messages={written} timeZone={drive.sheet.value?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        onSend={async (text) => { await messages.write(text, t.value.messageRecord); return null; }} />
    </Dialog>
  );
}
