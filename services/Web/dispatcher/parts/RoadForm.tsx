import { useMemo, useState } from 'preact/hooks';
import type { RoadProfile } from '../../shared/api/roads';
import { addressBook } from '../../shared/api/maps';
import { AddressSearch } from '../../shared/components/AddressSearch';
import { Button } from '../../shared/components/Button';
import { Check, Segments, Select, TextField } from '../../shared/components/Field';
import { Notice } from '../../shared/components/Surface';
import { session } from '../../shared/state/session';
import { instantOf, localOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';

type Effect = 'closed' | 'slower';
type Ends = 'open' | '1' | '3' | 'at';

const profiles: readonly RoadProfile[] = ['car', 'scooter', 'bicycle', 'foot'];
const factors = ['0.75', '0.5', '0.25'] as const;
const hour = 3_600_000;

/** What is drawn on the map, and what is said of it. */
export function RoadForm({ dispatch }: { dispatch: Dispatch }) {
  const { roads } = dispatch;
  const zone = dispatch.timeZone.value;
  const [effect, setEffect] = useState<Effect>('closed');
  const [factor, setFactor] = useState<typeof factors[number]>('0.5');
  const [chosen, setChosen] = useState<readonly RoadProfile[]>(['car']);
  const [ends, setEnds] = useState<Ends>('open');
  const [at, setAt] = useState(() => localOf(new Date(Date.now() + 2 * hour), zone));
  const [note, setNote] = useState('');
  const untilInstant = ends === 'at' ? instantOf(at, zone) : ends === 'open' ? null : Date.now() + Number(ends) * hour;
  const isOver = ends === 'at' && !(untilInstant !== null && untilInstant > Date.now());
  const submit = () => void roads.confirmDraft({
    closed: effect === 'closed', speedFactor: Number(factor), profiles: chosen.length === profiles.length ? [] : chosen,
    until: untilInstant === null ? null : new Date(untilInstant).toISOString(), note,
  });
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); if (roads.isComplete.peek() && !isOver && chosen.length > 0) submit(); }}>
      <Segments label={t.value.roads.what} value={roads.draft.value?.shape ?? 'road'} onChange={roads.begin}
        options={[{ value: 'road', label: t.value.roads.aRoad }, { value: 'area', label: t.value.roads.anArea }]} />
      <Where dispatch={dispatch} />
      {roads.fault.value && <Notice mood="danger">{roads.fault.value}</Notice>}
      <Segments label={t.value.roads.effect} value={effect} onChange={setEffect} options={[{ value: 'closed', label: t.value.roads.closed }, { value: 'slower', label: t.value.roads.slower }]} />
      {effect === 'slower' && <Segments label={t.value.roads.speed} value={factor} onChange={setFactor} options={factors.map((value) => ({ value, label: t.value.roads.speedOf(Number(value) * 100) }))} />}
      <fieldset class="field"><legend>{t.value.roads.forWhom}</legend>
        <div class="row narrow">{profiles.map((each) => (
          <Check key={each} label={t.value.roads.profiles[each]} checked={chosen.includes(each)}
            onChange={(is) => setChosen(is ? [...chosen, each] : chosen.filter((other) => other !== each))} />
        ))}</div>
        {chosen.length === 0 && <p class="field-error small">{t.value.roads.forNobody}</p>}
      </fieldset>
      <Select label={t.value.roads.howLong} value={ends} onChange={setEnds} options={[
        { value: 'open', label: t.value.roads.untilTakenBack }, { value: '1', label: t.value.roads.hours(1) }, { value: '3', label: t.value.roads.hours(3) }, { value: 'at', label: t.value.roads.untilTime },
      ]} />
      {ends === 'at' && (
        <div class="row">
          <TextField label={t.value.day} type="date" value={at.slice(0, 10)} onInput={(date) => setAt(`${date}T${at.slice(11)}`)} required error={isOver ? t.value.roads.over : undefined} />
          <TextField label={t.value.until} type="time" value={at.slice(11)} onInput={(time) => setAt(`${at.slice(0, 10)}T${time}`)} required />
        </div>
      )}
      <TextField label={t.value.roads.note} optional={words.value.optional} value={note} onInput={setNote} maxLength={1000} />
      <div class="row narrow">
        <Button submit kind="main" icon="check" busy={roads.isBusy.value} disabled={!roads.isComplete.value || isOver || chosen.length === 0}>{t.value.roads.submit}</Button>
        <Button onClick={roads.leave}>{words.value.cancel}</Button>
      </div>
    </form>
  );
}

/** Which road, or which corners: by the map, or by addresses. */
function Where({ dispatch }: { dispatch: Dispatch }) {
  const { roads } = dispatch;
  const book = useMemo(() => addressBook('/api', () => ({ authorization: `Bearer ${session.peek()?.token ?? ''}` })), []);
  const middle = dispatch.answer.value?.workshops[0]?.place;
  const isArea = roads.draft.value?.shape === 'area';
  const corners = roads.draft.value?.points.length ?? 0;
  const found = roads.tried.value;
  return (
    <>
      <p>{isArea ? t.value.roads.pressCorners : t.value.roads.pressRoad}</p>
      <AddressSearch label={isArea ? t.value.roads.cornerAt : t.value.roads.roadAt} value="" book={book} near={middle ? [middle.lon, middle.lat] : null}
        onChoose={(address) => { void roads.put(address.lon, address.lat); }} />
      <div role="status">
        {isArea && <p class="ends"><span class="strong">{t.value.roads.corners(corners)}</span>{corners > 0 && <Button kind="quiet" icon="undo" onClick={roads.takeBackCorner}>{t.value.roads.lastCorner}</Button>}</p>}
        {!isArea && found && <p class="strong">{found.condition.road?.name ?? t.value.roads.unnamed}</p>}
      </div>
    </>
  );
}
