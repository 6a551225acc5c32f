import { Button } from '../../shared/components/Button';
import { Check, Segments } from '../../shared/components/Field';
import { Card, Empty, Loading, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import { SlotChoices } from '../parts/SlotChoices';
import type { Booking, Offering } from '../state/booking';
import { t } from '../texts/texts';
import { PlaceFields } from './WherePart';

/** The windows that can be had, and how the car comes back. */
export function WhenPart({ booking, faults }: { booking: Booking; faults: ReadonlyMap<string, string> }) {
  return (
    <>
      <Card>
        {booking.later.value ? <p>{t.value.tellLaterWhen}</p> : <Windows offering={booking} />}
        {faults.get('windows') && <p class="field-error small" role="alert">{faults.get('windows')}</p>}
      </Card>
      <Card>
        <Check label={t.value.courtesy} hint={t.value.courtesyHint} checked={booking.courtesy.value} onChange={(wanted) => { booking.courtesy.value = wanted; }} />
        {booking.courtesy.value && (
          <Segments
            label={t.value.courtesyGearbox} value={booking.courtesyGearbox.value} onChange={(gearbox) => { booking.courtesyGearbox.value = gearbox; }}
            options={[{ value: 'any', label: t.value.courtesyAny }, { value: 'automatic', label: t.value.courtesyAutomatic }]}
          />
        )}
        <Check label={t.value.bringBack} checked={booking.bringBack.value} onChange={(wanted) => { booking.bringBack.value = wanted; }} />
        {booking.bringBack.value && (
          <Segments
            label={t.value.bringBackTo} value={booking.returnPlace.value ? 'other' : 'same'}
            options={[{ value: 'same', label: t.value.samePlace }, { value: 'other', label: t.value.otherPlace }]}
            onChange={(where) => booking.bringElsewhere(where === 'other')}
          />
        )}
        {booking.bringBack.value && booking.returnPlace.value && (
          <PlaceFields
            booking={booking} place={booking.returnPlace.value} error={faults.get('returnPlace') ?? faults.get('returnPlace.address')}
            change={(change) => { const place = booking.returnPlace.value; if (place) booking.returnPlace.value = { ...place, ...change }; }}
          />
        )}
      </Card>
    </>
  );
}

/** What is offered, to choose from. */
export function Windows({ offering }: { offering: Offering }) {
  const offers = offering.offers.value;
  if (offers.state === 'asking') return <Loading label={t.value.looking} shown />;
  if (offers.state === 'away') {
    return <Notice mood="caution" action={<Button kind="quiet" icon="refresh" onClick={() => void offering.ask()}>{words.value.tryAgain}</Button>}>{t.value.noQuote}</Notice>;
  }
  if (offers.slots.length === 0) {
    return (
      <Empty icon="calendar" title={t.value.noSlots}
        action={offering.daysAhead.value < 21 && <Button icon="calendar" onClick={() => { offering.daysAhead.value += 7; }}>{t.value.moreDays}</Button>}>
        <p>{offers.reason?.text}</p>
        {offers.reason?.smallestChange && <p>{offers.reason.smallestChange}</p>}
      </Empty>
    );
  }

  return (
    <>
      <SlotChoices
        slots={offers.slots} chosen={offering.chosen.value} timeZone={offering.timeZone.value} onChoose={(slot) => { offering.chosen.value = slot; }}
        any={<div><p class="strong">{t.value.anyTime}</p><p class="muted small">{t.value.anyTimeText}</p></div>}
      />
      {offering.daysAhead.value < 21 && <div><Button kind="quiet" icon="calendar" onClick={() => { offering.daysAhead.value += 7; }}>{t.value.moreDays}</Button></div>}
    </>
  );
}
