import type { Board, BoardCar } from '../../shared/api/boards';
import { Button } from '../../shared/components/Button';
import { Empty, Pill } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import type { WorkshopState } from '../state/workshop';
import { t } from '../texts/texts';
import { CarName } from './CarName';

/** Beyond so many minutes the hour says more than the wait does. */
const mostMinutes = 90;

/** What comes, the next first. */
export function Arrivals({ state, board }: { state: WorkshopState; board: Board }) {
  const coming = board.cars.filter((car) => car.state === 'coming' || car.state === 'expected');
  const lost = board.cars.filter((car) => car.state === 'notComing');
  return (
    <section class="board-column" aria-labelledby="arriving">
      <h2 id="arriving">{t.value.arriving} <span class="board-count digits">{coming.length}</span></h2>
      {coming.length === 0 && <Empty icon="check" title={t.value.noArrivals}>{t.value.noArrivalsText}</Empty>}
      <ol role="list" class="board-list" tabIndex={0} aria-labelledby="arriving">
        {coming.map((car) => <Arrival key={car.requestId} state={state} car={car} timeZone={board.timeZone} />)}
        {lost.map((car) => (
          <li key={car.requestId} class="board-car">
            <div class="board-when"><Pill mood="danger" icon="alert">{t.value.notComing}</Pill></div>
            <div class="grow"><CarName car={car} /><p class="muted">{t.value.notComingText}</p></div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Arrival({ state, car, timeZone }: { state: WorkshopState; car: BoardCar; timeZone: string }) {
  const now = state.now.value;
  const minutes = car.arrivesAt ? Math.round((Date.parse(car.arrivesAt) - now) / 60_000) : null;
  const isNear = minutes !== null && minutes <= mostMinutes;
  return (
    <li class={car.state === 'coming' ? 'board-car coming' : 'board-car'}>
      <div class="board-when digits">
        {minutes === null ? '–' : isNear
          ? <>{minutes > 0 ? <strong>{minutes}<small> min</small></strong> : <strong class="word">{t.value.now}</strong>}<span>{clock(car.arrivesAt!, timeZone)}</span></>
          : <strong class="hour">{clock(car.arrivesAt!, timeZone)}</strong>}
      </div>
      <div class="grow">
        <CarName car={car}>
          {car.state === 'coming' && <Pill mood="note" icon="car">{t.value.onTheWay}</Pill>}
          {car.arrivesWith && <span class="muted">{t.value.brings(car.arrivesWith)}</span>}
        </CarName>
      </div>
      {car.state === 'coming' && (
        <div class="board-actions"><Button large icon="key" title={`${t.value.checkIn}: ${car.vehicle?.plate ?? ''}`} onClick={() => state.open(car)}>{t.value.checkIn}</Button></div>
      )}
    </li>
  );
}
