import type { Slot } from '../../shared/api/intake';
import { Button } from '../../shared/components/Button';
import { Check, Choices, Segments } from '../../shared/components/Field';
import { Card, Empty, Loading, Notice, Pill } from '../../shared/components/Surface';
import { clock, day, dayKey, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Booking } from '../state/booking';
import { t } from '../texts/texts';
import { PlaceFields } from './WherePart';

/** The windows that can be had, and how the car comes back. */
export function WhenPart({ booking, faults }: { booking: Booking; faults: ReadonlyMap<string, string> }) {
  return (
    <>
      <Card>
        <Windows booking={booking} />
        {faults.get('windows') && <p class="field-error small" role="alert">{faults.get('windows')}</p>}
      </Card>
      <Card>
        <Check label={t.value.courtesy} hint={t.value.courtesyHint} checked={booking.courtesy.value} onChange={(wanted) => { booking.courtesy.value = wanted; }} />
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

const keyOf = (slot: Slot) => `${slot.window.from} ${slot.place.lon} ${slot.place.lat}`;
const bestShown = 3;

function Windows({ booking }: { booking: Booking }) {
  const offers = booking.offers.value;
  const chosen = booking.chosen.value;
  if (offers.state === 'asking') return <Loading label={t.value.looking} shown />;
  if (offers.state === 'away') {
    return <Notice mood="caution" action={<Button kind="quiet" icon="refresh" onClick={() => void booking.ask()}>{words.value.tryAgain}</Button>}>{t.value.noQuote}</Notice>;
  }
  if (offers.slots.length === 0) {
    return (
      <Empty icon="calendar" title={t.value.noSlots}
        action={booking.daysAhead.value < 21 && <Button icon="calendar" onClick={() => { booking.daysAhead.value += 7; }}>{t.value.moreDays}</Button>}>
        <p>{offers.reason?.text}</p>
        {offers.reason?.smallestChange && <p>{offers.reason.smallestChange}</p>}
      </Empty>
    );
  }

  const timeZone = booking.timeZone.value;
  const severalPlaces = new Set(offers.slots.map((slot) => slot.place.address)).size > 1;
  const byDay = new Map<string, Slot[]>();
  for (const slot of [...offers.slots].sort((a, b) => a.window.from.localeCompare(b.window.from))) {
    const key = dayKey(slot.window.from, timeZone);
    byDay.set(key, [...(byDay.get(key) ?? []), slot]);
  }
  const choose = (value: string) => {
    booking.chosen.value = value === 'any' ? 'any' : offers.slots.find((slot) => keyOf(slot) === value) ?? null;
  };
  const value = chosen === 'any' ? 'any' : chosen ? keyOf(chosen) : null;
  return (
    <>
      <Choices
        label={t.value.best} value={value} onChange={choose}
        options={[
          ...offers.slots.slice(0, bestShown).map((slot, i) => ({ value: keyOf(slot), content: <BestSlot slot={slot} isBest={i === 0} timeZone={timeZone} /> })),
          { value: 'any', content: <div><p class="strong">{t.value.anyTime}</p><p class="muted small">{t.value.anyTimeText}</p></div> },
        ]}
      />
      <h3>{t.value.otherDays}</h3>
      {[...byDay].map(([key, slots]) => (
        <fieldset key={key} class="slot-day">
          <legend class="strong">{capital(day(slots[0]?.window.from ?? key, timeZone))}</legend>
          <div class="slot-grid">
            {slots.map((slot) => (
              <label key={keyOf(slot)} class="slot">
                <input type="radio" name="slot" checked={value === keyOf(slot)} onChange={() => choose(keyOf(slot))} />
                <span class="digits">{span(slot.window, timeZone)}{severalPlaces && <span class="tiny">{slot.place.address}</span>}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {booking.daysAhead.value < 21 && <div><Button kind="quiet" icon="calendar" onClick={() => { booking.daysAhead.value += 7; }}>{t.value.moreDays}</Button></div>}
    </>
  );
}

function BestSlot({ slot, isBest, timeZone }: { slot: Slot; isBest: boolean; timeZone: string }) {
  const ready = slot.readyAt ? t.value.ready(dayKey(slot.readyAt, timeZone) === dayKey(slot.window.from, timeZone) ? clock(slot.readyAt, timeZone) : day(slot.readyAt, timeZone)) : null;
  const why = [slot.whyCode ? t.value.why[slot.whyCode] ?? slot.why : slot.why, ready].filter(Boolean).join(' · ');
  return (
    <div class="stack tight">
      <div class="ends"><span class="strong">{capital(day(slot.window.from, timeZone))}</span>{isBest && <Pill mood="good" icon="check">{t.value.best}</Pill>}</div>
      <p class="slot-time digits">{span(slot.window, timeZone)}</p>
      <p class="muted small">{why}</p>
      {slot.place.address && <p class="muted small">{t.value.at(slot.place.address)}</p>}
    </div>
  );
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
