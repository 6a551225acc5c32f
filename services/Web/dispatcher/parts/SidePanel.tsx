import type { ComponentChildren } from 'preact';
import { Empty, Pill, Plate } from '../../shared/components/Surface';
import type { Dispatch, Panel } from '../state/dispatch';
import { t } from '../texts/texts';
import { AtRisk } from './AtRisk';
import { History } from './History';
import { MessagesPanel } from './MessagesPanel';
import { MovePanel, Why } from './MovePanel';
import { RoadsPanel } from './RoadsPanel';

const panels: readonly Panel[] = ['move', 'unserved', 'risk', 'messages', 'roads', 'history'];

/** What is selected, what wants attention, and how the day came about. */
export function SidePanel({ dispatch, onMove }: { dispatch: Dispatch; onMove: () => void }) {
  const open = dispatch.panel.value;
  const counts: Partial<Record<Panel, number>> = { unserved: dispatch.answer.value?.unserved.length ?? 0, risk: dispatch.answer.value?.atRisk.length ?? 0, messages: dispatch.messages.unread.value, roads: dispatch.roads.list.value?.length ?? 0 };
  const bodies: Record<Panel, () => ComponentChildren> = {
    move: () => <MovePanel dispatch={dispatch} onMove={onMove} />, unserved: () => <Unserved dispatch={dispatch} />, risk: () => <AtRisk dispatch={dispatch} />, messages: () => <MessagesPanel dispatch={dispatch} />, roads: () => <RoadsPanel dispatch={dispatch} />, history: () => <History dispatch={dispatch} />,
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
