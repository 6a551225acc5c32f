import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Check, Select, TextField } from '../../shared/components/Field';
import { Dialog } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { instantOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { movesOf } from '../state/schedule';
import { t } from '../texts/texts';
import { plateOfMove } from './looks';

/** Gives a move to another driver, to another place in a route, or to another time. */
export function MoveDialog({ dispatch, moveId, onClose }: { dispatch: Dispatch; moveId: string; onClose: () => void }) {
  const zone = dispatch.timeZone.value;
  const place = dispatch.placed.peek().get(moveId);
  const promised = place?.stops.find((stop) => stop.window)?.window ?? dispatch.answer.peek()?.unserved.find((move) => move.moveId === moveId)?.promised;
  const [driver, setDriver] = useState(place?.route.driverId ?? '');
  const [after, setAfter] = useState('');
  const [renewed, setRenewed] = useState(false);
  const [from, setFrom] = useState(promised ? clock(promised.from, zone) : '09:00');
  const [until, setUntil] = useState(promised ? clock(promised.until, zone) : '10:00');
  const routes = dispatch.answer.value?.routes ?? [];
  const idle = dispatch.answer.value?.idleDrivers ?? [];
  const route = routes.find((each) => each.driverId === driver);
  const isEmpty = renewed && from >= until;
  const submit = () => {
    if (isEmpty) return;
    const at = (time: string) => new Date(instantOf(`${dispatch.day.peek()}T${time}`, zone) ?? NaN).toISOString();
    void dispatch.commands.give({
      kind: 'move-stop', moveId, toDriverId: driver || undefined, afterMoveId: (driver && after) || undefined,
      window: renewed ? { from: at(from), until: at(until) } : undefined,
    });
    onClose();
  };
  const others = (route ? movesOf(route) : []).filter((id) => id !== moveId);
  return (
    <Dialog title={t.value.moveTitle(plateOfMove(dispatch, moveId))} closeLabel={words.value.close} onClose={onClose}
      footer={<><Button onClick={onClose}>{words.value.cancel}</Button><Button kind="main" disabled={isEmpty} onClick={submit}>{t.value.move}</Button></>}>
      <Select label={t.value.toDriver} value={driver} onChange={(next) => { setDriver(next); setAfter(''); }}
        options={[{ value: '', label: t.value.anyDriver }, ...routes.map((each) => ({ value: each.driverId, label: each.driverName })), ...idle.map((each) => ({ value: each.driverId, label: each.name }))]} />
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
    </Dialog>
  );
}
