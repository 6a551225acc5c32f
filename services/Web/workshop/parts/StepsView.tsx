import { useState } from 'preact/hooks';
import { Button, IconButton } from '../../shared/components/Button';
import { Check, Segments, Select, TextField } from '../../shared/components/Field';
import { Icon } from '../../shared/components/Icon';
import { Card, Loading, Notice, Pill } from '../../shared/components/Surface';
import type { Step, StepKind } from '../../shared/api/steps';
import type { IconName } from '../../shared/icons/icons';
import { languageNames, languages } from '../../shared/state/language';
import { saidOf, sideOf } from '../../shared/state/steps';
import { clock, day } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { isWithoutText, needsText, occasions, type Addition, type StepsState } from '../state/steps';
import { t } from '../texts/texts';
import { StepsPreview } from './StepsPreview';

const icons: Record<StepKind, IconName> = { code: 'lock', plate: 'car', photo: 'camera', energy: 'fuel', damage: 'alert', key: 'key', question: 'message', signature: 'pen' };

/** What a step is called in the list. */
const nameOf = (step: Step): string =>
  step.kind === 'question' ? (isWithoutText(step) ? t.value.stepKinds.question : saidOf(step))
    : step.kind === 'photo' ? `${t.value.stepKinds.photo}: ${isWithoutText(step) ? '…' : sideOf(step)}` : t.value.stepKinds[step.kind];

const additionName = (what: Addition): string => {
  const [kind, side] = what.split(' ') as [StepKind, string | undefined];
  return side ? `${t.value.stepKinds.photo}: ${words.value.sides[side] ?? side}` : kind === 'photo' ? t.value.photoOfElse : t.value.stepKinds[kind];
};

/** What drivers ask, photograph and have signed at this workshop's stops: seen, changed, and saved as a new version. */
export function StepsView({ steps, timeZone }: { steps: StepsState; timeZone: string }) {
  const lists = steps.lists.value;
  return (
    <main class="desk">
      <header class="stack narrow"><h1>{t.value.stepsTitle}</h1><p class="muted">{t.value.stepsText}</p></header>
      {steps.isAway.value && <Notice mood="danger" icon="offline" action={<Button kind="quiet" onClick={() => void steps.load()}>{words.value.tryAgain}</Button>}>{words.value.offline}</Notice>}
      {!lists && !steps.isAway.value && <Loading label={words.value.loading} shown />}
      {lists && (
        <>
          <VersionLine steps={steps} timeZone={timeZone} />
          <Segments label={t.value.occasion} hideLabel value={steps.occasion.value} onChange={(occasion) => { steps.occasion.value = occasion; }}
            options={occasions.map((value) => ({ value, label: t.value.occasions[value] }))} />
          <div class="desk-columns">
            <Editor steps={steps} list={lists[steps.occasion.value]} />
            <StepsPreview steps={lists[steps.occasion.value]} occasion={steps.occasion.value} />
          </div>
          <SaveBar steps={steps} />
        </>
      )}
    </main>
  );
}

function VersionLine({ steps, timeZone }: { steps: StepsState; timeZone: string }) {
  const present = steps.present.value;
  const shown = steps.shown.value;
  if (!present || !shown) return null;
  const versions = Array.from({ length: present.version + 1 }, (_, i) => present.version - i);
  return (
    <div class="version-line">
      <Select label={t.value.version} value={String(shown.version)} onChange={(version) => void steps.load(Number(version))}
        options={versions.map((version) => ({ value: String(version), label: version === 0 ? t.value.usualSteps : version === present.version ? t.value.versionNow(version) : t.value.versionOf(version) }))} />
      {shown.version > 0 && shown.at && <p class="muted small">{t.value.madeBy(shown.by ?? '', `${day(shown.at, timeZone)}, ${clock(shown.at, timeZone)}`)}</p>}
      {shown.version !== present.version && <Pill mood="note" icon="history">{t.value.olderVersion}</Pill>}
    </div>
  );
}

