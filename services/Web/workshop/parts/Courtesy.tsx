import type { CourtesyTrip } from '../../shared/api/boards';
import { Plate } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { t } from '../texts/texts';

/** Courtesy cars that have left or are to leave. */
export function Courtesy({ trips, cars, timeZone }: { trips: readonly CourtesyTrip[]; cars: number | null; timeZone: string }) {
  const out = trips.filter((trip) => trip.isOut).length;
  return (
    <section class="board-panel" aria-labelledby="courtesy">
      <h2 id="courtesy">{t.value.courtesy} <span class="board-count digits">{cars === null ? t.value.courtesyOut(out) : t.value.courtesyOf(out, cars)}</span></h2>
      {trips.length === 0 ? <p class="muted">{t.value.courtesyNone}</p> : (
        <ul role="list" class="courtesy">
          {trips.map((trip) => (
            <li key={trip.requestId} class={trip.isOut ? 'ends muted' : 'ends'}>
              <span>{trip.plate && <Plate>{trip.plate}</Plate>}</span>
              <span class="digits">{trip.isOut ? t.value.out : clock(trip.leavesAt, timeZone)} {t.value.brings(trip.driverName)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
