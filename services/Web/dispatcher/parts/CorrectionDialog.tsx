import { useState } from 'preact/hooks';
import { refusalText, type StopAnswer } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Choices, TextArea, TextField } from '../../shared/components/Field';
import { Dialog, Notice } from '../../shared/components/Surface';
import { newId } from '../../shared/state/ids';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import type { Told } from '../state/evidence';
import { t } from '../texts/texts';
import { whenOf } from './EvidencePart';
import { plateOfMove } from './looks';

const keyOf = (told: Told): string => `${told.stopIndex} ${told.what}`;

/** Corrects what was told of a move's stops, with a reason that is kept. */
export function CorrectionDialog({ dispatch, moveId, told, stops, onClose }: {
  dispatch: Dispatch; moveId: string; told: readonly Told[]; stops: readonly StopAnswer[]; onClose: () => void;
}) {
  // As it was when the dialog was opened: a choice does not change under the hand that makes it.
  const [offered] = useState(told);
  const [id] = useState(() => newId());
  const [chosen, setChosen] = useState(() => (offered[0] ? keyOf(offered[0]) : ''));
  const [mileage, setMileage] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const choice = offered.find((each) => keyOf(each) === chosen);
  const isMileage = choice?.what === 'mileage';
  const km = /^\s*\d{1,7}\s*$/.test(mileage) ? Number(mileage) : null;
  const isWhole = choice !== undefined && reason.trim() !== '' && (!isMileage || km !== null);
  const send = async () => {
    setTried(true);
    if (!choice || !isWhole || busy) return;
    setBusy(true);
    setFault(null);
    try {
      await dispatch.evidence.correct(id, moveId, choice, km, reason.trim());
      dispatch.refresh();
      onClose();
    } catch (error) {
      setFault(refusalText(error, words.value));
      setBusy(false);
    }
  };
  const kindOf = (stopIndex: number) => stops.find((stop) => stop.stopIndex === stopIndex)?.kind;
  const line = (each: Told) => {
    const kind = kindOf(each.stopIndex);
    return [kind ? t.value.kinds[kind] : null, whenOf(dispatch, each.at)].filter(Boolean).join(' · ');
  };
  return (
    <Dialog title={t.value.evidence.correctTitle(plateOfMove(dispatch, moveId))} closeLabel={words.value.close} onClose={onClose}
      footer={<><Button onClick={onClose}>{words.value.cancel}</Button><Button kind="main" busy={busy} onClick={() => void send()}>{t.value.evidence.correctSend}</Button></>}>
      <p class="muted">{t.value.evidence.correctText}</p>
      <Choices label={t.value.evidence.whatWrong} value={chosen} onChange={setChosen} options={offered.map((each) => ({
        value: keyOf(each),
        content: <><span class="strong">{each.what === 'mileage' ? t.value.evidence.mileageWrong(each.mileageKm ?? 0) : t.value.evidence.undo[each.what]}</span><span class="small muted"> {line(each)}</span></>,
      }))} />
      {isMileage && <TextField label={t.value.evidence.mileageRight} inputMode="numeric" maxLength={7} value={mileage} onInput={setMileage} error={tried && km === null ? t.value.evidence.mileageMissing : undefined} />}
      <TextArea label={t.value.evidence.reason} hint={t.value.evidence.reasonHint} rows={2} maxLength={500} value={reason} onInput={setReason} error={tried && reason.trim() === '' ? t.value.evidence.reasonMissing : undefined} />
      {fault && <Notice mood="danger">{fault}</Notice>}
    </Dialog>
  );
}
