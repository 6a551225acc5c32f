import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Damage, HandoverKind, RouteStop, Step } from '../../shared/api/drivers';
import { Button } from '../../shared/components/Button';
import { Check, Segments, Select, TextArea, TextField } from '../../shared/components/Field';
import { Dialog, Plate } from '../../shared/components/Surface';
import { inParts, saidOf, sideOf } from '../../shared/state/steps';
import { words } from '../../shared/texts/words';
import { stopKey, type Drive } from '../state/drive';
import type { Photo } from '../state/report';
import { isAtCustomer, isContactless, isCourtesyAt, readCar } from '../state/steps';
import { t } from '../texts/texts';
import { DamageFields } from './DamageFields';
import { PhotoFields, type Side } from './PhotoFields';
import { SignaturePad } from './SignaturePad';

const handovers: readonly HandoverKind[] = ['inPerson', 'otherPerson', 'reception', 'locker'];

/** A car changes hands: its condition report, as the workshop's steps have it. */
export function ReportForm({ drive, stop, kind, onClose }: { drive: Drive; stop: RouteStop; kind: 'collect' | 'handOver'; onClose: () => void }) {
  const atCustomer = isAtCustomer(stop);
  const { version, steps } = drive.stepsAt(stop, kind);
  const has = (wanted: Step['kind']) => steps.find((step) => step.kind === wanted);
  const isCourtesy = isCourtesyAt(stop, drive.stops.value.map((each) => each.stop), kind);
  // Which courtesy car it is, is not always said.
  const vehicle = isCourtesy ? stop.courtesyCar?.vehicle ?? null : stop.vehicle ?? null;
  const isElectric = vehicle?.drive === 'electric';
  const [handover, setHandover] = useState<HandoverKind>((atCustomer && drive.contacts.value[stopKey(stop)]?.handover?.kind) || 'inPerson');
  const [code, setCode] = useState('');
  const [hasNoCode, setHasNoCode] = useState(false);
  const [codeIsRight, setCodeIsRight] = useState<boolean | null>(null);
  const [carRead, setCarRead] = useState('');
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [mileage, setMileage] = useState('');
  const [energy, setEnergy] = useState(50);
  const [damages, setDamages] = useState<readonly Damage[]>([]);
  const [hasKey, setHasKey] = useState(false);
  const [keyTag, setKeyTag] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState('');
  const [signature, setSignature] = useState<string | null>(null);
  const [signedBy, setSignedBy] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const asked = useMemo(() => ({ code: '' }), []);

  useEffect(() => {
    asked.code = code;
    if (code.length < 4) setCodeIsRight(null);
    else void drive.checkCode(stop, code).then((right) => { if (asked.code === code) setCodeIsRight(right); });
  }, [code]);

  const nobodyThere = isContactless(handover);
  const codeStep = nobodyThere ? undefined : has('code');
  const plateStep = vehicle ? has('plate') : undefined;
  const keyStep = has('key');
  const signatureStep = nobodyThere ? undefined : has('signature');
  const car = carRead.trim() && vehicle ? readCar(carRead, vehicle) : null;
  const parts = inParts(steps);
  const sides: Side[] = parts.photos.map((step) => ({ side: step.key, label: sideOf(step), required: step.required }));
  if (nobodyThere && !sides.some((each) => each.side === 'keyPlace')) sides.push({ side: 'keyPlace', label: words.value.sides.keyPlace ?? 'keyPlace', required: true });
  const lacks = (side: Side) => side.required && !photos.some((photo) => photo.side === side.side);
  const faults: Record<string, string> = {
    code: !codeStep || (hasNoCode && !codeStep.required) ? '' : code.length < 4 ? t.value.codeMissing : codeIsRight === false ? t.value.codeWrong : '',
    plate: carRead.trim() && !car ? t.value.plateWrong : plateStep?.required && !car ? t.value.plateMissing : '',
    photos: sides.some(lacks) ? t.value.photosMissing(sides.filter(lacks).map((side) => side.label).join(', ')) : '',
    mileage: /^[0-9]{1,7}$/.test(mileage.trim()) ? '' : t.value.mileageMissing,
    key: keyStep?.required && !hasKey ? t.value.keyMissing : '',
    signature: signatureStep?.required && !signature ? t.value.signatureMissing : '',
    ...Object.fromEntries(steps.filter((step) => step.kind === 'question' && step.required && !answers[step.key]?.trim()).map((step) => [`question ${step.key}`, t.value.answerMissing])),
  };
  const error = (field: string): string | undefined => (tried && faults[field] ? faults[field] : undefined);

  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean)) {
      requestAnimationFrame(() => form.current?.querySelector('.field-error')?.scrollIntoView({ block: 'center' }));
      return;
    }
    onClose();
    const given = Object.entries(answers).filter(([, answer]) => answer.trim()).map(([step, answer]) => ({ step, answer: answer.trim() }));
    const report = {
      mileageKm: Number(mileage), fuelPercent: has('energy') && !isElectric ? energy : null, chargePercent: has('energy') && isElectric ? energy : null, damages: [...damages],
      note: [keyTag.trim() && `${t.value.keyTag}: ${keyTag.trim()}`, note.trim()].filter(Boolean).join('. ') || null,
      signature, signedBy: signedBy.trim() || null, code: !codeStep || hasNoCode ? null : code || null, ...car,
      handover: atCustomer ? handover : null, stepsVersion: version, answers: keyStep && hasKey ? [{ step: keyStep.key, answer: 'yes' }, ...given] : given, photos: [...photos],
    };
    if (kind === 'collect') void drive.collect(stop, t.value.collectedTold, report, t.value.photoTold);
    else void drive.handOver(stop, t.value.handedTold, report, t.value.photoTold);
  };

  const control = (step: Step) => {
    switch (step.kind) {
      case 'code': return codeStep && (
        <div class="stack narrow">
          {!hasNoCode && <TextField label={t.value.code} hint={codeIsRight ? t.value.codeRight : code.length === 4 && codeIsRight === null ? t.value.codeUnknown : t.value.codeHint}
            inputMode="numeric" maxLength={4} value={code} onInput={(text) => setCode(text.replace(/\D/g, ''))} error={codeIsRight === false ? t.value.codeWrong : error('code')} />}
          {!step.required && <Check label={t.value.noCode} checked={hasNoCode} onChange={setHasNoCode} />}
        </div>
      );
      case 'plate': return plateStep && (
        <TextField label={t.value.plateRead} hint={car ? t.value.plateRight : t.value.plateHint} capitals autoComplete="off" maxLength={17} value={carRead} onInput={setCarRead}
          error={carRead.trim().length >= (vehicle?.plate.length ?? 0) && !car ? faults.plate : error('plate')} />
      );
      case 'energy': return (
        <label class="field"><span class="ends"><span class="strong">{isElectric ? t.value.charge : t.value.fuel}</span><output class="digits strong">{energy} %</output></span>
          <input class="range" type="range" min={0} max={100} step={5} value={energy} onInput={(event) => setEnergy(event.currentTarget.valueAsNumber)} /></label>
      );
      case 'damage': return <DamageFields damages={damages} onChange={setDamages} />;
      case 'key': return (
        <div>{!atCustomer && <TextField label={t.value.keyTag} optional={words.value.optional} maxLength={40} value={keyTag} onInput={setKeyTag} />}
          <Check label={kind === 'collect' ? t.value.key : t.value.keyGiven} checked={hasKey} onChange={setHasKey} />
          {error('key') && <p class="field-error small">{faults.key}</p>}</div>
      );
      case 'question': return step.answer === 'yesNo' ? (
        <div><Segments label={saidOf(step)} value={answers[step.key] ?? null} onChange={(answer) => setAnswers({ ...answers, [step.key]: answer })}
          options={[{ value: 'yes', label: t.value.yes }, { value: 'no', label: t.value.no }]} />
          {error(`question ${step.key}`) && <p class="field-error small">{t.value.answerMissing}</p>}</div>
      ) : (
        <TextField label={saidOf(step)} {...(step.required ? {} : { optional: words.value.optional })} maxLength={500} value={answers[step.key] ?? ''}
          onInput={(answer) => setAnswers({ ...answers, [step.key]: answer })} error={error(`question ${step.key}`)} />
      );
      case 'signature': return signatureStep && <>
        <SignaturePad value={signature} onChange={setSignature} />
        {error('signature') && <p class="field-error small">{faults.signature}</p>}
        <TextField label={t.value.signedBy} optional={words.value.optional} maxLength={200} autoComplete="off" value={signedBy} onInput={setSignedBy} />
      </>;
      default: return null;
    }
  };
  return (
    <Dialog title={t.value.reportTitle[kind]} closeLabel={words.value.close} onClose={onClose} footer={
      <Button kind="main" large full icon="check" onClick={() => form.current?.requestSubmit()}>{kind === 'collect' ? t.value.confirmCollect : t.value.confirmHand}</Button>
    }>
      <form ref={form} class="stack wide report" noValidate onSubmit={submit}>
        {vehicle && <p class="row narrow">{isCourtesy && <span>{t.value.courtesyCar}</span>}<Plate>{vehicle.plate}</Plate><span>{[vehicle.make, vehicle.model, vehicle.colour].filter(Boolean).join(' ')}</span></p>}
        {atCustomer && <Select label={t.value.handoverTo} value={handover} onChange={setHandover} options={handovers.map((value) => ({ value, label: t.value.handovers[value] }))} />}
        {parts.first.map((step) => <div key={step.key}>{control(step)}</div>)}
        {sides.length > 0 && <PhotoFields sides={sides} photos={photos} onChange={setPhotos} whereNow={drive.whereNow} error={error('photos')} />}
        <TextField label={t.value.mileage} inputMode="numeric" maxLength={7} value={mileage} onInput={setMileage} error={error('mileage')} />
        {parts.then.map((step) => <div key={step.key}>{control(step)}</div>)}
        <TextArea label={t.value.note} optional={words.value.optional} maxLength={1900} value={note} onInput={setNote} rows={2} />
        {signatureStep && <div class="stack wide">{control(signatureStep)}</div>}
      </form>
    </Dialog>
  );
}
