import { Check, Segments, TextField } from '../../shared/components/Field';
import { Card } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Booking, CarTold } from '../state/booking';
import { t } from '../texts/texts';

/** Which car it is, and what its driver must be able to handle. */
export function CarPart({ booking, faults }: { booking: Booking; faults: ReadonlyMap<string, string> }) {
  const car = booking.car.value;
  const set = (part: Partial<CarTold>) => { booking.car.value = { ...booking.car.value, ...part }; };
  return (
    <Card>
      <TextField label={t.value.plate} capitals required maxLength={20} autoComplete="off" value={car.plate} onInput={(plate) => set({ plate })} error={faults.get('vehicle.plate')} />
      <div class="pair">
        <TextField label={t.value.make} optional={words.value.optional} maxLength={60} value={car.make} onInput={(make) => set({ make })} />
        <TextField label={t.value.model} optional={words.value.optional} maxLength={60} value={car.model} onInput={(model) => set({ model })} />
      </div>
      <TextField label={t.value.colour} optional={words.value.optional} maxLength={60} value={car.colour} onInput={(colour) => set({ colour })} />
      <Segments label={t.value.gearbox} value={car.gearbox} onChange={(gearbox) => set({ gearbox })}
        options={(['manual', 'automatic'] as const).map((value) => ({ value, label: words.value.gearboxes[value] }))} />
      <Segments label={t.value.drive} value={car.drive} onChange={(drive) => set({ drive })}
        options={(['petrol', 'diesel', 'hybrid', 'electric'] as const).map((value) => ({ value, label: words.value.drives[value] }))} />
      <TextField label={car.drive === 'electric' ? t.value.charge : t.value.fuelLeft} optional={words.value.optional} inputMode="numeric" maxLength={3} value={car.energy} onInput={(energy) => set({ energy })} error={faults.get('vehicle.energyPercent')} />
      {car.drive === 'electric' && (
        <TextField label={t.value.range} hint={t.value.rangeHint} optional={words.value.optional} inputMode="numeric" maxLength={4} value={car.range} onInput={(range) => set({ range })} error={faults.get('vehicle.rangeKm')} />
      )}
      <Check label={t.value.cannotMove} hint={t.value.cannotMoveHint} checked={car.cannotBeDriven} onChange={(cannotBeDriven) => set({ cannotBeDriven })} />
      <div class="pair">
        <TextField label={t.value.insuredUntil} type="date" optional={words.value.optional} value={car.insuredUntil} onInput={(insuredUntil) => set({ insuredUntil })} error={faults.get('vehicle.insuredUntil')} />
        <TextField label={t.value.inspectedUntil} type="date" optional={words.value.optional} value={car.inspectedUntil} onInput={(inspectedUntil) => set({ inspectedUntil })} error={faults.get('vehicle.inspectedUntil')} />
      </div>
      <div class="pair">
        <TextField label={t.value.licence} hint={t.value.licenceHint} capitals optional={words.value.optional} maxLength={10} autoComplete="off" value={car.licenceClass} onInput={(licenceClass) => set({ licenceClass })} error={faults.get('vehicle.licenceClass')} />
        <TextField label={t.value.worth} hint={t.value.worthHint} optional={words.value.optional} inputMode="numeric" maxLength={13} autoComplete="off" value={car.value} onInput={(value) => set({ value })} error={faults.get('vehicle.value')} />
      </div>
    </Card>
  );
}
