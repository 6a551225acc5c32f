import { Button } from '../../shared/components/Button';
import { Check } from '../../shared/components/Field';
import { Empty, Notice, Pill } from '../../shared/components/Surface';
import type { ConditionAnswer } from '../../shared/api/roads';
import { clock, day, dayKey } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName } from './looks';
import { RoadForm } from './RoadForm';

/** The roads that are closed or slow, what drivers report of them, and the tool that closes one. */
export function RoadsPanel({ dispatch }: { dispatch: Dispatch }) {
  const { roads } = dispatch;
  if (roads.draft.value) return <RoadForm dispatch={dispatch} />;
  // What a driver reports waits for an answer: first.
  const list = [...(roads.list.value ?? [])].sort((a, b) => Number(a.condition.confirmed) - Number(b.condition.confirmed));
  return (
    <div class="stack">
      <div class="row narrow">
        <Button icon="noEntry" kind="main" onClick={() => roads.begin('road')}>{t.value.roads.close}</Button>
        <Button icon="area" onClick={() => roads.begin('area')}>{t.value.roads.drawArea}</Button>
      </div>
      <Check label={t.value.roads.serviceAreas} checked={roads.areas.value !== null} onChange={(wanted) => void roads.showAreas(wanted)} />
      {roads.areas.value?.features.length === 0 && <p class="small muted">{t.value.roads.everywhere}</p>}
      {roads.fault.value && <Notice mood="danger">{roads.fault.value}</Notice>}
      {list.length === 0 && <Empty icon="check" title={t.value.roads.none} />}
      <ul role="list" class="rows">{list.map((each) => <Row key={each.condition.conditionId} dispatch={dispatch} each={each} />)}</ul>
    </div>
  );
}

function Row({ dispatch, each }: { dispatch: Dispatch; each: ConditionAnswer }) {
  const { roads } = dispatch;
  const { condition } = each;
  const id = condition.conditionId;
  const look = () => { roads.looked.value = id; };
  return (
    <li class={`road-row stack tight${roads.looked.value === id ? ' looked' : ''}`} onPointerEnter={look} onFocusIn={look}>
      <p class="ends"><span class="strong">{roadName(each)}</span><Pill mood={condition.closed ? 'danger' : 'caution'}>{effectOf(each)}</Pill></p>
      {condition.note && <p>{condition.note}</p>}
      <p class="small muted">{[profilesText(each), untilText(dispatch, each), condition.confirmed ? t.value.by(condition.by) : t.value.roads.reportedBy(driverName(dispatch, condition.driverId ?? ''))].join(' · ')}</p>
      {each.foundBy === 'nothing' && <p class="small field-error">{t.value.roads.nowhere}</p>}
      <div class="row narrow">
        {!condition.confirmed && <Button icon="check" disabled={roads.isBusy.value} onClick={() => void roads.confirm(id)}>{t.value.roads.confirm}</Button>}
        <Button kind="quiet" icon={condition.confirmed ? 'undo' : 'close'} disabled={roads.isBusy.value} onClick={() => void roads.remove(id)}>{condition.confirmed ? t.value.roads.takeBack : t.value.roads.dismiss}</Button>
        <Button kind="quiet" icon="map" onClick={() => { look(); roads.shown.value = id; }}>{t.value.roads.show}</Button>
      </div>
    </li>
  );
}

const roadName = ({ condition }: ConditionAnswer): string => (condition.area ? t.value.roads.anArea : condition.road?.name ?? t.value.roads.unnamed);

function effectOf({ condition }: ConditionAnswer): string {
  if (condition.closed) return t.value.roads.closed;
  if (condition.kilometresPerHour) return `${condition.kilometresPerHour} km/h`;
  return t.value.roads.speedOf(Math.round((condition.speedFactor ?? 1) * 100));
}

const profilesText = ({ condition }: ConditionAnswer): string =>
  (condition.profiles.length === 0 ? t.value.roads.forAll : condition.profiles.map((profile) => t.value.roads.profiles[profile]).join(', '));

function untilText(dispatch: Dispatch, { condition, inForce }: ConditionAnswer): string {
  const zone = dispatch.timeZone.value;
  const at = (time: string) => (dayKey(time, zone) === dayKey(new Date(), zone) ? clock(time, zone) : `${day(time, zone)}, ${clock(time, zone)}`);
  return `${inForce ? '' : `${t.value.roads.from(at(condition.from))} `}${condition.until ? t.value.roads.until(at(condition.until)) : t.value.roads.untilTakenBack}`;
}
