import { useMemo } from 'preact/hooks';
import type { RouteAnswer, StopAnswer } from '../../shared/api/dispatch';
import { Icon } from '../../shared/components/Icon';
import { clock, distance } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { endOf, movesOf, startOf } from '../state/schedule';
import { t } from '../texts/texts';
import { meansIcons, moveLook, plateOf } from './looks';

/** From instants to pixels. */
export interface Scale {
  from: number;
  pixelsPerMinute: number;
}

export const xOf = (at: number, { from, pixelsPerMinute }: Scale): number => ((at - from) / 60_000) * pixelsPerMinute;

const narrowPixels = 62;
const leastStopPixels = 5;

/** A driver's day: the shift, empty legs between moves, and a block for each move. */
export function RouteRow({ dispatch, route, top, colour, scale, tabStop, onOpen }: {
  dispatch: Dispatch; route: RouteAnswer; top: number; colour: number; scale: Scale; tabStop: string | undefined; onOpen: (driverId: string) => void;
}) {
  const zone = dispatch.timeZone.value;
  const lane = useMemo(
    () => <Lane dispatch={dispatch} route={route} scale={scale} zone={zone} tabStop={tabStop} />,
    [route, scale.from, scale.pixelsPerMinute, zone, dispatch.locks.value, dispatch.changed.value, dispatch.filter.found.value, tabStop, t.value]);
  const isBehind = (route.acknowledgedVersion ?? 0) < route.planVersion;
  return (
    <div class="line" data-driver={route.driverId} style={{ top: `${top}px`, '--driver': `var(--driver-${colour})` }}>
      <button type="button" class="line-label" onClick={() => onOpen(route.driverId)}>
        <span class="line-name"><i class="driver-dot" /><span class="strong">{route.driverName}</span>
          {isBehind && <span title={t.value.notTaken}><Icon name="offline" size="0.9rem" label={t.value.notTaken} /></span>}</span>
        <span class="muted tiny line-facts" title={t.value.kilometres(distance(route.loadedMetres), distance(route.emptyMetres))}>
          <Icon name={meansIcons[route.means]} size="0.9rem" label={t.value.means[route.means]} />
          <span class="digits">{route.movesDone}/{route.moves}</span>
          <span class={route.state === 'unavailable' ? 'field-error' : ''}>{t.value.driverStates[route.state]}</span>
        </span>
      </button>
      {lane}
    </div>
  );
}

function Lane({ dispatch, route, scale, zone, tabStop }: { dispatch: Dispatch; route: RouteAnswer; scale: Scale; zone: string; tabStop: string | undefined }) {
  const shift = [xOf(Date.parse(route.shift.from), scale), xOf(Date.parse(route.shift.until), scale)] as const;
  return (
    <div class="lane">
      <span class="shift" style={{ left: `${shift[0]}px`, width: `${shift[1] - shift[0]}px` }} />
      {route.stops.map((stop, i) => {
        const before = route.stops[i - 1];
        return before && stop.leg && !stop.leg.loaded && <EmptyLeg key={i} from={endOf(before)} seconds={stop.leg.durationSeconds} scale={scale} />;
      })}
      {route.stops.map((stop, i) => stop.moveId ? null : (
        <span key={i} class={`pause ${stop.kind}`} title={`${t.value.kinds[stop.kind]} ${clock(stop.eta, zone)}`}
          style={{ left: `${xOf(startOf(stop), scale)}px`, width: `${Math.max(3, xOf(endOf(stop), scale) - xOf(startOf(stop), scale))}px` }} />
      ))}
      {movesOf(route).map((moveId) => (
        <MoveBlock key={moveId} dispatch={dispatch} moveId={moveId} driver={route.driverName} stops={route.stops.filter((stop) => stop.moveId === moveId)}
          scale={scale} zone={zone} isTabStop={moveId === tabStop} />
      ))}
    </div>
  );
}

function EmptyLeg({ from, seconds, scale }: { from: number; seconds: number; scale: Scale }) {
  return <span class="empty-leg" style={{ left: `${xOf(from, scale)}px`, width: `${(seconds / 60) * scale.pixelsPerMinute}px` }} />;
}

function MoveBlock({ dispatch, moveId, driver, stops, scale, zone, isTabStop }: {
  dispatch: Dispatch; moveId: string; driver: string; stops: readonly StopAnswer[]; scale: Scale; zone: string; isTabStop: boolean;
}) {
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (!first || !last) return null;
  const left = xOf(startOf(first), scale);
  const width = Math.max(leastStopPixels * 2, xOf(endOf(last), scale) - left);
  const plate = plateOf(stops);
  const lock = dispatch.locks.value.get(moveId) ?? 'none';
  const found = dispatch.filter.found.value;
  const look = [
    'block', moveLook(stops, dispatch.risks.value.has(moveId)), dispatch.changed.value.has(moveId) ? 'changed' : '', found && !found.has(moveId) ? 'aside' : '',
  ].join(' ');
  const label = t.value.moveLabel(plate, driver, clock(new Date(startOf(first)), zone), clock(new Date(endOf(last)), zone));
  return (
    <button type="button" class={look} data-move={moveId} tabIndex={isTabStop ? 0 : -1} aria-label={label} style={{ left: `${left}px`, width: `${width}px` }}>
      <span class="block-plate tiny digits">{lock !== 'none' && <Icon name="lock" size="0.7rem" />}{width < narrowPixels ? plate.slice(-4) : plate}</span>
      <span class="loaded-leg" />
      {stops.map((stop) => {
        const at = xOf(startOf(stop), scale) - left;
        return <span key={stop.stopIndex} class={`stop-mark ${stop.kind} ${stop.state}`} style={{ left: `${at}px`, width: `${Math.max(leastStopPixels, xOf(endOf(stop), scale) - left - at)}px` }} />;
      })}
      {stops.map((stop) => stop.window && (
        <span key={`window ${stop.stopIndex}`} class="promise-mark" style={{ left: `${xOf(Date.parse(stop.window.from), scale) - left}px`, width: `${xOf(Date.parse(stop.window.until), scale) - xOf(Date.parse(stop.window.from), scale)}px` }} />
      ))}
    </button>
  );
}
