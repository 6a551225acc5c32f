import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { Card, Empty, Loading, Notice, Plate, type Mood } from '../../shared/components/Surface';
import type { IconName } from '../../shared/icons/icons';
import { capital, clock, day, dayKey, span } from '../../shared/texts/format';
import { words } from '../../shared/texts/words';
import { createTracking, type Stage, type Tracking } from '../state/tracking';
import { t } from '../texts/texts';
import { Changes } from './Changes';
import { DriverCard } from './DriverCard';
import { PlaceCard } from './PlaceCard';
import { HandoverCard } from './HandoverCard';
import { MessagesCard } from './MessagesCard';
import { Reports } from './Reports';
import { ReturnCard } from './ReturnCard';
import { VerdictCard } from './VerdictCard';

/** How each stage looks, and what its page shows. A stage more is a row here and its text. */
const stages: Record<Stage, { icon: IconName; mood: Mood; trail: number; shows: readonly ('place' | 'window' | 'driver' | 'code' | 'return' | 'reason')[] }> = {
  placeAsked: { icon: 'pin', mood: 'note', trail: 0, shows: ['place'] },
  requested: { icon: 'search', mood: 'note', trail: 0, shows: [] },
  scheduled: { icon: 'calendar', mood: 'good', trail: 0, shows: ['window', 'code'] },
  onTheWay: { icon: 'navigate', mood: 'note', trail: 0, shows: ['window', 'code', 'driver'] },
  arrived: { icon: 'pin', mood: 'good', trail: 0, shows: ['code', 'driver'] },
  collected: { icon: 'car', mood: 'note', trail: 1, shows: [] },
  atWorkshop: { icon: 'wrench', mood: 'note', trail: 2, shows: ['return'] },
  ready: { icon: 'check', mood: 'good', trail: 2, shows: ['window', 'code', 'return'] },
  returnScheduled: { icon: 'calendar', mood: 'good', trail: 2, shows: ['window', 'code', 'return'] },
  returning: { icon: 'car', mood: 'note', trail: 3, shows: ['window', 'code', 'driver'] },
  returned: { icon: 'home', mood: 'good', trail: 4, shows: [] },
  unserved: { icon: 'alert', mood: 'caution', trail: 0, shows: ['reason'] },
  failed: { icon: 'alert', mood: 'danger', trail: 0, shows: ['reason'] },
  cancelled: { icon: 'close', mood: 'plain', trail: 0, shows: [] },
};

/** Follows, changes and cancels a request, for whoever has its secret link. */
export function TrackingPage({ secret, justBooked }: { secret: string; justBooked: boolean }) {
  const tracking = useMemo(() => createTracking(secret), [secret]);
  useEffect(() => tracking.follow(), [tracking]);

  if (tracking.refusal.value) {
    return <main class="customer"><Card><Empty icon="search" title={t.value.unknownLink}><p>{t.value.unknownLinkText}</p></Empty></Card></main>;
  }
  const stage = tracking.stage.value;
  if (!tracking.request.value || !stage) {
    return <main class="customer">{tracking.stale.value ? <Notice mood="caution" icon="offline">{t.value.retrying}</Notice> : <Loading label={words.value.loading} />}</main>;
  }

  const { shows } = stages[stage];
  const isReturnOff = shows.includes('reason') && tracking.move.value?.kind === 'return';
  return (
    <main class="customer">
      {justBooked && stage !== 'cancelled' && <Booked />}
      {tracking.stale.value && <Notice mood="caution" icon="offline">{t.value.retrying}</Notice>}
      <StatusCard tracking={tracking} stage={stage} />
      {shows.includes('place') && <PlaceCard tracking={tracking} />}
      {shows.includes('code') && tracking.request.value.code && (
        <Card>
          <div class="ends">
            <div><h2>{t.value.code}</h2><p class="muted small">{t.value.codeText}</p></div>
            <p class="code digits" aria-label={[...tracking.request.value.code].join(' ')}>{tracking.request.value.code}</p>
          </div>
        </Card>
      )}
      {shows.includes('driver') && <DriverCard tracking={tracking} />}
      {(shows.includes('return') || isReturnOff) && <ReturnCard key={stage} tracking={tracking} />}
      {tracking.move.value?.waitsUntil && <Notice mood="note" icon="clock">{t.value.waits(clock(tracking.move.value.waitsUntil, tracking.request.value.workshop?.timeZone ?? 'UTC'))}</Notice>}
      {(stage === 'scheduled' || stage === 'onTheWay') && <HandoverCard key="collection" tracking={tracking} of="collection" />}
      {(stage === 'returnScheduled' || stage === 'returning') && <HandoverCard key="return" tracking={tracking} of="return" />}
      <Reports tracking={tracking} />
      {stage === 'returned' && <VerdictCard tracking={tracking} />}
      <MessagesCard tracking={tracking} />
      <WorkshopCard tracking={tracking} />
      <Changes tracking={tracking} stage={stage} />
    </main>
  );
}

