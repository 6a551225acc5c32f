import { useState } from 'preact/hooks';
import type { Board, BoardCar } from '../../shared/api/boards';
import { Button } from '../../shared/components/Button';
import { Field } from '../../shared/components/Field';
import { Dialog } from '../../shared/components/Surface';
import { duration } from '../../shared/texts/format';
import { instantOf, localOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { WorkshopState } from '../state/workshop';
import { t } from '../texts/texts';

const quickMinutes = [30, 60, 120, 240];

/** Asks when a car is expected to be ready. */
export function LaterDialog({ state, board, car }: { state: WorkshopState; board: Board; car: BoardCar }) {
  const [local, setLocal] = useState(() => localOf(new Date(Math.max(state.now.peek() + 3_600_000, Date.parse(car.readyAt ?? board.day))), board.timeZone));
  const at = instantOf(local, board.timeZone);
  const isAhead = at !== null && at > state.now.value;
  return (
    <Dialog title={t.value.laterTitle(car.vehicle?.plate ?? '?')} closeLabel={words.value.close} onClose={() => state.ask(null)}>
      <p>{t.value.laterText}</p>
      <div class="quick">
        {quickMinutes.map((minutes) => (
          <Button key={minutes} large onClick={() => void state.later(car, new Date(state.now.peek() + minutes * 60_000))}>{t.value.inMinutes(duration(minutes * 60))}</Button>
        ))}
      </div>
      <form class="stack narrow" onSubmit={(event) => { event.preventDefault(); if (at !== null && isAhead) void state.later(car, new Date(at)); }}>
        <Field label={t.value.laterAt} error={isAhead ? undefined : t.value.laterWrong}>
          {(attributes) => <input {...attributes} class="control" type="datetime-local" value={local} onInput={(event) => setLocal(event.currentTarget.value)} />}
        </Field>
        <Button kind="main" submit large full disabled={!isAhead}>{t.value.tell}</Button>
      </form>
    </Dialog>
  );
}
