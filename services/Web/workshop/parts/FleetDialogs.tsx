import { useState } from 'preact/hooks';
import type { LentCar, Vehicle } from '../../shared/api/fleet';
import { Button } from '../../shared/components/Button';
import { Check, Field, Segments, Select, TextField } from '../../shared/components/Field';
import { Dialog, Notice } from '../../shared/components/Surface';
import { instantOf, localOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { FleetState } from '../state/fleet';
import { t } from '../texts/texts';

/** What is asked about a courtesy car. */
export function FleetDialogs({ fleet, timeZone }: { fleet: FleetState; timeZone: string }) {
  const asked = fleet.asked.value;
  if (!asked) return null;
  if (asked.what === 'new') return <CarDialog fleet={fleet} car={null} />;
  const key = `${asked.what} ${asked.car.courtesyCarId}`;
  switch (asked.what) {
    case 'change': return <CarDialog key={key} fleet={fleet} car={asked.car} />;
    case 'back': return <BackDialog key={key} fleet={fleet} car={asked.car} />;
    default: return <LendDialog key={key} fleet={fleet} car={asked.car} timeZone={timeZone} isOut={asked.what === 'due'} />;
  }
}

const numberOf = (text: string): number | null => (/^[0-9]{1,7}$/.test(text.trim()) ? Number(text) : null);
const isPercent = (text: string): boolean => text.trim() === '' || (numberOf(text) ?? 101) <= 100;
const isMileage = (text: string): boolean => text.trim() === '' || numberOf(text) !== null;

function Send({ fleet, label, disabled }: { fleet: FleetState; label: string; disabled?: boolean }) {
  return (
    <>
      {fleet.failure.value && fleet.faults.value.size === 0 && <Notice mood="danger">{fleet.failure.value}</Notice>}
      <Button kind="main" submit large full busy={fleet.sending.value} disabled={disabled ?? false}>{label}</Button>
    </>
  );
}

function CarDialog({ fleet, car }: { fleet: FleetState; car: LentCar | null }) {
  const known = car?.vehicle;
  const [told, setTold] = useState({
    plate: known?.plate ?? '', make: known?.make ?? '', model: known?.model ?? '', colour: known?.colour ?? '', size: car?.class ?? '',
    gearbox: known?.gearbox ?? 'manual', drive: known?.drive ?? 'petrol', energy: known?.energyPercent == null ? '' : String(known.energyPercent), inService: car?.inService ?? true,
  });
  const [tried, setTried] = useState(false);
  const set = (change: Partial<typeof told>) => setTold({ ...told, ...change });
  const faults = fleet.faults.value;
  const error = (field: string, mine?: string | false) => faults.get(field) ?? (tried && mine ? mine : undefined);
  const isWhole = told.plate.trim() !== '' && isPercent(told.energy);
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!isWhole) return;
    void fleet.tell({
      plate: told.plate.trim().toUpperCase(), make: told.make.trim() || null, model: told.model.trim() || null, colour: told.colour.trim() || null, class: told.size.trim() || null,
      gearbox: told.gearbox, drive: told.drive, energyPercent: numberOf(told.energy), inService: told.inService,
      licenceClass: known?.licenceClass ?? null, value: known?.value ?? null, insuredUntil: known?.insuredUntil ?? null, inspectedUntil: known?.inspectedUntil ?? null,
    }, car);
  };
  const { optional } = words.value;
  return (
    <Dialog title={car ? t.value.fleetChangeTitle(car.vehicle.plate) : t.value.fleetAdd} closeLabel={words.value.close} onClose={() => fleet.ask(null)}>
      <form class="stack" onSubmit={send}>
        <TextField label={t.value.plate} capitals maxLength={20} autoComplete="off" value={told.plate} onInput={(plate) => set({ plate })} error={error('plate', told.plate.trim() === '' && t.value.fleetPlateMissing)} />
        <div class="pair">
          <TextField label={t.value.make} optional={optional} maxLength={60} value={told.make} onInput={(make) => set({ make })} />
          <TextField label={t.value.model} optional={optional} maxLength={60} value={told.model} onInput={(model) => set({ model })} />
        </div>
        <div class="pair">
          <TextField label={t.value.fleetClass} optional={optional} maxLength={40} value={told.size} onInput={(size) => set({ size })} error={error('class')} />
          <TextField label={t.value.fleetEnergy} optional={optional} inputMode="numeric" maxLength={3} value={told.energy} onInput={(energy) => set({ energy })} error={error('energyPercent', !isPercent(told.energy) && t.value.fleetPercentWrong)} />
        </div>
        <Segments label={t.value.fleetGearbox} value={told.gearbox} onChange={(gearbox) => set({ gearbox })}
          options={(['manual', 'automatic'] as const).map((value) => ({ value, label: words.value.gearboxes[value] }))} />
        <Select label={t.value.fleetDrive} value={told.drive} onChange={(drive) => set({ drive })}
          options={(['petrol', 'diesel', 'hybrid', 'electric'] as const satisfies readonly Vehicle['drive'][]).map((value) => ({ value, label: words.value.drives[value] }))} />
        <Check label={t.value.fleetInService} hint={t.value.fleetInServiceHint} checked={told.inService} onChange={(inService) => set({ inService })} />
        <Send fleet={fleet} label={car ? t.value.fleetSave : t.value.fleetAdd} />
      </form>
    </Dialog>
  );
}

