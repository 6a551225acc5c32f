import { useEffect, useState } from 'preact/hooks';
import type { Slot } from '../../shared/api/intake';
import { Button } from '../../shared/components/Button';
import { Card, Loading, Notice } from '../../shared/components/Surface';
import { capital, day, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { SlotChoices } from '../parts/SlotChoices';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** When the car is brought back. Once it is ready, or stays overnight, and nothing was chosen, the windows are there to choose from at once. */
export function ReturnCard({ tracking }: { tracking: Tracking }) {
  const request = tracking.request.value;
  const wished = request?.wish.return ? request.wish.returnWindows[0] : undefined;
  const timeZone = request?.workshop?.timeZone ?? 'UTC';
  const isKept = Boolean(request?.readyAt) && !request?.isReady && day(request?.readyAt ?? '', timeZone) !== day(new Date().toISOString(), timeZone);
  const [open, setOpen] = useState((request?.isReady === true || isKept) && request?.wish.return === true && !wished);
  if (!request) return null;
  const isReady = request.isReady;
  return (
    <Card title={open || isReady ? t.value.returnTitle : t.value.changeReturn}>
      {open ? <Windows tracking={tracking} timeZone={timeZone} onClose={() => setOpen(false)} /> : (
        <>
          {tracking.saved.value && wished && <Notice mood="good">{t.value.saved}</Notice>}
          <p>{!request.wish.return ? t.value.returnNone : wished ? `${capital(day(wished.from, timeZone))}, ${span(wished, timeZone)}` : t.value.returnAny}</p>
          {request.wish.returnPlace?.address && <p class="muted small">{request.wish.returnPlace.address}</p>}
          <div><Button kind={isReady && !wished ? 'main' : 'plain'} icon="calendar" onClick={() => setOpen(true)}>{wished ? t.value.changeWhen : t.value.returnChoose}</Button></div>
        </>
      )}
    </Card>
  );
}

function Windows({ tracking, timeZone, onClose }: { tracking: Tracking; timeZone: string; onClose: () => void }) {
  const [slots, setSlots] = useState<readonly Slot[] | 'away' | null>(null);
  const [chosen, setChosen] = useState<Slot | 'any' | null>(null);
  const move = tracking.move.value;
  const promised = move?.kind === 'return' ? move.window : null;
  const look = () => {
    setSlots(null);
    tracking.slots().then((answer) => setSlots(answer.slots), () => setSlots('away'));
  };
  useEffect(look, []);

  const save = async () => {
    // Whoever keeps the promise has chosen it: nobody reminds them.
    const window = chosen === 'any' ? promised : chosen?.window;
    if (await tracking.change({ return: true, returnWindows: window ? [window] : [] })) onClose();
  };
  return (
    <>
      {slots === null && <Loading label={t.value.looking} shown />}
      {slots === 'away' && <Notice mood="caution" action={<Button kind="quiet" icon="refresh" onClick={look}>{words.value.tryAgain}</Button>}>{words.value.offline}</Notice>}
      {slots !== null && slots !== 'away' && (
        <SlotChoices slots={slots} chosen={chosen} timeZone={timeZone} onChoose={setChosen}
          any={<p class="strong">{promised ? t.value.returnKeep(`${capital(day(promised.from, timeZone))}, ${span(promised, timeZone)}`) : t.value.returnAny}</p>} />
      )}
      {tracking.fault.value && <Notice mood="danger">{tracking.fault.value.message}</Notice>}
      <div class="row">
        <Button kind="main" large disabled={!chosen} busy={tracking.sending.value} onClick={() => void save()}>{t.value.returnSave}</Button>
        <Button kind="quiet" onClick={onClose}>{t.value.notNow}</Button>
      </div>
    </>
  );
}
