import type { ComponentChildren } from 'preact';
import type { Step } from '../../shared/api/steps';
import { Icon } from '../../shared/components/Icon';
import { Card } from '../../shared/components/Surface';
import { inParts, saidOf, sideOf } from '../../shared/state/steps';
import { words } from '../../shared/texts/words';
import { t as driverTexts } from '../../driver/texts/texts';
import { isWithoutText, type Occasion } from '../state/steps';
import { t } from '../texts/texts';

/** What the driver is asked, in the words and the order of the driver's page, whose texts these are. Drawn and not made of real fields: nothing can be typed here. */
export function StepsPreview({ steps, occasion }: { steps: readonly Step[]; occasion: Occasion }) {
  const say = driverTexts.value;
  const { first, photos, then, signature } = inParts(steps);
  const isTaken = occasion === 'collect' || occasion === 'pickUp';
  const isAtCustomer = occasion === 'collect' || occasion === 'return';
  const named: Record<Exclude<Step['kind'], 'photo' | 'question'>, string> = {
    code: say.code, plate: say.plateRead, energy: `${say.fuel} / ${say.charge}`, damage: say.damage, key: isTaken ? say.key : say.keyGiven, signature: say.signature,
  };
  const label = (step: Step) => (isWithoutText(step) ? '…' : step.kind === 'question' ? saidOf(step) : step.kind === 'photo' ? sideOf(step) : named[step.kind]);
  return (
    <Card title={t.value.preview}>
      <p class="muted small">{t.value.previewText}</p>
      <div class="preview">
        <p class="strong preview-title">{isTaken ? say.reportTitle.collect : say.reportTitle.handOver}</p>
        <ol role="list" class="stack">
          {first.map((step) => <Asked key={step.key} label={label(step)} required={step.required}><span class="preview-field" /></Asked>)}
          {photos.length > 0 && (
            <li>
              <p class="strong small">{say.photos}</p>
              <ul role="list" class="preview-photos">
                {photos.map((step) => (
                  <li key={step.key}><span class="preview-photo" aria-hidden="true"><Icon name="camera" /></span><span class="tiny">{label(step)}{!step.required && <span class="muted"> · {words.value.optional}</span>}</span></li>
                ))}
              </ul>
            </li>
          )}
          <Asked label={say.mileage} required><span class="preview-field" /></Asked>
          {then.map((step) => <Asked key={step.key} label={label(step)} required={step.required}>{lookOf(step)}</Asked>)}
          {signature && <Asked label={label(signature)} required={signature.required}><span class="preview-sign" /></Asked>}
        </ol>
      </div>
      {isAtCustomer && <p class="muted small">{t.value.previewNobody}</p>}
    </Card>
  );
}

function Asked({ label, required, children }: { label: string; required: boolean; children: ComponentChildren }) {
  return <li><p class="small"><span class="strong">{label}</span>{!required && <span class="muted"> · {words.value.optional}</span>}</p><span aria-hidden="true">{children}</span></li>;
}

function lookOf(step: Step): ComponentChildren {
  if (step.kind === 'energy') return <span class="preview-range" />;
  if (step.kind === 'key') return <span class="preview-check" />;
  if (step.kind === 'damage') return <span class="preview-sign"><Icon name="car" size="2.5rem" /></span>;
  if (step.answer === 'yesNo') return <span class="preview-choice"><span>{driverTexts.value.yes}</span><span>{driverTexts.value.no}</span></span>;
  return <span class="preview-field" />;
}
