import type { CommandAnswer } from '../../shared/api/dispatch';
import { Empty, Pill, type Mood } from '../../shared/components/Surface';
import { clock, day } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';

const moods: Record<CommandAnswer['state'], Mood> = { pending: 'plain', applied: 'good', refused: 'danger' };

/** The day's plan versions and commands, latest first. */
export function History({ dispatch }: { dispatch: Dispatch }) {
  const history = dispatch.history.value;
  if (!history || (history.plans.length === 0 && history.commands.length === 0)) return <Empty icon="history" title={t.value.noHistory} />;
  const zone = dispatch.timeZone.value;
  const rows = [
    ...history.plans.map((plan) => ({ at: plan.publishedAt, key: `plan ${plan.version}`, row: (
      <><p class="strong">{t.value.planRow(plan.version, plan.cause)}</p><p class="small muted">{t.value.planFigures(plan.routes, plan.moves, plan.unserved)}</p></>
    ) })),
    ...history.commands.map((command) => ({ at: command.at, key: command.commandId, row: (
      <>
        <p class="ends"><span>{commandText(dispatch, command.kind, command.body as Named)} <span class="muted small">{t.value.by(command.by)}</span></span><Pill mood={moods[command.state]}>{t.value.commandStates[command.state]}</Pill></p>
        {command.text && <p class="small">{command.text}</p>}
      </>
    ) })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <ol role="list" class="rows">
      {rows.map(({ at, key, row }) => <li key={key} class="told-row"><time class="small muted digits" dateTime={at} title={day(at, zone)}>{clock(at, zone)}</time><div class="grow">{row}</div></li>)}
    </ol>
  );
}

interface Named {
  kind?: string;
  moveId?: string | null;
  driverId?: string | null;
}

/** A command in words: what it does, and to what. */
export function commandText(dispatch: Dispatch, kind: string, { moveId, driverId }: Named): string {
  const subject = moveId ? plateOfMove(dispatch, moveId) : driverId ? driverName(dispatch, driverId) : '';
  return t.value.commandOf[kind]?.(subject) ?? kind;
}
