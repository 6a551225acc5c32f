import { useState } from 'preact/hooks';
import type { BoardCar } from '../../shared/api/boards';
import { Button } from '../../shared/components/Button';
import { TextField } from '../../shared/components/Field';
import { Dialog, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { WorkshopState } from '../state/workshop';
import { t } from '../texts/texts';

/** Takes a car in: which tag hangs on its key, and who has the key. */
export function CheckInDialog({ state, car }: { state: WorkshopState; car: BoardCar }) {
  const [tag, setTag] = useState(car.keyTag ?? '');
  const [holder, setHolder] = useState(car.checkedInAt ? car.keyHolder ?? '' : t.value.keyReception);
  const send = () => void state.takeIn(car, tag.trim().toUpperCase() || null, holder.trim() || null);
  return (
    <Dialog title={t.value.checkInTitle(car.vehicle?.plate ?? '?')} closeLabel={words.value.close} onClose={() => state.open(null)}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); send(); }}>
        <TextField label={t.value.keyTag} hint={t.value.keyTagHint} capitals maxLength={12} autoComplete="off" value={tag} onInput={setTag} />
        <TextField label={t.value.keyHolder} optional={words.value.optional} maxLength={60} autoComplete="off" value={holder} onInput={setHolder} />
        <div class="row">
          {[t.value.keyReception, t.value.keyBoard, t.value.technician].map((who) => <Button key={who} pressed={holder === who} onClick={() => setHolder(who)}>{who}</Button>)}
        </div>
        {state.takeInFault.value && <Notice mood="danger">{state.takeInFault.value}</Notice>}
        <Button kind="main" submit large full icon="key" busy={state.takingIn.value}>{t.value.checkIn}</Button>
      </form>
    </Dialog>
  );
}
