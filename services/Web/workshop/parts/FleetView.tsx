import type { LentCar } from '../../shared/api/fleet';
import { Button } from '../../shared/components/Button';
import { Card, Empty, Notice, Pill, Plate, type Mood } from '../../shared/components/Surface';
import type { IconName } from '../../shared/icons/icons';
import { clock, day, dayKey } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { isOut, lacksContract, whereabouts, type FleetState, type Whereabouts } from '../state/fleet';
import { t } from '../texts/texts';
import { FleetDialogs } from './FleetDialogs';

const looks: Record<Whereabouts, { mood: Mood; icon: IconName }> = {
  late: { mood: 'danger', icon: 'alert' }, out: { mood: 'note', icon: 'route' }, kept: { mood: 'note', icon: 'lock' },
  goes: { mood: 'note', icon: 'clock' }, here: { mood: 'good', icon: 'check' }, away: { mood: 'plain', icon: 'wrench' },
};

/** The workshop's courtesy cars: where each one is, until when, and what is to be said of it. */
export function FleetView({ fleet, timeZone }: { fleet: FleetState; timeZone: string }) {
  const cars = fleet.cars.value;
  const add = <Button icon="add" kind={cars.length === 0 ? 'main' : 'plain'} onClick={() => fleet.ask({ what: 'new' })}>{t.value.fleetAdd}</Button>;
  return (
    <main class="desk">
      <div class="ends"><h1>{t.value.courtesy}</h1>{cars.length > 0 && add}</div>
      {fleet.failure.value && !fleet.asked.value && <Notice mood="danger">{fleet.failure.value}</Notice>}
      {cars.length === 0
        ? <Empty icon="car" title={t.value.fleetNone} action={add}>{t.value.fleetNoneText}</Empty>
        : <Card flush><ul role="list" class="fleet">{cars.map((car) => <Lent key={car.courtesyCarId} fleet={fleet} car={car} timeZone={timeZone} />)}</ul></Card>}
      <FleetDialogs fleet={fleet} timeZone={timeZone} />
    </main>
  );
}

function Lent({ fleet, car, timeZone }: { fleet: FleetState; car: LentCar; timeZone: string }) {
  const { vehicle, loan } = car;
  const where = whereabouts(car);
  const unsigned = lacksContract(car);
  const named = (label: string) => `${label}: ${vehicle.plate}`;
  return (
    <li class="fleet-car">
      <div class="grow stack narrow">
        <div class="row narrow">
          <Plate>{vehicle.plate}</Plate>
          <span class="strong">{[vehicle.make, vehicle.model].filter(Boolean).join(' ')}</span>
          {car.class && <Pill>{car.class}</Pill>}
          <Pill>{words.value.gearboxes[vehicle.gearbox]}</Pill>
          <Pill>{words.value.drives[vehicle.drive]}</Pill>
          {vehicle.energyPercent != null && <Pill icon={vehicle.drive === 'electric' ? 'battery' : 'fuel'}>{vehicle.energyPercent} %</Pill>}
        </div>
        <div class="row narrow">
          <Pill {...looks[where]}>{told(car, where, timeZone)}</Pill>
          {car.forPlate && where !== 'here' && <span class="row narrow">{t.value.courtesyFor} <Plate>{car.forPlate}</Plate></span>}
          {unsigned && <Pill mood="caution" icon="pen">{t.value.fleetUnsigned}</Pill>}
          {!unsigned && loan?.contractSignedAt && !loan.backAt && <Pill mood="good" icon="pen">{t.value.fleetSigned}</Pill>}
        </div>
        {loan?.mileageOutKm != null && <p class="muted small digits">{t.value.fleetMileage(loan.mileageOutKm, loan.mileageInKm ?? null)}</p>}
      </div>
      <div class="row narrow">
        {unsigned && <Button icon="pen" title={named(t.value.fleetSign)} busy={fleet.sending.value} onClick={() => void fleet.signed(car)}>{t.value.fleetSign}</Button>}
        {isOut(car) && <Button kind="main" icon="check" title={named(t.value.fleetBack)} onClick={() => fleet.ask({ what: 'back', car })}>{t.value.fleetBack}</Button>}
        {isOut(car) && <Button icon="clock" title={named(t.value.fleetDue)} onClick={() => fleet.ask({ what: 'due', car })}>{t.value.fleetDue}</Button>}
        {where === 'kept' && <Button title={named(t.value.fleetFree)} busy={fleet.sending.value} onClick={() => void fleet.free(car)}>{t.value.fleetFree}</Button>}
        {where === 'here' && <Button icon="key" title={named(t.value.fleetLend)} onClick={() => fleet.ask({ what: 'lend', car })}>{t.value.fleetLend}</Button>}
        <Button kind="quiet" icon="settings" title={named(t.value.fleetChange)} onClick={() => fleet.ask({ what: 'change', car })}>{t.value.fleetChange}</Button>
      </div>
    </li>
  );
}

function told(car: LentCar, where: Whereabouts, timeZone: string): string {
  const at = (time: string) => (dayKey(time, timeZone) === dayKey(new Date(), timeZone) ? clock(time, timeZone) : `${day(time, timeZone)}, ${clock(time, timeZone)}`);
  switch (where) {
    case 'late': return t.value.fleetLate(at(car.dueBackAt ?? ''));
    case 'out': return car.dueBackAt ? t.value.courtesyDue(at(car.dueBackAt)) : t.value.fleetOpen;
    case 'goes': return t.value.fleetGoes(at(car.goesAt ?? ''));
    case 'kept': return car.goesAt ? `${t.value.fleetWhere.kept}, ${t.value.fleetGoes(at(car.goesAt))}` : t.value.fleetWhere.kept;
    default: return t.value.fleetWhere[where];
  }
}