/** Lends a car at the desk, or says when one that is out comes back. */
function LendDialog({ fleet, car, timeZone, isOut }: { fleet: FleetState; car: LentCar; timeZone: string; isOut: boolean }) {
  const [local, setLocal] = useState(() => localOf(new Date(Math.max(Date.now() + 3_600_000, Date.parse(car.dueBackAt ?? '') || 0)), timeZone));
  const [mileage, setMileage] = useState('');
  const [energy, setEnergy] = useState(car.vehicle.energyPercent == null ? '' : String(car.vehicle.energyPercent));
  const [isSigned, setSigned] = useState(true);
  const at = instantOf(local, timeZone);
  const isAhead = at !== null && at > Date.now();
  const isWhole = isAhead && isMileage(mileage) && isPercent(energy);
  const send = (event: Event) => {
    event.preventDefault();
    if (!isWhole) return;
    if (isOut) void fleet.due(car, new Date(at));
    else void fleet.lend(car, new Date(at), numberOf(mileage), numberOf(energy), isSigned);
  };
  return (
    <Dialog title={isOut ? t.value.fleetDueTitle(car.vehicle.plate) : t.value.fleetLendTitle(car.vehicle.plate)} closeLabel={words.value.close} onClose={() => fleet.ask(null)}>
      <form class="stack" onSubmit={send}>
        <p class="muted">{isOut ? t.value.fleetDueText : t.value.fleetLendText}</p>
        <Field label={t.value.fleetDueAt} error={isAhead ? fleet.faults.value.get('dueBack') : t.value.laterWrong}>
          {(attributes) => <input {...attributes} class="control" type="datetime-local" value={local} onInput={(event) => setLocal(event.currentTarget.value)} />}
        </Field>
        {!isOut && (
          <>
            <div class="pair"><Odometer label={t.value.fleetMileageOut} value={mileage} onInput={setMileage} /><Energy value={energy} onInput={setEnergy} /></div>
            <Check label={t.value.fleetSigned} checked={isSigned} onChange={setSigned} />
          </>
        )}
        <Send fleet={fleet} label={isOut ? t.value.tell : t.value.fleetLend} disabled={!isWhole} />
      </form>
    </Dialog>
  );
}

function BackDialog({ fleet, car }: { fleet: FleetState; car: LentCar }) {
  const [mileage, setMileage] = useState('');
  const [energy, setEnergy] = useState('');
  const isWhole = isMileage(mileage) && isPercent(energy);
  return (
    <Dialog title={t.value.fleetBackTitle(car.vehicle.plate)} closeLabel={words.value.close} onClose={() => fleet.ask(null)}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); if (isWhole) void fleet.back(car, numberOf(mileage), numberOf(energy)); }}>
        {car.loan?.mileageOutKm != null && <p class="muted digits">{t.value.fleetMileage(car.loan.mileageOutKm, null)}</p>}
        <div class="pair"><Odometer label={t.value.fleetMileageIn} value={mileage} onInput={setMileage} /><Energy value={energy} onInput={setEnergy} /></div>
        <Send fleet={fleet} label={t.value.fleetBack} disabled={!isWhole} />
      </form>
    </Dialog>
  );
}

function Odometer({ label, value, onInput }: { label: string; value: string; onInput: (text: string) => void }) {
  return <TextField label={label} optional={words.value.optional} inputMode="numeric" maxLength={7} autoComplete="off" value={value} onInput={onInput} error={isMileage(value) ? undefined : t.value.fleetMileageWrong} />;
}

function Energy({ value, onInput }: { value: string; onInput: (text: string) => void }) {
  return <TextField label={t.value.fleetEnergy} optional={words.value.optional} inputMode="numeric" maxLength={3} autoComplete="off" value={value} onInput={onInput} error={isPercent(value) ? undefined : t.value.fleetPercentWrong} />;
}
