import type { LiftLoad, Workshop } from '../../shared/api/boards';
import { Empty, Pill } from '../../shared/components/Surface';
import { clock } from '../../shared/texts/format';
import { fullTimes, quarterAt } from '../state/load';
import { t } from '../texts/texts';

/** Lifts and technicians over the day, by the quarter of an hour. */
export function Load({ loads, workshop, now, timeZone }: { loads: readonly LiftLoad[]; workshop: Workshop | null; now: number; timeZone: string }) {
  if (loads.length === 0) return <section class="board-panel"><h2>{t.value.lifts}</h2><Empty icon="lift" title={t.value.noLoad}>{t.value.noLoadText}</Empty></section>;
  const present = quarterAt(loads, now);
  const full = fullTimes(loads).filter((time) => time.until > now);
  return (
    <section class="board-panel" aria-labelledby="lifts">
      <h2 id="lifts">{t.value.lifts}</h2>
      <p class="load-now">{present ? <strong class="digits">{t.value.liftsBusy(present.liftsBusy, present.lifts)}</strong> : <strong>{t.value.closed}</strong>}</p>
      <Bars loads={loads} now={now} timeZone={timeZone} />
      <p class="row narrow">
        {full.length === 0 ? <Pill mood="good" icon="check">{t.value.neverFull}</Pill> : full.slice(0, 3).map((time) => (
          <Pill key={time.from} mood="caution" icon="alert">{t.value.fullFrom(clock(new Date(time.from), timeZone), clock(new Date(time.until), timeZone))}</Pill>
        ))}
      </p>
      <ul role="list" class="load-facts digits">
        {workshop && <li>{t.value.staff(workshop.lifts, workshop.technicians)}</li>}
        {present && <li>{t.value.parked(present.carsWaiting, present.parking)}</li>}
        {present && <li>{t.value.reception(present.checkIns, present.reception)}</li>}
      </ul>
    </section>
  );
}

/** A bar a quarter of an hour, against the line of what can be worked on at a time. */
function Bars({ loads, now, timeZone }: { loads: readonly LiftLoad[]; now: number; timeZone: string }) {
  const limit = Math.max(1, ...loads.map((load) => load.lifts));
  const present = quarterAt(loads, now);
  const said = loads.filter((load) => load.liftsBusy >= load.lifts || load === present)
    .map((load) => t.value.quarter(clock(load.from, timeZone), load.liftsBusy, load.lifts)).join(', ');
  return (
    <div class="bars" role="img" aria-label={`${t.value.lifts}. ${said}`}>
      <span class="bars-limit tiny" aria-hidden="true">{t.value.limit} {limit}</span>
      <div class="bars-row" aria-hidden="true">
        {loads.map((load) => {
          const mood = load.liftsBusy >= load.lifts ? 'full' : '';
          const when = load === present ? 'present' : Date.parse(load.from) < now ? 'past' : '';
          return (
            <span key={load.from} class={`bar ${mood} ${when}`} title={t.value.quarter(clock(load.from, timeZone), load.liftsBusy, load.lifts)}>
              <span style={{ height: `${(100 * load.liftsBusy) / limit}%` }} />
            </span>
          );
        })}
      </div>
      <div class="bars-hours tiny muted digits" aria-hidden="true">
        {loads.map((load) => <span key={load.from}>{clock(load.from, timeZone).endsWith(':00') ? clock(load.from, timeZone).slice(0, 2) : ''}</span>)}
      </div>
    </div>
  );
}
