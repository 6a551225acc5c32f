import { useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { TextField } from '../../shared/components/Field';
import { Dialog } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { instantOf } from '../state/times';
import { t } from '../texts/texts';
import { driverName } from './looks';

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

/** From when until when a driver is added to the day. */
export function AddDriverDialog({ dispatch, driverId, onClose }: { dispatch: Dispatch; driverId: string; onClose: () => void }) {
  const [from, setFrom] = useState('08:00');
  const [until, setUntil] = useState('17:00');
  const isEmpty = from >= until;
  const submit = () => {
    const at = (time: string) => new Date(instantOf(dispatch.day.peek(), time, dispatch.timeZone.peek())).toISOString();
    void dispatch.commands.give({ kind: 'add-driver', driverId, shift: { from: at(from), until: at(until) } });
    onClose();
  };
  return (
    <Dialog title={t.value.addDriverTitle(driverName(dispatch, driverId))} closeLabel={words.value.close} onClose={onClose}
      footer={<><Button onClick={onClose}>{words.value.cancel}</Button><Button kind="main" icon="add" disabled={isEmpty} onClick={submit}>{t.value.add}</Button></>}>
      <div class="row">
        <TextField label={t.value.from} type="time" value={from} onInput={setFrom} required />
        <TextField label={t.value.until} type="time" value={until} onInput={setUntil} error={isEmpty ? t.value.windowEmpty : undefined} required />
      </div>
    </Dialog>
  );
}

/** The keyboard shortcuts, and what the mouse does. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const keys: Record<keyof typeof t.value.shortcuts, string> = {
    search: '/', moves: '← → ↑ ↓', move: 'M', lock: 'L', unassign: 'X', undo: 'Z', replan: 'R', now: 'N', zoom: '+ −', panels: '1 2 3 4', deselect: 'Esc', help: '?',
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
