import type { CourtesyTrip } from '../../shared/api/boards';
import type { LentCar } from '../../shared/api/fleet';
import { Pill, Plate } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { isOut } from '../state/fleet';
import { t } from '../texts/texts';

/** Courtesy cars that go out, are out, or come back: which, until when. */
export function Courtesy({ trips, fleet, cars, timeZone }: { trips: readonly CourtesyTrip[]; fleet: readonly LentCar[]; cars: number | null; timeZone: string }) {
  const out = fleet.length > 0 ? fleet.filter(isOut).length : trips.filter((trip) => trip.state === 'out').length;
  const of = fleet.length > 0 ? fleet.length : cars;
  const late = fleet.filter((car) => car.isLate);
  return (
    <section class="board-panel" aria-labelledby="courtesy">
      <h2 id="courtesy">{t.value.courtesy} <span class="board-count digits">{of === null ? t.value.courtesyOut(out) : t.value.courtesyOf(out, of)}</span></h2>
      {late.map((car) => <Pill key={car.courtesyCarId} mood="danger" icon="alert">{car.vehicle.plate} {t.value.fleetLate(clock(car.dueBackAt ?? '', timeZone))}</Pill>)}
      {trips.length === 0 ? <p class="muted">{t.value.courtesyNone}</p> : (
        <ul role="list" class="courtesy">
          {trips.map((trip) => (
            <li key={trip.requestId} class={trip.state === 'back' ? 'ends muted' : 'ends'}>
              <span class="row narrow">{trip.courtesyPlate && <Plate>{trip.courtesyPlate}</Plate>}{trip.plate && <span class="row narrow">{t.value.courtesyFor} <Plate>{trip.plate}</Plate></span>}</span>
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
