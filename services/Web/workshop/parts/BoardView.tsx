import type { Board } from '../../shared/api/boards';
import { Button } from '../../shared/components/Button';
import { Notice, Pill, UndoBar } from '../../shared/components/Surface';
import { age, clock, day } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { WorkshopState } from '../state/workshop';
import { t } from '../texts/texts';
import { Arrivals } from './Arrivals';
import { Cars } from './Cars';
import { CheckInDialog } from './CheckInDialog';
import { Courtesy } from './Courtesy';
import { LaterDialog } from './LaterDialog';
import { Load } from './Load';

/** Everything that the workshop has to know, on one screen. */
export function BoardView({ state, board }: { state: WorkshopState; board: Board }) {
  const pressed = state.pressed.value;
  const untold = state.untold.value;
  return (
    <main class="board">
      <Now state={state} board={board} />
      {untold && (
        <div class="board-notice">
          <Notice mood="danger" action={<Button kind="quiet" onClick={() => state.dismiss()}>{words.value.close}</Button>}>
            {t.value.notTold(untold.plate)}{untold.why}
          </Notice>
        </div>
      )}
      <Arrivals state={state} board={board} />
      <Cars state={state} board={board} />
      <aside class="board-side stack">
        <Load loads={board.liftLoads} workshop={state.workshop.value} now={state.now.value} timeZone={board.timeZone} />
        <Courtesy trips={board.courtesyCars} fleet={board.fleet} cars={state.workshop.value?.courtesyCars ?? null} timeZone={board.timeZone} />
      </aside>
      {state.arrived.value && <CheckInDialog key={state.arrived.value.requestId} state={state} car={state.arrived.value} />}
      {state.asked.value && <LaterDialog key={state.asked.value.requestId} state={state} board={board} car={state.asked.value} />}
      {pressed && (
        <UndoBar
          text={t.value.readyTold(pressed.car.vehicle?.plate ?? '?')} undoLabel={words.value.undo} onUndo={() => state.takeBack()}
          secondsLeft={Math.max(0, Math.ceil((pressed.until - state.clock.value) / 1000))}
        />
      )}
    </main>
  );
}

/** The time, and how fresh everything else is. */
function Now({ state, board }: { state: WorkshopState; board: Board }) {
  const now = new Date(state.now.value);
  const heard = state.heardAt.value ?? state.startedAt.value;
  return (
    <header class="board-now">
      <time class="board-clock digits">{clock(now, board.timeZone)}</time>
      <div class="grow">
        <h1 class="board-day">{day(`${board.day}T12:00:00Z`, 'UTC')}</h1>
        {state.isAhead.value && <Pill mood="note" icon="info">{t.value.ahead}</Pill>}
      </div>
      {state.isLost.value
        ? <Notice mood="danger" icon="offline" title={t.value.lost(clock(new Date(heard), board.timeZone))}>{t.value.lostText}</Notice>
        : <Pill mood="good" icon="check">{t.value.heard(age((state.clock.value - heard) / 1000))}</Pill>}
    </header>
  );
}
