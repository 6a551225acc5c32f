import { useState } from 'preact/hooks';
import type { RequestAnswer } from '../../shared/api/adviser';
import { Button } from '../../shared/components/Button';
import { Card, Empty, Loading, Notice, Pill, Plate, type Mood } from '../../shared/components/Surface';
import type { IconName } from '../../shared/icons/icons';
import { clock, day, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { standingOf, type AskingState, type Standing } from '../state/asking';
import { t } from '../texts/texts';

const looks: Record<Standing, { mood: Mood; icon: IconName }> = {
  waiting: { mood: 'note', icon: 'clock' }, released: { mood: 'danger', icon: 'alert' }, answered: { mood: 'good', icon: 'check' }, cancelled: { mood: 'plain', icon: 'close' },
};

/** Who waits for nothing more is below those whose answer is waited for. */
const order: readonly Standing[] = ['released', 'waiting', 'answered', 'cancelled'];

/** Those that were asked, without a word of who they are: whoever passes by sees the screen. */
export function AskedList({ asking, timeZone }: { asking: AskingState; timeZone: string }) {
  const asked = asking.asked.value;
  const sorted = [...asked ?? []].sort((a, b) => order.indexOf(standingOf(a)) - order.indexOf(standingOf(b)));
  return (
    <div class="stack">
      {asking.sent.value && <Sent asking={asking} />}
      <Card title={t.value.askedTitle}>
        {asking.isListLost.value && <Notice mood="danger" icon="offline">{words.value.offline}</Notice>}
        {!asked && !asking.isListLost.value && <Loading label={words.value.loading} />}
        {asked?.length === 0 && <Empty icon="pin" title={t.value.askedNone}>{t.value.askedNoneText}</Empty>}
        <ul role="list" class="asked">{sorted.map((request) => <Asked key={request.requestId} request={request} timeZone={timeZone} />)}</ul>
      </Card>
    </div>
  );
}

/** The customer was asked: the link, should it have to be read out or sent by another way. */
function Sent({ asking }: { asking: AskingState }) {
  const [copied, setCopied] = useState(false);
  const { appointment, booked } = asking.sent.value!;
  return (
    <Notice mood="good" title={t.value.wasAsked(appointment.plate.trim().toUpperCase())} action={<Button kind="quiet" onClick={() => asking.dismiss()}>{words.value.close}</Button>}>
      <div class="stack narrow">
        <p>{t.value.wasAskedText}</p>
        <p><a class="long-link" href={booked.trackingLink} target="_blank" rel="noreferrer">{booked.trackingLink}</a></p>
        {navigator.clipboard && (
          <div><Button icon={copied ? 'check' : 'list'} onClick={() => void navigator.clipboard.writeText(booked.trackingLink).then(() => setCopied(true))}>{copied ? t.value.copied : t.value.copyLink}</Button></div>
        )}
      </div>
    </Notice>
  );
}

function Asked({ request, timeZone }: { request: RequestAnswer; timeZone: string }) {
  const { wish, question } = request;
  const standing = standingOf(request);
  const at = (when: string) => `${day(when, timeZone)}, ${clock(when, timeZone)}`;
  const collection = request.moves.find((move) => move.kind !== 'return');
  const text = standing === 'released' ? t.value.releasedAt(at(question?.releasedAt ?? request.changedAt))
    : standing === 'answered' ? (question?.answeredAt ? t.value.answeredAt(at(question.answeredAt)) : null)
    : standing === 'waiting' && question ? t.value.askedAt(at(question.askedAt)) : null;
  return (
    <li>
      <div class="ends asked-head">
        <span class="row narrow"><Plate>{wish.vehicle.plate}</Plate><span>{[wish.vehicle.make, wish.vehicle.model].filter(Boolean).join(' ')}</span></span>
        <Pill {...looks[standing]}>{t.value.standings[standing]}</Pill>
      </div>
      {wish.workOrder && <p class="small">{t.value.workOrder} {wish.workOrder}</p>}
      {standing === 'waiting' && (wish.hold && request.isLiftHeld
        ? <p>{t.value.liftKept(at(wish.hold.from), at(wish.hold.until))}</p>
        : <p class="muted">{t.value.noLiftKept}</p>)}
      {standing === 'answered' && (collection?.window
        ? <p>{t.value.collectedOn(`${day(collection.window.from, timeZone)}, ${span(collection.window, timeZone)}`)}</p>
        : <p class="muted">{collection?.reason?.text ?? t.value.windowOpen}</p>)}
      {text && <p class="muted small">{text}</p>}
    </li>
  );
}