function Editor({ steps, list }: { steps: StepsState; list: readonly Step[] }) {
  const [addition, setAddition] = useState<Addition>('question');
  const additions = steps.additions.value;
  const chosen = additions.includes(addition) ? addition : additions[0] ?? 'question';
  const done = steps.done.value;
  const moved = done && list.find((step) => step.key === done.key);
  const whole = steps.faults.value.get(steps.occasion.value);
  return (
    <div class="stack">
      <p class="unseen" role="status">{moved && done ? t.value.movedTo(nameOf(moved), done.at, done.of) : ''}</p>
      {whole && <Notice mood="danger">{whole}</Notice>}
      {list.length === 0 && <p class="muted">{t.value.noSteps}</p>}
      <ol role="list" class="steps">
        {list.map((step, i) => <StepRow key={step.key} steps={steps} step={step} at={i} of={list.length} />)}
      </ol>
      <Card>
        <div class="add-step">
          <Select label={t.value.addStep} value={chosen} onChange={setAddition} options={additions.map((value) => ({ value, label: additionName(value) }))} />
          <Button icon="add" onClick={() => steps.add(chosen)}>{t.value.add}</Button>
        </div>
      </Card>
    </div>
  );
}

function StepRow({ steps, step, at, of }: { steps: StepsState; step: Step; at: number; of: number }) {
  const path = `${steps.occasion.value}[${at}]`;
  const fault = [...steps.faults.value].filter(([field]) => field === path || field.startsWith(`${path}.`)).map(([, text]) => text).join(' ')
    || (steps.tried.value && steps.missing.value.has(`${path}.text`) ? t.value.stepTextMissing : '');
  const name = nameOf(step);
  // The button that was pressed stays under the finger; at an end, where it cannot be pressed any more, the other one does.
  const move = (by: -1 | 1) => {
    steps.move(step.key, by);
    requestAnimationFrame(() => {
      const row = document.getElementById(`step-${step.key}`);
      const wanted = row?.querySelector<HTMLButtonElement>(by < 0 ? '.step-up button' : '.step-down button');
      (wanted?.disabled ? row?.querySelector<HTMLButtonElement>(by < 0 ? '.step-down button' : '.step-up button') : wanted)?.focus();
    });
  };
  return (
    <li class={fault ? 'step wrong' : 'step'} id={`step-${step.key}`}>
      <div class="step-head">
        <span class="step-icon"><Icon name={icons[step.kind]} /></span>
        <span class="grow strong">{name}</span>
        <span class="step-required"><Check label={t.value.required} checked={step.required} onChange={(required) => steps.set(step.key, { required })} /></span>
        <span class="step-up"><IconButton icon="down" label={t.value.moveUp(name)} disabled={at === 0} onClick={() => move(-1)} /></span>
        <span class="step-down"><IconButton icon="down" label={t.value.moveDown(name)} disabled={at === of - 1} onClick={() => move(1)} /></span>
        <IconButton icon="trash" label={t.value.removeStep(name)} onClick={() => steps.remove(step.key)} />
      </div>
      {step.kind === 'question' && (
        <Segments label={t.value.answeredBy} value={step.answer ?? 'yesNo'} onChange={(answer) => steps.set(step.key, { answer })}
          options={(['yesNo', 'text'] as const).map((value) => ({ value, label: t.value.answerKinds[value] }))} />
      )}
      {needsText(step) && (
        <div class="pair">
          {languages.map((language) => (
            <TextField key={language} label={`${step.kind === 'question' ? t.value.questionText : t.value.photoText} · ${languageNames[language]}`} maxLength={300} autoComplete="off"
              value={step.text?.[language] ?? ''} onInput={(text) => steps.set(step.key, { text: { ...step.text, [language]: text } })} />
          ))}
        </div>
      )}
      {fault && <p class="field-error small" role="alert">{fault}</p>}
    </li>
  );
}

function SaveBar({ steps }: { steps: StepsState }) {
  const next = (steps.present.value?.version ?? 0) + 1;
  const failure = steps.failure.value;
  return (
    <div class="save-bar stack narrow">
      {steps.saved.value !== null && <Notice mood="good" title={t.value.savedAs(steps.saved.value)}>{t.value.savedText}</Notice>}
      {failure && (
        <Notice mood="danger" title={words.value.somethingWrong} {...(failure.code === 'steps-changed' ? { action: <Button kind="quiet" onClick={() => void steps.load()}>{t.value.lookAtNewest}</Button> } : {})}>
          {failure.isOffline ? words.value.offline : steps.faults.value.size > 0 ? t.value.seeFields : failure.message}
        </Notice>
      )}
      <div class="row">
        <Button kind="main" icon="check" busy={steps.saving.value} disabled={!steps.isChanged.value} onClick={() => void steps.save()}>{t.value.saveAs(next)}</Button>
        {steps.isChanged.value && <Button kind="quiet" icon="undo" onClick={() => void steps.load()}>{t.value.discardChanges}</Button>}
      </div>
    </div>
  );
}
