import type { RiskAnswer } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { Empty, Pill, Plate } from '../../shared/components/Surface';
import { duration, span } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { driverName, plateOfMove } from './looks';
import { shortCostText, trialWords } from './trialText';

/** Promises that may not be kept, the most urgent first, each with the best that can be done. */
export function AtRisk({ dispatch }: { dispatch: Dispatch }) {
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
          <RepairLine dispatch={dispatch} risk={risk} />
        </li>
      ))}
    </ul>
  );
}

function leftText({ secondsLeft }: RiskAnswer): string {
  if (secondsLeft === null || secondsLeft === undefined) return '';
  return secondsLeft < 0 ? t.value.missedBy(duration(-secondsLeft)) : t.value.minutesLeft(duration(secondsLeft));
}

/** The best repair with its cost, and the button that makes it. */
function RepairLine({ dispatch, risk: { moveId, cause } }: { dispatch: Dispatch; risk: RiskAnswer }) {
  const repair = dispatch.repairs.found.value.get(moveId);
  if (!repair) return <p class="repair small muted"><span class="spinner" />{t.value.trying}</p>;
  const { order, trial } = repair;
  if (!order || !trial) return <p class="repair small muted">{trial?.refusal ? trial.refusal.text : cause === 'tight' ? t.value.noEarlier : t.value.noRepair}</p>;
  const { breaks } = trialWords(dispatch, trial, moveId);
  const what = order.window ? t.value.repairWindow(span(order.window, dispatch.timeZone.value)) : t.value.repairDriver(driverName(dispatch, order.toDriverId ?? ''));
  return (
    <div class="repair small">
      <Icon name={order.window ? 'clock' : 'swap'} size="1.1rem" />
      <span class="grow"><span class="strong">{what}</span> <span class="digits">{[trial.by === 'taxi' ? t.value.byTaxi : '', shortCostText(trial)].filter(Boolean).join(', ')}</span>
        {breaks.length > 0 && <span class="driver-breaks">{breaks.join('; ')}</span>}</span>
      <Button disabled={dispatch.commands.isBusy.value} onClick={() => void dispatch.commands.give(order)}>{order.window ? t.value.makeWindow : t.value.makeDriver}</Button>
    </div>
  );
}
