import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Check, Field, Select, TextField } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import { languageNames, languages } from '../../shared/state/language';
import { words } from '../../shared/texts/words';
import type { AppointmentMissing, AskingState } from '../state/asking';
import { t } from '../texts/texts';

const missingText = (): Record<AppointmentMissing, string> => ({
  plate: t.value.plateMissing, hours: t.value.hoursWrong, name: t.value.nameMissing, reach: t.value.reachMissing,
  lift: t.value.liftMissing, past: t.value.laterWrong, deadline: t.value.deadlineWrong,
});

/** Fields that are shown with what is wrong with them; what is said of others stands below. */
const shown = ['workOrder', 'vehicle.plate', 'vehicle.make', 'vehicle.model', 'workMinutes', 'contact.name', 'contact.phone', 'contact.email', 'liftFrom', 'holdUntil'];

/** The appointment as the workshop knows it: all but the place. */
export function AskForm({ asking, timeZone }: { asking: AskingState; timeZone: string }) {
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const told = asking.appointment.value;
  const missing = asking.missing();
  const faults = new Map([
    ...asking.faults.value,
    ...(tried ? [...missing].map(([field, what]) => [field, missingText()[what]] as const) : []),
  ]);
  const elsewhere = [...asking.faults.value].filter(([field]) => !shown.includes(field)).map(([, text]) => text);
  // What is wrong is gone to, also when it was the service that found it.
  useEffect(() => { form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); }, [asking.faults.value]);
  useEffect(() => { setTried(false); }, [asking.sent.value]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (missing.size === 0) return void asking.send();
    setTried(true);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const local = (label: string, value: string, field: 'liftFrom' | 'holdUntil', optional?: string) => (
    <Field label={label} error={faults.get(field)} {...(optional ? { optional } : {})}>
      {(attributes) => <input {...attributes} class="control" type="datetime-local" value={value} onInput={(event) => asking.set({ [field]: event.currentTarget.value })} />}
    </Field>
  );
  return (
    <form ref={form} class="stack" noValidate onSubmit={submit}>
      <Card title={t.value.appointment}>
        <div class="pair">
          <TextField label={t.value.plate} capitals required maxLength={20} autoComplete="off" value={told.plate} onInput={(plate) => asking.set({ plate })} error={faults.get('vehicle.plate')} />
          <TextField label={t.value.workOrder} optional={words.value.optional} maxLength={60} autoComplete="off" value={told.workOrder} onInput={(workOrder) => asking.set({ workOrder })} error={faults.get('workOrder')} />
          <TextField label={t.value.make} optional={words.value.optional} maxLength={60} autoComplete="off" value={told.make} onInput={(make) => asking.set({ make })} error={faults.get('vehicle.make')} />
          <TextField label={t.value.model} optional={words.value.optional} maxLength={60} autoComplete="off" value={told.model} onInput={(model) => asking.set({ model })} error={faults.get('vehicle.model')} />
        </div>
        <TextField label={t.value.workHours} hint={t.value.workHoursHint} optional={words.value.optional} inputMode="decimal" maxLength={5} autoComplete="off" value={told.hours} onInput={(hours) => asking.set({ hours })} error={faults.get('workMinutes')} />
      </Card>
      <Card title={t.value.customer}>
        <TextField label={t.value.customerName} required maxLength={120} autoComplete="off" value={told.name} onInput={(name) => asking.set({ name })} error={faults.get('contact.name')} />
        <div class="pair">
          <TextField label={t.value.phone} type="tel" maxLength={40} autoComplete="off" value={told.phone} onInput={(phone) => asking.set({ phone })} error={faults.get('contact.phone')} />
          <TextField label={t.value.email} type="email" maxLength={254} autoComplete="off" value={told.email} onInput={(email) => asking.set({ email })} error={faults.get('contact.email')} />
        </div>
        <Select label={t.value.customerLanguage} value={told.language} onChange={(language) => asking.set({ language })} options={languages.map((value) => ({ value, label: languageNames[value] }))} />
        <Check label={t.value.bringBack} checked={told.bringBack} onChange={(bringBack) => asking.set({ bringBack })} />
        <Check label={t.value.courtesyWanted} checked={told.courtesy} onChange={(courtesy) => asking.set({ courtesy })} />
      </Card>
      <Card title={t.value.liftTitle}>
        <Check label={t.value.keepLift} hint={t.value.keepLiftHint} checked={told.keepsLift} onChange={(keepsLift) => asking.set({ keepsLift })} />
        {told.keepsLift && (
          <>
            <div class="pair">
              {local(t.value.liftFrom, told.liftFrom, 'liftFrom')}
              {local(t.value.holdUntil, told.holdUntil, 'holdUntil', words.value.optional)}
            </div>
            <p class="muted small">{t.value.holdUntilHint} {t.value.liftFromHint(timeZone)}</p>
          </>
        )}
      </Card>
      {asking.isBookedAlready.value && (
        <Notice mood="caution" title={t.value.bookedAlready(told.plate.trim().toUpperCase())}>
          <div class="stack narrow"><p>{t.value.bookedAlreadyText}</p><div><Button busy={asking.sending.value} onClick={() => void asking.send(true)}>{t.value.askAgain}</Button></div></div>
        </Notice>
      )}
      {asking.failure.value && !asking.isBookedAlready.value && (
        <Notice mood="danger" title={words.value.somethingWrong}>{elsewhere.length > 0 ? elsewhere.join(' ') : asking.faults.value.size > 0 ? t.value.seeFields : asking.failure.value}</Notice>
      )}
      <div><Button kind="main" large submit icon="mail" busy={asking.sending.value}>{t.value.ask}</Button></div>
    </form>
  );
}
