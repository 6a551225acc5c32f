import { useEffect, useState } from 'preact/hooks';
import type { Slot } from '../../shared/api/intake';
import { Button } from '../../shared/components/Button';
import { Card, Dialog, Loading, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import { SlotChoices } from '../parts/SlotChoices';
import type { Stage, Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** While nobody has left for the car, its customer may still wish another time. */
const mayChange: readonly Stage[] = ['requested', 'scheduled', 'unserved', 'failed'];
/** With the driver at the door it is said to the driver; a car that is ready is on its way back anyway. */
const mayCancel: readonly Stage[] = [...mayChange, 'placeAsked', 'onTheWay', 'collected', 'atWorkshop'];

/** Another time, or not at all: what that means goes by how far it has come. */
export function Changes({ tracking, stage }: { tracking: Tracking; stage: Stage }) {
  const [asked, ask] = useState<'time' | 'cancel' | null>(null);
  const request = tracking.request.value;
  const cancelCase = mayCancel.includes(stage) ? request?.cancelCase ?? null : null;
  if (!mayChange.includes(stage) && !cancelCase) return null;
  const cancelling = cancelCase ? t.value.cancelling[cancelCase] : null;
  // Asked for already: the car is on its way to the workshop, or waits there for its driver.
  if (cancelCase === 'bringBack' && request?.wish.return && request.wish.workMinutes === 0) return <Notice>{t.value.bringingBack}</Notice>;
  const close = () => { tracking.fault.value = null; ask(null); };
  return (
    <Card title={t.value.changeTitle}>
      {tracking.saved.value && <Notice mood="good">{t.value.saved}</Notice>}
      <div class="row">
        {mayChange.includes(stage) && request?.wish.collection && <Button icon="calendar" onClick={() => ask('time')}>{t.value.changeWhen}</Button>}
        {cancelling && <Button kind="quiet" icon="trash" onClick={() => ask('cancel')}>{cancelling.button}</Button>}
      </div>
      {asked === 'time' && <AnotherTime tracking={tracking} onClose={close} />}
      {asked === 'cancel' && cancelling && (
        <Dialog title={cancelling.question} closeLabel={words.value.close} onClose={close} footer={<>
          <Button onClick={close}>{t.value.keep}</Button>
          <Button kind="danger" busy={tracking.sending.value} onClick={() => void tracking.cancel().then((done) => { if (done) close(); })}>{cancelling.yes}</Button>
        </>}>
          <p>{cancelling.text}</p>
          {tracking.fault.value && <Notice mood="danger">{tracking.fault.value.message}</Notice>}
        </Dialog>
      )}
    </Card>
  );
}

function AnotherTime({ tracking, onClose }: { tracking: Tracking; onClose: () => void }) {
  const [slots, setSlots] = useState<readonly Slot[] | 'away' | null>(null);
  const [chosen, setChosen] = useState<Slot | 'any' | null>(null);
  const timeZone = tracking.request.value?.workshop?.timeZone ?? 'UTC';
  const look = () => {
    setSlots(null);
    tracking.slots().then((answer) => setSlots(answer.slots), () => setSlots('away'));
  };
  useEffect(look, []);

  const save = async () => {
    if (chosen && await tracking.change({ windows: chosen === 'any' ? [] : [chosen.window] })) onClose();
  };
  return (
    <Dialog title={t.value.whenTitle} closeLabel={words.value.close} onClose={onClose} footer={<>
      <Button onClick={onClose}>{t.value.keep}</Button>
      <Button kind="main" disabled={!chosen} busy={tracking.sending.value} onClick={() => void save()}>{t.value.save}</Button>
    </>}>
      {slots === null && <Loading label={t.value.looking} shown />}
      {slots === 'away' && <Notice mood="caution" action={<Button kind="quiet" icon="refresh" onClick={look}>{words.value.tryAgain}</Button>}>{words.value.offline}</Notice>}
      {slots !== null && slots !== 'away' && slots.length === 0 && <Notice mood="caution">{t.value.noSlots}</Notice>}
      {slots !== null && slots !== 'away' && slots.length > 0 && (
        <SlotChoices slots={slots} chosen={chosen} timeZone={timeZone} onChoose={setChosen}
          any={<div><p class="strong">{t.value.anyTime}</p><p class="muted small">{t.value.anyTimeText}</p></div>} />
      )}
      {tracking.fault.value && <Notice mood="danger">{tracking.fault.value.message}</Notice>}
    </Dialog>
  );
}
