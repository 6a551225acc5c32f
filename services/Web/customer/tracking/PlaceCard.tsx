import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Card, Notice } from '../../shared/components/Surface';
import { words } from '../../shared/texts/words';
import { Windows } from '../booking/WhenPart';
import { PlacesPart } from '../booking/WherePart';
import { createAnswer } from '../state/answer';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** Where is your car? Asked by the workshop, or left open by the customer; then the windows to choose from. */
export function PlaceCard({ tracking }: { tracking: Tracking }) {
  const answer = useMemo(() => createAnswer(tracking), [tracking]);
  const [tried, setTried] = useState(false);
  const missing = answer.missing();
  const faults = new Map(tried ? [...missing].map(([field, what]) => [field, { where: t.value.whereMissing, vague: t.value.vague, hours: t.value.hoursWrong }[what]] as const) : []);
  const days = answer.offering.daysAhead.value;
  const isWhen = answer.step.value === 'when';
  useEffect(() => { if (isWhen && days !== 10) void answer.offering.ask(); }, [days]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (!isWhen) {
      setTried(true);
      if (missing.size === 0) answer.go('when');
    } else if (answer.offering.chosen.value) {
      void answer.send();
    }
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <h2>{isWhen ? t.value.whenTitle : t.value.whereTitle}</h2>
      {isWhen ? <Card><Windows offering={answer.offering} /></Card> : <PlacesPart booking={answer.placing} faults={faults} />}
      {tracking.fault.value && <Notice mood="danger">{[...tracking.fault.value.fields.values()].join(' ') || tracking.fault.value.message}</Notice>}
      <div class="step-buttons">
        {isWhen && <Button large icon="back" onClick={() => answer.go('where')}>{words.value.back}</Button>}
        <Button kind="main" large submit busy={tracking.sending.value} disabled={isWhen && !answer.offering.chosen.value}>{isWhen ? t.value.book : t.value.moveOn}</Button>
      </div>
    </form>
  );
}
