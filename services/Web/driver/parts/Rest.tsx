import type { RouteSheet, RouteStop } from '../../shared/api/drivers';
import { Icon } from '../../shared/components/Icon';
import { Card, Pill, Plate } from '../../shared/components/Surface';
import { clock, span } from '../../shared/texts/format';
import type { Drive } from '../state/drive';
import { isCourtesyAt } from '../state/steps';
import { t } from '../texts/texts';
import { stopIcons } from '../../shared/icons/stopIcons';

/** The rest of the day, and what is done already, folded away. */
export function Rest({ drive, sheet }: { drive: Drive; sheet: RouteSheet }) {
  const next = drive.next.value?.stop;
  return (
    <Card title={t.value.rest} aside={<span class="muted small digits">{t.value.shift(span(sheet.shift, sheet.timeZone))}</span>}>
      <ol role="list" class="rest">
        {drive.stops.value.map(({ stop, phase }, i) => (
          <li key={i} class={`rest-stop ${phase}${stop === next ? ' is-next' : ''}`}>
            <span class="digits rest-time">{clock(stop.eta, sheet.timeZone)}</span>
            <span class="rest-icon"><Icon name={stopIcons[stop.kind]} /></span>
            <div class="grow">
              <p><span class="strong">{t.value.kinds[stop.kind]}</span>{plateAt(stop, sheet) && <> <Plate>{plateAt(stop, sheet) ?? ''}</Plate></>}</p>
              {stop.moveId && <p class="muted small">{stop.place.address}</p>}
            </div>
            {phase === 'done' && stop.moveId && <Pill mood="good" icon="check">{t.value.done}</Pill>}
            {phase === 'failed' && <Pill mood="danger">{t.value.failedState}</Pill>}
            {stop === next && <Pill mood="note">{t.value.nextStop}</Pill>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The car that changes hands there; where it is a courtesy car, that one. */
const plateAt = (stop: RouteStop, sheet: RouteSheet): string | undefined =>
  (stop.kind !== 'swap' && isCourtesyAt(stop, sheet.stops, 'handOver') ? stop.courtesyCar : stop)?.vehicle?.plate;
