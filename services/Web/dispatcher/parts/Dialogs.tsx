import { useState } from 'preact/hooks';
import type { Command, RouteAnswer, UnavailableReason } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Select, TextField } from '../../shared/components/Field';
import { Dialog, Notice } from '../../shared/components/Surface';
import { clock, distance } from '../../shared/texts/format';
import { instantOf } from '../../shared/texts/localTime';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName } from './looks';

/** Why a dispatcher takes somebody off the day; for help a driver calls by themselves. */
const removalReasons = ['breakdown', 'accident', 'ill'] as const satisfies readonly UnavailableReason[];

/** Asks before the whole day is searched anew. */
export function ReplanDialog({ dispatch, onClose }: { dispatch: Dispatch; onClose: () => void }) {
  const submit = () => { void dispatch.commands.give({ kind: 'replan' }); onClose(); };
  return (
    <Dialog title={t.value.replanTitle} closeLabel={words.value.close} onClose={onClose}
      footer={<><Button onClick={onClose}>{words.value.cancel}</Button><Button kind="main" icon="refresh" onClick={submit}>{t.value.replan}</Button></>}>
      <p>{t.value.replanText}</p>
    </Dialog>
  );
}

/** When a driver works on the day, or that the driver does not. */
export function DriverDialog({ dispatch, driverId, onClose }: { dispatch: Dispatch; driverId: string; onClose: () => void }) {
  const zone = dispatch.timeZone.peek();
  const route = dispatch.answer.value?.routes.find((each) => each.driverId === driverId);
  const [from, setFrom] = useState(route ? clock(route.shift.from, zone) : '08:00');
  const [until, setUntil] = useState(route ? clock(route.shift.until, zone) : '17:00');
  const [why, setWhy] = useState<UnavailableReason | 'spare'>('spare');
  const [note, setNote] = useState('');
  const isEmpty = from >= until;
  const at = (time: string) => new Date(instantOf(`${dispatch.day.peek()}T${time}`, zone) ?? NaN).toISOString();
  const give = (command: Command) => { void dispatch.commands.give(command); onClose(); };
  const name = driverName(dispatch, driverId);
  return (
    <Dialog title={route ? name : t.value.addDriverTitle(name)} closeLabel={words.value.close} onClose={onClose}
      footer={(
        <>
          {route && <Button kind="danger" icon="close" onClick={() => give({ kind: 'remove-driver', driverId, ...(why === 'spare' ? {} : { reason: why, note: note.trim() || undefined }) })}>{t.value.removeDriver}</Button>}
          <span class="grow" />
          <Button onClick={onClose}>{words.value.cancel}</Button>
          <Button kind="main" disabled={isEmpty} onClick={() => give({ kind: 'add-driver', driverId, shift: { from: at(from), until: at(until) } })}>{route ? t.value.changeShift : t.value.add}</Button>
        </>
      )}>
      {route && <Whereabouts dispatch={dispatch} route={route} />}
      <div class="row">
        <TextField label={t.value.from} type="time" value={from} onInput={setFrom} required />
        <TextField label={t.value.until} type="time" value={until} onInput={setUntil} error={isEmpty ? t.value.windowEmpty : undefined} required />
      </div>
      {route && (
        <>
          <Select label={t.value.whyRemoved} hint={t.value.removeDriverText} value={why} onChange={setWhy}
            options={[{ value: 'spare', label: t.value.spare }, ...removalReasons.map((value) => ({ value, label: t.value.unavailableReasons[value] }))]} />
          {why !== 'spare' && <TextField label={t.value.note} value={note} onInput={setNote} maxLength={500} />}
        </>
      )}
    </Dialog>
  );
}

function Whereabouts({ dispatch, route }: { dispatch: Dispatch; route: RouteAnswer }) {
  const zone = dispatch.timeZone.value;
  const seen = dispatch.positions.value.get(route.driverId);
  return (
    <div class="stack tight">
      <p>{t.value.driverStates[route.state]} · {t.value.means[route.means]} · {t.value.kilometres(distance(route.loadedMetres), distance(route.emptyMetres))}</p>
      {route.unavailable && <Notice mood="danger">{[t.value.unavailableReasons[route.unavailable.reason], route.unavailable.note].filter(Boolean).join(': ')} · {clock(route.unavailable.at, zone)}</Notice>}
      {seen && <p class="muted small">{t.value.lastSeen(clock(new Date(seen.at), zone))}</p>}
      {(route.acknowledgedVersion ?? 0) < route.planVersion && <p class="muted small">{t.value.notTaken}</p>}
    </div>
  );
}

/** The keyboard shortcuts, and what the mouse does. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const keys: Record<keyof typeof t.value.shortcuts, string> = {
    search: '/', moves: '← → ↑ ↓', move: 'M', lock: 'L', unassign: 'X', undo: 'Z', replan: 'R', now: 'N', zoom: '+ −', closeRoad: 'C', panels: '1 2 3 4 5 6', deselect: 'Esc', help: '?',
  };
  return (
    <Dialog title={t.value.help} closeLabel={words.value.close} onClose={onClose}>
      <dl class="shortcuts">
        {(Object.keys(keys) as (keyof typeof keys)[]).map((each) => <div key={each}><dt>{keys[each].split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{t.value.shortcuts[each]}</dd></div>)}
      </dl>
      <p class="muted small">{t.value.dragHelp}</p>
    </Dialog>
  );
}
