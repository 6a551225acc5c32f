import { useEffect, useState } from 'preact/hooks';
import type { DriverTrial, Window } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Check, Choices, Select, TextField } from '../../shared/components/Field';
import { Dialog, Loading, Notice } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { instantOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { movesOf } from '../state/schedule';
import type { Order } from '../state/trials';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';
import { shortCostText, triedWords, trialWords } from './trialText';

/**
 * Gives a move to another driver, to another place in a route, or to another time, and says before what that does.
 * @param window A new promise to begin with.
 */
export function MoveDialog({ dispatch, moveId, window, onClose }: { dispatch: Dispatch; moveId: string; window?: Window | undefined; onClose: () => void }) {
  const zone = dispatch.timeZone.value;
  const place = dispatch.placed.peek().get(moveId);
  const promised = window ?? place?.stops.find((stop) => stop.window)?.window ?? dispatch.answer.peek()?.unserved.find((move) => move.moveId === moveId)?.promised;
  const [driver, setDriver] = useState(place?.route.driverId ?? '');
  const [after, setAfter] = useState('');
  const [renewed, setRenewed] = useState(window !== undefined);
  const [from, setFrom] = useState(promised ? clock(promised.from, zone) : '09:00');
  const [until, setUntil] = useState(promised ? clock(promised.until, zone) : '10:00');
  const drivers = useDrivers(dispatch, moveId);
  const route = dispatch.answer.value?.routes.find((each) => each.driverId === driver);
  const isEmpty = renewed && from >= until;
  const at = (time: string) => new Date(instantOf(`${dispatch.day.peek()}T${time}`, zone) ?? NaN).toISOString();
  const order: Order | null = isEmpty ? null : {
    kind: 'move-stop', moveId, toDriverId: driver || undefined, afterMoveId: (driver && after) || undefined, window: renewed ? { from: at(from), until: at(until) } : undefined,
  };
  const isSame = !renewed && !after && driver !== '' && driver === place?.route.driverId;
  useEffect(() => dispatch.trials.ask(isSame ? null : order), [driver, after, renewed, from, until]);
  useEffect(() => () => dispatch.trials.ask(null), []);
  const isRefused = Boolean(dispatch.trials.tried.value?.trial?.refusal);
  const submit = () => {
    if (!order) return;
    void dispatch.commands.give(order);
    onClose();
  };
  const others = (route ? movesOf(route) : []).filter((id) => id !== moveId);
  return (
    <Dialog title={t.value.moveTitle(plateOfMove(dispatch, moveId))} closeLabel={words.value.close} onClose={onClose}
      footer={<><Button onClick={onClose}>{words.value.cancel}</Button><Button kind="main" disabled={!order || isSame || isRefused} onClick={submit}>{t.value.move}</Button></>}>
      <DriverChoice dispatch={dispatch} moveId={moveId} drivers={drivers} value={driver} onChange={(next) => { setDriver(next); setAfter(''); }} />
      {route && (
        <Select label={t.value.after} value={after} onChange={setAfter} options={[{ value: '', label: t.value.anyOrder }, ...others.map((id) => ({
          value: id, label: t.value.afterMove(plateOfMove(dispatch, id), clock(new Date(dispatch.placed.peek().get(id)?.from ?? 0), zone)),
        }))]} />
      )}
      <Check label={t.value.newWindow} hint={t.value.newWindowHint} checked={renewed} onChange={setRenewed} />
      {renewed && (
        <div class="row">
          <TextField label={t.value.from} type="time" value={from} onInput={setFrom} required />
          <TextField label={t.value.until} type="time" value={until} onInput={setUntil} error={isEmpty ? t.value.windowEmpty : undefined} required />
        </div>
      )}
      <TrialNotice dispatch={dispatch} />
    </Dialog>
  );
}

/** What the order that is thought about would do. */
function TrialNotice({ dispatch }: { dispatch: Dispatch }) {
  const tried = dispatch.trials.tried.value;
  if (!tried) return null;
  const { mood, cost, breaks } = triedWords(dispatch, tried);
  return (
    <Notice mood={mood}>
      {cost && <p class="digits strong">{cost}</p>}
      {breaks.length > 0 && <ul role="list">{breaks.map((each) => <li key={each}>{each}</li>)}</ul>}
    </Notice>
  );
}

/** The drivers of the day with what each would cost, best first; null while that is worked out, a word when it cannot be. */
function useDrivers(dispatch: Dispatch, moveId: string): readonly DriverTrial[] | null | 'unknown' {
  const [drivers, setDrivers] = useState<readonly DriverTrial[] | null | 'unknown'>(null);
  useEffect(() => {
    const ended = new AbortController();
    dispatch.trials.ofDrivers(moveId, ended.signal).then(setDrivers, () => { if (!ended.signal.aborted) setDrivers('unknown'); });
    return () => ended.abort();
  }, [moveId]);
  return drivers;
}

function DriverChoice({ dispatch, moveId, drivers, value, onChange }: {
  dispatch: Dispatch; moveId: string; drivers: readonly DriverTrial[] | null | 'unknown'; value: string; onChange: (driver: string) => void;
}) {
  if (drivers === null) return <Loading label={t.value.trying} shown />;
  if (drivers === 'unknown') {
    const routes = dispatch.answer.value?.routes ?? [];
    return (
      <>
        <Notice mood="caution">{t.value.driversTried}</Notice>
        <Select label={t.value.toDriver} value={value} onChange={onChange} options={[{ value: '', label: t.value.anyDriver }, ...routes.map((each) => ({ value: each.driverId, label: each.driverName }))]} />
      </>
    );
  }
  return (
    <div class="driver-choice">
      <Choices label={t.value.toDriver} value={value} onChange={onChange}
        options={[{ value: '', content: t.value.anyDriver }, ...drivers.map((each) => ({ value: each.driverId, content: <DriverLine dispatch={dispatch} moveId={moveId} driver={each} /> }))]} />
    </div>
  );
}

function DriverLine({ dispatch, moveId, driver: { driverId, isNow, trial } }: { dispatch: Dispatch; moveId: string; driver: DriverTrial }) {
  const { breaks } = trialWords(dispatch, trial, moveId);
  const facts = trial.refusal ? '' : [shortCostText(trial), trial.eta ? t.value.thereAt(clock(trial.eta, dispatch.timeZone.value)) : ''].filter(Boolean).join(' · ');
  return (
    <span class="driver-line">
      <span class="ends narrow"><span class="strong">{driverName(dispatch, driverId)}</span><span class="small digits">{isNow ? t.value.hasItNow : facts}</span></span>
      {breaks.length > 0 && <span class="small driver-breaks">{breaks.join('; ')}</span>}
    </span>
  );
}
