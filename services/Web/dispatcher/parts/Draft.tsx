import { useState } from 'preact/hooks';
import type { Draft, DraftMove, DraftPlace } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Dialog, Notice, Plate } from '../../shared/components/Surface';
import { clock, duration, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName } from './looks';
import { trialWords } from './trialText';

/** The plan that waits for approval: what it changes of the one that drivers have, in short, and what to do with it. */
export function DraftBar({ dispatch }: { dispatch: Dispatch }) {
  const [isOpen, setOpen] = useState(false);
  const draft = dispatch.draft.value;
  if (!draft) return null;
  const { give, isBusy } = dispatch.commands;
  const publish = () => { void give({ kind: 'publish' }); setOpen(false); };
  const discard = () => { void give({ kind: 'discard-draft' }); setOpen(false); };
  const actions = (
    <>
      {draft.hasPublished && <Button disabled={isBusy.value} onClick={discard}>{t.value.discard}</Button>}
      <Button kind="main" icon="upload" disabled={isBusy.value} onClick={publish}>{t.value.publish}</Button>
    </>
  );
  return (
    <>
      <Notice icon="clock" title={t.value.draft} action={(
        <span class="row narrow">{draft.hasPublished && <Button kind="quiet" onClick={() => setOpen(true)}>{t.value.showDraft}</Button>}{actions}</span>
      )}>
        {draft.hasPublished ? shortText(draft) : t.value.firstDraft}
      </Notice>
      {isOpen && (
        <Dialog title={t.value.draftTitle} closeLabel={words.value.close} onClose={() => setOpen(false)} footer={actions}>
          <Difference dispatch={dispatch} draft={draft} />
        </Dialog>
      )}
    </>
  );
}

function shortText({ moves }: Draft): string {
  const others = moves.filter((move) => move.now && move.then?.driverId !== move.now.driverId).length;
  const added = moves.filter((move) => !move.now).length;
  return [
    others > 0 ? t.value.otherDriver(others) : '', added > 0 ? t.value.newMoves(added) : '',
    moves.length - others - added > 0 ? t.value.otherTime(moves.length - others - added) : '',
  ].filter(Boolean).join(' · ') || t.value.smallDraft;
}

function Difference({ dispatch, draft }: { dispatch: Dispatch; draft: Draft }) {
  const told = draft.difference && trialWords(dispatch, draft.difference, '');
  return (
    <>
      {told && (
        <Notice mood={told.mood}>
          <p class="digits strong">{told.cost}</p>
          {told.breaks.length > 0 && <ul role="list">{told.breaks.map((each) => <li key={each}>{each}</li>)}</ul>}
        </Notice>
      )}
      {draft.moves.length === 0 ? <p>{t.value.smallDraft}</p> : (
        <table class="draft-moves">
          <thead><tr><th>{t.value.panels.move}</th><th>{t.value.inForce}</th><th>{t.value.inDraft}</th></tr></thead>
          <tbody>{draft.moves.map((move) => <Row key={move.moveId} dispatch={dispatch} move={move} />)}</tbody>
        </table>
      )}
    </>
  );
}

function Row({ dispatch, move }: { dispatch: Dispatch; move: DraftMove }) {
  return (
    <tr>
      <th scope="row"><Plate>{move.vehicle?.plate ?? '–'}</Plate></th>
      <td><Place dispatch={dispatch} place={move.now ?? null} /></td>
      <td><Place dispatch={dispatch} place={move.then ?? null} against={move.now ?? null} /></td>
    </tr>
  );
}

/** @param against What stands beside it: what differs from it is marked. */
function Place({ dispatch, place, against }: { dispatch: Dispatch; place: DraftPlace | null; against?: DraftPlace | null }) {
  if (!place) return <span class="muted">{t.value.onNoRoute}</span>;
  const zone = dispatch.timeZone.value;
  const differs = (of: (each: DraftPlace) => string | undefined) => (against && of(against) !== of(place) ? 'strong' : '');
  const window = (each: DraftPlace) => (each.window ? span(each.window, zone) : undefined);
  return (
    <>
      <span class={differs((each) => each.driverId)}>{driverName(dispatch, place.driverId)}</span>, <span class={`digits ${differs((each) => clock(each.eta, zone))}`}>{clock(place.eta, zone)}</span>
      {place.window && <span class={`small muted digits draft-window ${differs(window)}`}>{t.value.promised} {window(place)}</span>}
      {place.lateSeconds > 0 && <span class="small driver-breaks">{t.value.isLate(duration(place.lateSeconds))}</span>}
    </>
  );
}
