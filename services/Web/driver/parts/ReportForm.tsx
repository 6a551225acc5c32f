import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Damage, RouteStop } from '../../shared/api/drivers';
import { Button } from '../../shared/components/Button';
import { Check, TextArea, TextField } from '../../shared/components/Field';
import { Dialog, Plate } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import type { Drive } from '../state/drive';
import type { Photo } from '../state/report';
import { t } from '../texts/texts';
import { DamageFields } from './DamageFields';
import { PhotoFields } from './PhotoFields';
import { SignaturePad } from './SignaturePad';

const neededSides = ['front', 'right', 'rear', 'left'] as const;

/** A car changes hands: its condition report. At the workshop it is short; with a customer it is whole. */
export function ReportForm({ drive, stop, kind, onClose }: { drive: Drive; stop: RouteStop; kind: 'collect' | 'handOver'; onClose: () => void }) {
  const isAtCustomer = stop.kind === 'collect' || stop.kind === 'return' || stop.kind === 'swap';
  const isElectric = stop.vehicle?.drive === 'electric';
  const [code, setCode] = useState('');
  const [hasNoCode, setHasNoCode] = useState(false);
  const [codeIsRight, setCodeIsRight] = useState<boolean | null>(null);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [mileage, setMileage] = useState('');
  const [energy, setEnergy] = useState<number | null>(isAtCustomer ? 50 : null);
  const [damages, setDamages] = useState<readonly Damage[]>([]);
  const [hasKey, setHasKey] = useState(false);
  const [keyTag, setKeyTag] = useState('');
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

  const needsPhotos = isAtCustomer;
  const faults = {
    code: isAtCustomer && !hasNoCode && (code.length < 4 ? t.value.codeMissing : codeIsRight === false ? t.value.codeWrong : ''),
    photos: needsPhotos && !neededSides.every((side) => photos.some((photo) => photo.side === side)) ? t.value.photosMissing : '',
    mileage: /^[0-9]{1,7}$/.test(mileage.trim()) ? '' : t.value.mileageMissing,
    key: hasKey ? '' : t.value.keyMissing,
  };
  const error = (text: string | false): string | undefined => (tried && text ? text : undefined);

  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean)) {
      requestAnimationFrame(() => form.current?.querySelector('.field-error')?.scrollIntoView({ block: 'center' }));
      return;
    }
    onClose();
    const report = {
      mileageKm: Number(mileage), fuelPercent: isElectric ? null : energy, chargePercent: isElectric ? energy : null, damages: [...damages],
      note: [keyTag.trim() && `${t.value.keyTag}: ${keyTag.trim()}`, note.trim()].filter(Boolean).join('. ') || null,
      signature, signedBy: signedBy.trim() || null, code: hasNoCode ? null : code || null, photos: [...photos],
    };
    if (kind === 'collect') void drive.collect(stop, t.value.collectedTold, report, t.value.photoTold);
    else void drive.handOver(stop, t.value.handedTold, report, t.value.photoTold);
  };

  return (
    <Dialog title={t.value.reportTitle[kind]} closeLabel={words.value.close} onClose={onClose} footer={
      <Button kind="main" large full icon="check" onClick={() => form.current?.requestSubmit()}>{kind === 'collect' ? t.value.confirmCollect : t.value.confirmHand}</Button>
    }>
      <form ref={form} class="stack wide report" noValidate onSubmit={submit}>
        {stop.vehicle && <p class="row narrow"><Plate>{stop.vehicle.plate}</Plate><span>{[stop.vehicle.make, stop.vehicle.model, stop.vehicle.colour].filter(Boolean).join(' ')}</span></p>}
        {isAtCustomer && (
          <div class="stack narrow">
            {!hasNoCode && <TextField label={t.value.code} hint={codeIsRight ? t.value.codeRight : code.length === 4 && codeIsRight === null ? t.value.codeUnknown : t.value.codeHint}
              inputMode="numeric" maxLength={4} value={code} onInput={(text) => setCode(text.replace(/\D/g, ''))} error={codeIsRight === false ? t.value.codeWrong : error(faults.code)} />}
            <Check label={t.value.noCode} checked={hasNoCode} onChange={setHasNoCode} />
          </div>
        )}
        {needsPhotos && <PhotoFields photos={photos} onChange={setPhotos} error={error(faults.photos)} />}
        <TextField label={t.value.mileage} inputMode="numeric" maxLength={7} value={mileage} onInput={setMileage} error={error(faults.mileage)} />
        {energy !== null && (
          <label class="field"><span class="ends"><span class="strong">{isElectric ? t.value.charge : t.value.fuel}</span><output class="digits strong">{energy} %</output></span>
            <input class="range" type="range" min={0} max={100} step={5} value={energy} onInput={(event) => setEnergy(event.currentTarget.valueAsNumber)} /></label>
        )}
        {isAtCustomer && <DamageFields damages={damages} onChange={setDamages} />}
        {!isAtCustomer && <TextField label={t.value.keyTag} optional={words.value.optional} maxLength={40} value={keyTag} onInput={setKeyTag} />}
        <div><Check label={kind === 'collect' ? t.value.key : t.value.keyGiven} checked={hasKey} onChange={setHasKey} />
          {error(faults.key) && <p class="field-error small">{faults.key}</p>}</div>
        <TextArea label={t.value.note} optional={words.value.optional} maxLength={1900} value={note} onInput={setNote} rows={2} />
        {isAtCustomer && <SignaturePad value={signature} onChange={setSignature} />}
        {isAtCustomer && <TextField label={t.value.signedBy} optional={words.value.optional} maxLength={200} autoComplete="off" value={signedBy} onInput={setSignedBy} />}
      </form>
    </Dialog>
  );
}
