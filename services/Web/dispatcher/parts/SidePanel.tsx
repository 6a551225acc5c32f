import type { ComponentChildren } from 'preact';
import type { RiskAnswer } from '../../shared/api/dispatch';
import { Empty, Pill, Plate } from '../../shared/components/Surface';
import { duration, span } from '../../shared/texts/format';
import type { Dispatch, Panel } from '../state/dispatch';
import { t } from '../texts/texts';
import { History } from './History';
import { plateOfMove } from './looks';
import { MovePanel, Why } from './MovePanel';
import { RoadsPanel } from './RoadsPanel';

const panels: readonly Panel[] = ['move', 'unserved', 'risk', 'roads', 'history'];

/** What is selected, what wants attention, and how the day came about. */
export function SidePanel({ dispatch, onMove }: { dispatch: Dispatch; onMove: () => void }) {
  const open = dispatch.panel.value;
  const counts: Partial<Record<Panel, number>> = { unserved: dispatch.answer.value?.unserved.length ?? 0, risk: dispatch.answer.value?.atRisk.length ?? 0, roads: dispatch.roads.list.value?.length ?? 0 };
  const bodies: Record<Panel, () => ComponentChildren> = {
    move: () => <MovePanel dispatch={dispatch} onMove={onMove} />, unserved: () => <Unserved dispatch={dispatch} />, risk: () => <AtRisk dispatch={dispatch} />, roads: () => <RoadsPanel dispatch={dispatch} />, history: () => <History dispatch={dispatch} />,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? panels.length - 1 : 0;
    const next = panels[(panels.indexOf(open) + step) % panels.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    dispatch.panel.value = next;
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <section class="side-panel">
      <div class="tabs" role="tablist" aria-label={t.value.title} onKeyDown={onKeyDown}>
        {panels.map((each) => (
          <button key={each} type="button" role="tab" id={`tab-${each}`} aria-selected={each === open} aria-controls="panel" tabIndex={each === open ? 0 : -1} onClick={() => { dispatch.panel.value = each; }}>
            {t.value.panels[each]}{counts[each] ? <span class={`count digits ${each}`}>{counts[each]}</span> : null}
          </button>
        ))}
      </div>
      <div class="panel-body" role="tabpanel" id="panel" aria-labelledby={`tab-${open}`} tabIndex={0}>{bodies[open]()}</div>
    </section>
  );
}

function Unserved({ dispatch }: { dispatch: Dispatch }) {
  const moves = dispatch.answer.value?.unserved ?? [];
  if (moves.length === 0) return <Empty icon="check" title={t.value.noUnserved} />;
  return (
    <ul role="list" class="rows">
      {moves.map((move) => (
        <li key={move.moveId}>
          <button type="button" class="pressed-row" onClick={() => dispatch.select(move.moveId)}>
            <span class="ends"><Plate>{move.vehicle?.plate ?? '–'}</Plate><Pill>{t.value.moveKinds[move.kind]}</Pill></span>
            <Why dispatch={dispatch} move={move} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function AtRisk({ dispatch }: { dispatch: Dispatch }) {
  const risks = dispatch.answer.value?.atRisk ?? [];
  if (risks.length === 0) return <Empty icon="check" title={t.value.noRisk} />;
  return (
    <ul role="list" class="rows">
      {risks.map((risk) => (
        <li key={`${risk.moveId} ${risk.stopIndex}`}>
          <button type="button" class="pressed-row" onClick={() => dispatch.select(risk.moveId)} onPointerEnter={() => { dispatch.hovered.value = risk.moveId; }} onPointerLeave={() => { dispatch.hovered.value = null; }}>
            <span class="ends"><span class="row narrow"><Plate>{plateOfMove(dispatch, risk.moveId)}</Plate><span>{risk.driverName}</span></span>
              <Pill mood={risk.cause === 'tight' ? 'caution' : 'danger'}>{t.value.causes[risk.cause]}</Pill></span>
            <span class="ends small"><span class="muted digits">{t.value.promised} {span(risk.window, dispatch.timeZone.value)}</span><span class="strong digits">{leftText(risk)}</span></span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function leftText({ secondsLeft }: RiskAnswer): string {
  if (secondsLeft === null || secondsLeft === undefined) return '';
  return secondsLeft < 0 ? t.value.missedBy(duration(-secondsLeft)) : t.value.minutesLeft(duration(secondsLeft));
}
