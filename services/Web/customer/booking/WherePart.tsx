import { useSignal } from '@preact/signals';
import { AddressSearch } from '../../shared/components/AddressSearch';
import { Button } from '../../shared/components/Button';
import { Segments, Select, TextArea, TextField } from '../../shared/components/Field';
import { Card, Notice } from '../../shared/components/Surface';
import type { MapMarker } from '../../shared/map/MapCanvas';
import { MapView, type MapOpening } from '../../shared/map/MapView';
import { language } from '../../shared/state/language';
import { day as dayName } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Booking } from '../state/booking';
import { comingDays, isForward, type Hours } from '../state/hours';
import type { CarPlace, Placing } from '../state/places';
import { t } from '../texts/texts';

/** Where the car is, or that it is told later. */
export function WherePart({ booking, faults }: { booking: Booking; faults: ReadonlyMap<string, string> }) {
  return (
    <>
      <Card>
        <Segments label={t.value.whereKnown} value={booking.later.value ? 'later' : 'now'} onChange={(when) => { booking.later.value = when === 'later'; }}
          options={[{ value: 'now', label: t.value.tellNow }, { value: 'later', label: t.value.tellLater }]} />
        {booking.later.value && <p class="muted small">{t.value.tellLaterText}</p>}
      </Card>
      {!booking.later.value && <PlacesPart booking={booking} faults={faults} />}
    </>
  );
}

/** Where the car is, at which hours, and what the driver should know. */
export function PlacesPart({ booking, faults }: { booking: Placing; faults: ReadonlyMap<string, string> }) {
  const places = booking.places.value;
  const { note } = booking;
  return (
    <>
      {places.map((place, i) => (
        <Card key={place.id} {...(places.length > 1 ? { title: t.value.placeNumber(i + 1) } : {})}
          aside={i > 0 && <Button kind="quiet" icon="trash" onClick={() => booking.removePlace(place.id)}>{t.value.removePlace}</Button>}>
          <PlaceFields
            booking={booking} place={place} change={(change) => booking.changePlace(place.id, change)}
            error={faults.get(`places[${i}]`) ?? faults.get(`places[${i}].address`)}
          />
          <HoursFields booking={booking} place={place} error={faults.get(`places[${i}].hours`)} />
        </Card>
      ))}
      {places.length < 5 && <div><Button kind="quiet" icon="add" onClick={booking.addPlace}>{t.value.addPlace}</Button></div>}
      {note && (
        <Card>
          <TextArea label={t.value.note} hint={t.value.noteHint} optional={words.value.optional} maxLength={500}
            value={note.value} onInput={(text) => { note.value = text; }} />
        </Card>
      )}
    </>
  );
}

/** An address and a pin, which move each other. */
export function PlaceFields({ booking, place, change, error }: {
  booking: Pick<Placing, 'addresses' | 'workshop'>; place: CarPlace; change: (change: Partial<CarPlace>) => void; error: string | undefined;
}) {
  const denied = useSignal(false);
  const workshop = booking.workshop.value;
  const middle: [number, number] = workshop ? [workshop.place.lon, workshop.place.lat] : [0, 0];
  const view: MapOpening = place.at ? { centre: place.at, zoom: place.vague ? 15 : 17 } : { centre: middle, zoom: 12 };

  // The pin moves at once; its address follows.
  const put = (lon: number, lat: number, keepAddress = false) => {
    change({ at: [lon, lat], vague: false, ...(keepAddress ? {} : { address: '' }) });
    if (keepAddress) return;
    booking.addresses.at(lon, lat, language.peek()).then((found) => { if (found) change({ address: found.label }); }, () => undefined);
  };
  const locate = () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => { denied.value = false; put(coords.longitude, coords.latitude); },
    () => { denied.value = true; }, { enableHighAccuracy: true, timeout: 10_000 });

  const markers: MapMarker[] = [
    ...(workshop ? [{ id: 'workshop', at: middle, look: 'workshop', label: workshop.name, text: '⚒' }] : []),
    ...(place.at ? [{ id: 'car', at: place.at, look: 'pin', label: t.value.pin, onDragged: (lon: number, lat: number) => put(lon, lat, place.address !== '' && !place.vague) }] : []),
  ];
  return (
    <>
      <AddressSearch
        label={t.value.address} hint={t.value.addressHint} placeholder={t.value.addressPlaceholder} error={error}
        value={place.address} book={booking.addresses} near={middle}
        onChoose={(found) => change({ address: found.label, at: [found.lon, found.lat], vague: found.exactness === 'street' || found.exactness === 'place' })}
      />
      <div><Button icon="locate" onClick={locate}>{t.value.useMyPlace}</Button></div>
      {denied.value && <Notice mood="caution">{t.value.placeDenied}</Notice>}
      <div class="place-map"><MapView label={t.value.placeMap} view={view} markers={markers} onPress={(lon, lat) => put(lon, lat)} /></div>
      {place.at && <p class={place.vague ? 'field-error small' : 'muted small'}>{place.vague ? t.value.vague : t.value.pinHint}</p>}
    </>
  );
}

function HoursFields({ booking, place, error }: { booking: Placing; place: CarPlace; error: string | undefined }) {
  const change = (hours: Hours[]) => booking.changePlace(place.id, { hours });
  const timeZone = booking.timeZone.value;
  const days = [
    { value: 'every', label: t.value.everyDay }, { value: 'weekdays', label: t.value.weekdays }, { value: 'weekend', label: t.value.weekend },
    ...comingDays(new Date(), timeZone, 10).map((day) => ({ value: day, label: dayName(`${day}T12:00:00Z`, 'UTC') })),
  ];
  return (
    <div class="stack narrow">
      <Segments
        label={t.value.hoursTitle} value={place.hours.length > 0 ? 'certain' : 'always'}
        options={[{ value: 'always', label: t.value.always }, { value: 'certain', label: t.value.certain }]}
        onChange={(kind) => change(kind === 'always' ? [] : [{ days: 'every', from: '08:00', until: '18:00' }])}
      />
      {place.hours.map((hours, i) => {
        const set = (part: Partial<Hours>) => change(place.hours.map((each, n) => (n === i ? { ...each, ...part } : each)));
        return (
          <div class="hours" key={i}>
            <Select label={t.value.days} value={hours.days} options={days} onChange={(value) => set({ days: value })} />
            <TextField label={t.value.from} type="time" value={hours.from} onInput={(from) => set({ from })} />
            <TextField label={t.value.until} type="time" value={hours.until} onInput={(until) => set({ until })} error={isForward(hours) ? undefined : t.value.hoursWrong} />
            {place.hours.length > 1 && <Button kind="quiet" icon="trash" onClick={() => change(place.hours.filter((_, n) => n !== i))}>{t.value.removeHours}</Button>}
          </div>
        );
      })}
      {place.hours.length > 0 && place.hours.length < 4 && (
        <div><Button kind="quiet" icon="add" onClick={() => change([...place.hours, { days: 'every', from: '08:00', until: '18:00' }])}>{t.value.addHours}</Button></div>
      )}
      {error && <p class="field-error small">{error}</p>}
    </div>
  );
}
