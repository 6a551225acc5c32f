import { Button } from '../../shared/components/Button';
import { Check, TextField } from '../../shared/components/Field';
import { Card, Plate } from '../../shared/components/Surface';
import { capital, day, span } from '../../shared/texts/format';
import type { Booking, Step } from '../state/booking';
import { t } from '../texts/texts';

/** How the customer is reached, and all of it once more before it is booked. */
export function YouPart({ booking, faults }: { booking: Booking; faults: ReadonlyMap<string, string> }) {
  const contact = booking.contact.value;
  // Of what is there now: a browser that fills in name and number at once does so before this is drawn again.
  const set = (part: Partial<typeof contact>) => { booking.contact.value = { ...booking.contact.value, ...part }; };
  return (
    <>
      <Card>
        <TextField label={t.value.name} required autoComplete="name" maxLength={120} value={contact.name} onInput={(name) => set({ name })} error={faults.get('contact.name')} />
        <TextField label={t.value.phone} hint={t.value.phoneHint} type="tel" autoComplete="tel" maxLength={40} value={contact.phone} onInput={(phone) => set({ phone })} error={faults.get('contact.phone')} />
        <TextField label={t.value.email} hint={t.value.emailHint} type="email" autoComplete="email" maxLength={254} value={contact.email} onInput={(email) => set({ email })} error={faults.get('contact.email')} />
        <Check label={t.value.fewMessages} hint={t.value.fewMessagesHint} checked={contact.fewMessages} onChange={(fewMessages) => set({ fewMessages })} />
        <p class="muted small">{t.value.privacy}</p>
      </Card>
      <Card title={t.value.summary}><Summary booking={booking} /></Card>
    </>
  );
}

function Summary({ booking }: { booking: Booking }) {
  const car = booking.car.value;
  const slot = booking.chosen.value;
  const collectedAt = slot && slot !== 'any' ? slot.place.address ?? '' : booking.places.value.map((place) => place.address).join(' / ');
  const back = !booking.bringBack.value ? t.value.fetch : booking.returnPlace.value ? booking.returnPlace.value.address : t.value.samePlace;
  const row = (label: string, step: Step, content: preact.ComponentChildren) => (
    <div class="summary-row">
      <dt class="muted small">{label}</dt>
      <dd>{content}</dd>
      <dd class="summary-change"><Button kind="quiet" onClick={() => booking.go(step)}>{t.value.change}</Button></dd>
    </div>
  );
  return (
    <dl class="summary">
      {row(t.value.collected, 'when', <>
        <p class="strong">{slot && slot !== 'any' ? `${capital(day(slot.window.from, booking.timeZone.value))}, ${span(slot.window, booking.timeZone.value)}` : t.value.anyTime}</p>
        <p>{collectedAt}</p>
      </>)}
      {row(t.value.steps.car, 'car', <p><Plate>{car.plate}</Plate> {[car.make, car.model, car.colour].filter(Boolean).join(' ')}</p>)}
      {row(t.value.brought, 'when', <p>{back}</p>)}
      {booking.workshop.value && <div class="summary-row"><dt class="muted small">{t.value.workshop}</dt><dd>{booking.workshop.value.name}</dd></div>}
    </dl>
  );
}
