import { Button } from '../../shared/components/Button';
import { Segments } from '../../shared/components/Field';
import { Icon } from '../../shared/components/Icon';
import { Empty, Notice, Pill, Plate } from '../../shared/components/Surface';
import type { LockStrength, StopAnswer, UnservedAnswer } from '../../shared/api/dispatch';
import { clock, distance, duration, span } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { startOf, type PlacedMove } from '../state/schedule';
import { t } from '../texts/texts';
import { stopIcons } from '../../shared/icons/stopIcons';
import { EvidencePart } from './EvidencePart';
import { meansIcons, plateOf } from './looks';

const strengths: readonly LockStrength[] = ['none', 'driver', 'order', 'time'];

/** The selected move: its stops, how firmly it is tied, and where else it can go. */
export function MovePanel({ dispatch, onMove }: { dispatch: Dispatch; onMove: () => void }) {
  const id = dispatch.selected.value;
  const place = id ? dispatch.placed.value.get(id) : undefined;
  const unserved = id ? dispatch.answer.value?.unserved.find((move) => move.moveId === id) : undefined;
  if (place) return <Placed dispatch={dispatch} place={place} onMove={onMove} />;
  if (unserved) return <Unplaced dispatch={dispatch} move={unserved} onMove={onMove} />;
  return <Empty icon="car" title={t.value.nothingSelected}><p>{t.value.nothingSelectedText}</p></Empty>;
}

function Placed({ dispatch, place, onMove }: { dispatch: Dispatch; place: PlacedMove; onMove: () => void }) {
  const { give, isBusy } = dispatch.commands;
  const lock = lockShown(dispatch, place.moveId);
  const vehicle = place.stops.find((stop) => stop.vehicle)?.vehicle;
  const hasBegun = place.stops.some((stop) => stop.state !== 'planned');
  return (
    <div class="stack">
      <div class="row narrow">
        <Plate>{plateOf(place.stops)}</Plate>
        <span class="grow">{[vehicle?.make, vehicle?.model, vehicle?.colour].filter(Boolean).join(' ')}</span>
        <span class="strong">{place.route.driverName}</span>
      </div>
      {place.stops.some((stop) => stop.cancelled) && <Notice mood="caution">{t.value.cancelled}</Notice>}
      <ol role="list" class="move-stops">{place.stops.map((stop) => <StopRow key={stop.stopIndex} stop={stop} zone={dispatch.timeZone.value} />)}</ol>
      {place.stops[0]?.requestId && <div><Button kind="quiet" icon="message" onClick={() => { dispatch.panel.value = 'messages'; dispatch.messages.open.value = { requestId: place.stops[0]?.requestId ?? '' }; }}>{t.value.messages.write}</Button></div>}
      {!hasBegun && (
        <>
          <div>
            <Segments label={t.value.lock} value={lock} options={strengths.map((value) => ({ value, label: t.value.locks[value] }))}
              onChange={(strength) => void give({ kind: 'lock-stop', moveId: place.moveId, strength })} />
            <p class="muted small">{t.value.lockMeans[lock]}</p>
          </div>
          <div class="row narrow">
            <Button icon="swap" disabled={isBusy.value} onClick={onMove}>{t.value.moveTo}</Button>
            <Button kind="quiet" icon="close" disabled={isBusy.value} onClick={() => void give({ kind: 'unassign-stop', moveId: place.moveId })}>{t.value.unassign}</Button>
          </div>
        </>
      )}
      <EvidencePart dispatch={dispatch} moveId={place.moveId} stops={place.stops} />
    </div>
  );
}

/** As it will be once the command that is on its way is applied. */
function lockShown(dispatch: Dispatch, moveId: string): LockStrength {
  const asked = dispatch.commands.sent.value.findLast(({ command, state }) => state === 'pending' && command.kind === 'lock-stop' && command.moveId === moveId);
  return asked?.command.kind === 'lock-stop' ? asked.command.strength : dispatch.locks.value.get(moveId) ?? 'none';
}

function StopRow({ stop, zone }: { stop: StopAnswer; zone: string }) {
  const leg = stop.leg;
  return (
    <li>
      {leg && (
        <p class={`move-leg small ${leg.loaded ? 'loaded' : 'own'}`}><Icon name={meansIcons[leg.means]} size="1rem" />
          <span>{leg.loaded ? t.value.loaded : t.value.empty} · {duration(leg.durationSeconds)} · {distance(leg.distanceMetres)}</span></p>
      )}
      <div class="move-stop">
        <Icon name={stopIcons[stop.kind]} />
        <div class="grow">
          <p class="ends narrow"><span class="strong">{t.value.kinds[stop.kind]}</span><span class="digits strong" title={t.value.eta}>{clock(new Date(startOf(stop)), zone)}</span></p>
          {stop.place.address && <p class="small">{stop.place.address}</p>}
          {stop.window && <p class="small muted">{t.value.promised} <span class="digits">{span(stop.window, zone)}</span></p>}
          {(stop.state !== 'planned' || stop.lateSeconds > 0) && (
            <p class="row tight">
              {stop.state !== 'planned' && <Pill mood={stop.state === 'failed' ? 'danger' : stop.state === 'done' ? 'good' : 'note'}>{t.value.states[stop.state]}</Pill>}
              {stop.lateSeconds > 0 && <Pill mood="danger">{t.value.lateBy(duration(stop.lateSeconds))}</Pill>}
              {stop.failureNote && <span class="small">{stop.failureNote}</span>}
            </p>
          )}
        </div>
      </div>
    </li>
  );
}

function Unplaced({ dispatch, move, onMove }: { dispatch: Dispatch; move: UnservedAnswer; onMove: () => void }) {
  return (
    <div class="stack">
      <div class="row narrow"><Plate>{move.vehicle?.plate ?? '–'}</Plate><span class="grow">{t.value.moveKinds[move.kind]}</span><Pill mood="caution">{t.value.unserved}</Pill></div>
      <Why dispatch={dispatch} move={move} />
      <div><Button icon="swap" kind="main" disabled={dispatch.commands.isBusy.value} onClick={onMove}>{t.value.assign}</Button></div>
      <EvidencePart dispatch={dispatch} moveId={move.moveId} stops={[]} />
    </div>
  );
}

/** Why nobody serves a move, and the smallest change that would. */
export function Why({ dispatch, move }: { dispatch: Dispatch; move: UnservedAnswer }) {
  return (
    <div class="stack tight">
      <p>{move.reason.text}</p>
      {move.reason.smallestChange && <p class="small">{t.value.wouldHelp}: <span class="strong">{move.reason.smallestChange}</span></p>}
      <p class="small muted">{move.promised ? <>{t.value.promised} <span class="digits">{span(move.promised, dispatch.timeZone.value)}</span></> : t.value.notPromised}</p>
    </div>
  );
}
