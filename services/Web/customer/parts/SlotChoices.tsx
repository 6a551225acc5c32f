import type { ComponentChildren } from 'preact';
import type { Slot } from '../../shared/api/intake';
import { Choices } from '../../shared/components/Field';
import { Pill } from '../../shared/components/Surface';
import { capital, clock, day, dayKey, span } from '../../shared/texts/format';
import { t } from '../texts/texts';

const keyOf = (slot: Slot) => `${slot.window.from} ${slot.place.lon} ${slot.place.lat}`;
const bestShown = 3;

/** Windows to choose from: the best with why they are, what goes without choosing, and all of them by day. */
export function SlotChoices({ slots, chosen, timeZone, onChoose, any }: {
  slots: readonly Slot[]; chosen: Slot | 'any' | null; timeZone: string; onChoose: (slot: Slot | 'any' | null) => void; any: ComponentChildren;
}) {
  const severalPlaces = new Set(slots.map((slot) => slot.place.address)).size > 1;
  const byDay = new Map<string, Slot[]>();
  for (const slot of [...slots].sort((a, b) => a.window.from.localeCompare(b.window.from))) {
    const key = dayKey(slot.window.from, timeZone);
    byDay.set(key, [...(byDay.get(key) ?? []), slot]);
  }
  const value = chosen === 'any' ? 'any' : chosen ? keyOf(chosen) : null;
  return (
    <>
      <Choices
        label={t.value.best} value={value} onChange={(key) => onChoose(key === 'any' ? 'any' : slots.find((slot) => keyOf(slot) === key) ?? null)}
        options={[
          ...slots.slice(0, bestShown).map((slot, i) => ({ value: keyOf(slot), content: <BestSlot slot={slot} isBest={i === 0} timeZone={timeZone} /> })),
          { value: 'any', content: any },
        ]}
      />
      <h3>{t.value.otherDays}</h3>
      {[...byDay].map(([key, ofDay]) => (
        <fieldset key={key} class="slot-day">
          <legend class="strong">{capital(day(ofDay[0]?.window.from ?? key, timeZone))}</legend>
          <div class="slot-grid">
            {ofDay.map((slot) => (
              <label key={keyOf(slot)} class="slot">
                <input type="radio" name="slot" checked={value === keyOf(slot)} onChange={() => onChoose(slot)} />
                <span class="digits">{span(slot.window, timeZone)}{severalPlaces && <span class="tiny">{slot.place.address}</span>}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function BestSlot({ slot, isBest, timeZone }: { slot: Slot; isBest: boolean; timeZone: string }) {
  const ready = slot.readyAt ? t.value.ready(dayKey(slot.readyAt, timeZone) === dayKey(slot.window.from, timeZone) ? clock(slot.readyAt, timeZone) : day(slot.readyAt, timeZone)) : null;
  const why = [slot.whyCode ? t.value.why[slot.whyCode] ?? slot.why : slot.why, slot.chargedOnTheWay ? t.value.charged : null, ready].filter(Boolean).join(' · ');
  return (
    <div class="stack tight">
      <div class="ends"><span class="strong">{capital(day(slot.window.from, timeZone))}</span>{isBest && <Pill mood="good" icon="check">{t.value.best}</Pill>}</div>
      <p class="slot-time digits">{span(slot.window, timeZone)}</p>
      <p class="muted small">{why}</p>
      {slot.place.address && <p class="muted small">{t.value.at(slot.place.address)}</p>}
    </div>
  );
}