function Booked() {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true), () => undefined);
  return <Notice mood="good" action={<Button kind="quiet" onClick={() => void copy()}>{copied ? t.value.copied : t.value.copyLink}</Button>}>{t.value.booked}</Notice>;
}

function StatusCard({ tracking, stage }: { tracking: Tracking; stage: Stage }) {
  const { icon, mood, trail, shows } = stages[stage];
  const request = tracking.request.value;
  const move = tracking.move.value;
  const timeZone = request?.workshop?.timeZone ?? 'UTC';
  const car = request?.wish.vehicle;
  // A stage that the collection and the return have in common is further along on the way back.
  const reached = trail === 0 && move?.kind === 'return' ? (stage === 'arrived' ? 3 : 2) : trail;
  // The window of the collection is no promise of the return.
  const isAhead = stage === 'ready' ? move?.kind === 'return' : shows.includes('window');
  const expected = (stage === 'atWorkshop' || stage === 'returnScheduled') && request?.readyAt ? request.readyAt : null;
  return (
    <section class={`status ${mood}`} aria-live="polite">
      <div class="status-head"><span class="status-icon"><Icon name={icon} size="1.5rem" /></span><h1>{t.value.states[stage]}</h1></div>
      {isAhead && move?.window && (
        <div class="promise">
          <p class="small">{t.value.promised}</p>
          <p class="promise-window digits">{span(move.window, timeZone)}</p>
          <p>{capital(day(move.window.from, timeZone))}</p>
        </div>
      )}
      {isAhead && move?.eta && isToday(move.eta, timeZone, tracking.now.value) && <Estimate eta={move.eta} until={move.window?.until} timeZone={timeZone} now={tracking.now.value} />}
      {expected && <p class="row narrow"><Icon name="wrench" /><span>{t.value.expectedReady(`${capital(day(expected, timeZone))}, ${clock(expected, timeZone)}`)}</span></p>}
      {request?.isLiftHeld && request.wish.hold && <p>{t.value.liftHeld(at(request.wish.hold.from, timeZone), at(request.wish.hold.until, timeZone))}</p>}
      {stage === 'requested' && <p>{t.value.waiting}</p>}
      {shows.includes('reason') && (move?.reason || move?.failure) && (
        <div class="stack tight">
          {move.reason && <p>{move.reason.text}</p>}
          {move.reason?.smallestChange && <p class="small">{t.value.wouldHelp}: {move.reason.smallestChange}</p>}
          {move.failure && <p>{t.value.failures[move.failure]}</p>}
        </div>
      )}
      {car && <p class="row narrow"><Plate>{car.plate}</Plate><span>{[car.make, car.model, car.colour].filter(Boolean).join(' ')}</span></p>}
      {move?.courtesyCar && <p class="row narrow"><Icon name="swap" /><span>{t.value.courtesyComes}</span><Plate>{move.courtesyCar.vehicle.plate}</Plate><span>{[move.courtesyCar.vehicle.make, move.courtesyCar.vehicle.model, move.courtesyCar.vehicle.colour].filter(Boolean).join(' ')}</span></p>}
      {request?.wish.collection && request.wish.return && stage !== 'cancelled' && stage !== 'placeAsked' && <Trail at={reached} />}
    </section>
  );
}

const at = (when: string, timeZone: string) => `${capital(day(when, timeZone))}, ${clock(when, timeZone)}`;

const isToday = (at: string, timeZone: string, now: number) => dayKey(at, timeZone) === dayKey(new Date(now), timeZone);

/** The present estimate: never shown as if it were the promise. */
function Estimate({ eta, until, timeZone, now }: { eta: string; until: string | undefined; timeZone: string; now: number }) {
  const minutes = Math.max(0, Math.round((Date.parse(eta) - now) / 60_000));
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(eta));
  const isLate = until !== undefined && Date.parse(eta) > Date.parse(until);
  return (
    <p class="row narrow small"><Icon name="clock" /><span>{t.value.estimate}: <span class="strong digits">{t.value.estimateIn(time, minutes)}</span></span>
      {isLate && <span class="field-error">{t.value.late}</span>}</p>
  );
}

function Trail({ at }: { at: number }) {
  const names = Object.values(t.value.trail);
  return (
    <ol role="list" class="trail">
      {names.map((name, i) => <li key={i} class={i <= at ? 'done' : ''} aria-current={i === at ? 'step' : undefined}><span class="small">{name}</span></li>)}
    </ol>
  );
}

function WorkshopCard({ tracking }: { tracking: Tracking }) {
  const workshop = tracking.request.value?.workshop;
  if (!workshop) return null;
  return (
    <Card>
      <div class="row"><Icon name="wrench" /><div class="grow"><p class="strong">{workshop.name}</p>{workshop.place.address && <p class="muted small">{workshop.place.address}</p>}</div></div>
    </Card>
  );
}
