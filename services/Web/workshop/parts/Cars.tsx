import type { Board, BoardCar } from '../../shared/api/boards';
import { Button } from '../../shared/components/Button';
import { Empty, Pill } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import type { WorkshopState } from '../state/workshop';
import { t } from '../texts/texts';
import { CarName } from './CarName';
import { Key } from './Key';

/** Cars that are here, those that leave first on top. */
export function Cars({ state, board }: { state: WorkshopState; board: Board }) {
  const here = board.cars.filter((car) => car.state === 'here' || car.state === 'ready');
  const gone = board.cars.filter((car) => car.state === 'gone').length;
  return (
    <section class="board-column" aria-labelledby="here">
      <h2 id="here">
        {t.value.here} <span class="board-count digits">{here.length}</span>
        {gone > 0 && <span class="board-gone muted">{t.value.gone(gone)}</span>}
      </h2>
      {here.length === 0 && <Empty icon="car" title={t.value.noneHere}>{t.value.noneHereText}</Empty>}
      <ol role="list" class="board-list" tabIndex={0} aria-labelledby="here">
        {here.map((car) => <CarHere key={car.requestId} state={state} car={car} timeZone={board.timeZone} />)}
      </ol>
    </section>
  );
}

function CarHere({ state, car, timeZone }: { state: WorkshopState; car: BoardCar; timeZone: string }) {
  const isPressed = state.pressed.value?.car.requestId === car.requestId;
  const isReady = car.state === 'ready' || isPressed;
  return (
    <li class={isReady ? 'board-car ready' : 'board-car'}>
      <div class="grow">
        <CarName car={car}><Standing car={car} isReady={isReady} timeZone={timeZone} /></CarName>
        <Key car={car} />
        <Leaving car={car} isReady={isReady} now={state.now.value} timeZone={timeZone} />
      </div>
      <div class="board-actions">
        {!isReady && <Button kind="main" large icon="check" title={`${t.value.ready}: ${car.vehicle?.plate ?? ''}`} onClick={() => state.ready(car)}>{t.value.ready}</Button>}
        <Button large icon="clock" title={`${t.value.later}: ${car.vehicle?.plate ?? ''}`} onClick={() => state.ask(car)}>{t.value.later}</Button>
        <Button kind="quiet" icon="key" title={`${car.checkedInAt ? t.value.keyTag : t.value.checkIn}: ${car.vehicle?.plate ?? ''}`} onClick={() => state.open(car)}>{car.checkedInAt ? t.value.keyTag : t.value.checkIn}</Button>
      </div>
    </li>
  );
}

function Standing({ car, isReady, timeZone }: { car: BoardCar; isReady: boolean; timeZone: string }) {
  if (isReady) return <Pill mood="good" icon="check">{car.state === 'ready' && car.readyAt ? t.value.readySince(clock(car.readyAt, timeZone)) : t.value.ready}</Pill>;
  if (car.readyAt) return <Pill mood="note" icon="clock">{t.value.expectedAt(clock(car.readyAt, timeZone))}</Pill>;
  return <Pill>{car.arrivesAt ? t.value.inAt(clock(car.arrivesAt, timeZone)) : t.value.fromBefore}</Pill>;
}

/** Soon is what a car that is not ready has to hurry for. */
const soonMilliseconds = 30 * 60_000;

function Leaving({ car, isReady, now, timeZone }: { car: BoardCar; isReady: boolean; now: number; timeZone: string }) {
  if (car.returnUnserved) return <Pill mood="danger" icon="alert">{t.value.returnUnserved}</Pill>;
  if (!car.leavesAt) return <p class="muted">{t.value.noReturn}</p>;
  const text = t.value.goesAt(clock(car.leavesAt, timeZone), car.leavesWith ?? '');
  const isPressing = !isReady && Date.parse(car.leavesAt) - now < soonMilliseconds;
  return isPressing ? <Pill mood="caution" icon="alert">{text}, {t.value.notReadyYet}</Pill> : <p>{text}</p>;
}
