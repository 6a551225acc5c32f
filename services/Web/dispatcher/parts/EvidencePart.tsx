import { useState } from 'preact/hooks';
import type { StopAnswer } from '../../shared/api/dispatch';
import type { CorrectionShown, KeyHolding } from '../../shared/api/evidence';
import { Button } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { Notice } from '../../shared/components/Surface';
import { clock, day, dayKey } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import type { Dispatch } from '../state/dispatch';
import { toldOf } from '../state/evidence';
import { t } from '../texts/texts';
import { CorrectionDialog } from './CorrectionDialog';
import { ReportsPart } from './ReportsPart';

/** Who held the key, the condition reports side by side, and what was corrected of what was told. */
export function EvidencePart({ dispatch, moveId, stops }: { dispatch: Dispatch; moveId: string; stops: readonly StopAnswer[] }) {
  const [isCorrecting, setCorrecting] = useState(false);
  const { evidence } = dispatch;
  const shown = evidence.shown.value;
  if (!shown) return evidence.isAway.value ? <Notice mood="caution" icon="offline" action={<Button kind="quiet" onClick={() => void evidence.load()}>{words.value.tryAgain}</Button>}>{t.value.evidence.away}</Notice> : null;
  const told = toldOf(moveId, stops, shown);
  return (
    <>
      <section class="evidence">
        <h3>{t.value.evidence.keys}</h3>
        <ol role="list" class="keys">{shown.request.keys.map((holding, i) => <Holding key={i} holding={holding} isNow={i === shown.request.keys.length - 1} dispatch={dispatch} />)}</ol>
      </section>
      {shown.reports.length > 0 && <ReportsPart dispatch={dispatch} evidence={shown} />}
      {(told.length > 0 || shown.corrections.length > 0) && (
        <section class="evidence">
          <h3>{t.value.evidence.corrections}</h3>
          {shown.corrections.length === 0 ? <p class="muted small">{t.value.evidence.noCorrections}</p> : (
            <ol role="list" class="stack tight">{shown.corrections.map((each) => <Corrected key={each.correctionId} correction={each} dispatch={dispatch} />)}</ol>
          )}
          {told.length > 0 && <div><Button icon="pen" onClick={() => setCorrecting(true)}>{t.value.evidence.correct}</Button></div>}
        </section>
      )}
      {isCorrecting && <CorrectionDialog dispatch={dispatch} moveId={moveId} told={told} stops={stops} onClose={() => setCorrecting(false)} />}
    </>
  );
}

function Holding({ holding, isNow, dispatch }: { holding: KeyHolding; isNow: boolean; dispatch: Dispatch }) {
  const who = [t.value.evidence.holders[holding.holder], holding.name].filter(Boolean).join(' · ');
  return (
    <li class={isNow ? 'now' : ''} aria-current={isNow ? 'true' : undefined}>
      <Icon name="key" size="1rem" />
      <span class="grow">{who}</span>
      <span class="small muted digits">{holding.since ? whenOf(dispatch, holding.since) : t.value.evidence.before}</span>
    </li>
  );
}

function Corrected({ correction, dispatch }: { correction: CorrectionShown; dispatch: Dispatch }) {
  const what = correction.undone ? t.value.evidence.undone[correction.undone] : t.value.evidence.mileageNow(correction.mileageKm ?? 0);
  return (
    <li class="told-row">
      <time class="small muted digits" dateTime={correction.at}>{whenOf(dispatch, correction.at)}</time>
      <div class="grow">
        <p><span class="strong">{what}</span> <span class="small muted">{t.value.by(correction.by)}</span></p>
        <p class="small">{correction.reason}</p>
      </div>
    </li>
  );
}

/** The time, with its day where it is another than the one that is shown. */
export function whenOf(dispatch: Dispatch, at: string): string {
  const zone = dispatch.timeZone.value;
  return dayKey(at, zone) === dispatch.day.value ? clock(at, zone) : `${day(at, zone)}, ${clock(at, zone)}`;
}
