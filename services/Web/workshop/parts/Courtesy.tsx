import type { CourtesyTrip } from '../../shared/api/boards';
import { Plate } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { t } from '../texts/texts';

/** Courtesy cars that go out, are out, or come back: which, until when. */
export function Courtesy({ trips, cars, timeZone }: { trips: readonly CourtesyTrip[]; cars: number | null; timeZone: string }) {
  const out = trips.filter((trip) => trip.state === 'out').length;
  return (
    <section class="board-panel" aria-labelledby="courtesy">
      <h2 id="courtesy">{t.value.courtesy} <span class="board-count digits">{cars === null ? t.value.courtesyOut(out) : t.value.courtesyOf(out, cars)}</span></h2>
      {trips.length === 0 ? <p class="muted">{t.value.courtesyNone}</p> : (
        <ul role="list" class="courtesy">
          {trips.map((trip) => (
            <li key={trip.requestId} class={trip.state === 'back' ? 'ends muted' : 'ends'}>
              <span>{trip.plate && <span class="row narrow">{t.value.courtesyFor} <Plate>{trip.plate}</Plate></span>}</span>
              <span class="digits">{told(trip, timeZone)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function told(trip: CourtesyTrip, timeZone: string): string {
  const at = (time: string | null) => (time ? clock(time, timeZone) : '');
  switch (trip.state) {
    case 'waiting': return t.value.courtesyGoes(at(trip.leavesAt), trip.driverName ?? '');
    case 'out': return trip.dueBackAt ? t.value.courtesyDue(at(trip.dueBackAt)) : t.value.courtesyOpen;
    case 'back': return t.value.courtesyBack(at(trip.dueBackAt));
  }
}
