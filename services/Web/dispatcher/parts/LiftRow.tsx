import { Icon } from '../../shared/components/Icon';
import { clock } from '../../shared/texts/format';
import type { WorkshopLoad } from '../state/schedule';
import { t } from '../texts/texts';
import { timed } from './RouteRow';

const quarter = 15 * 60_000;

/** A workshop's lifts over the day: a bar for each quarter of an hour, as high as they are in use. */
export function LiftRow({ workshop, begin, zone }: { workshop: WorkshopLoad; begin: number; zone: string }) {
  const lifts = workshop.loads.reduce((most, load) => Math.max(most, load.lifts), 0);
  const busiest = workshop.loads.reduce((most, load) => Math.max(most, load.liftsBusy), 0);
  return (
    <div class="line lift-line">
      <div class="line-label">
        <span class="line-name"><Icon name="lift" size="1rem" /><span class="strong">{workshop.name}</span></span>
        <span class="muted tiny line-facts">{t.value.mostBusy(busiest, lifts)}</span>
      </div>
      <div class="lane" role="img" aria-label={`${workshop.name}: ${t.value.mostBusy(busiest, lifts)}`}>
        {workshop.loads.map((load) => {
          const share = load.lifts === 0 ? 0 : load.liftsBusy / load.lifts;
          return (
            <span key={load.from} class={`timed lift-bar ${share > 1 ? 'over' : share >= 1 ? 'full' : ''}`} style={timed(Date.parse(load.from), Date.parse(load.from) + quarter, begin)}
              title={t.value.liftLoad(clock(load.from, zone), load.liftsBusy, load.lifts, load.carsWaiting, load.checkIns)}>
              <i style={{ height: `${Math.min(1, share) * 100}%` }} />
            </span>
          );
        })}
      </div>
    </div>
  );
}
