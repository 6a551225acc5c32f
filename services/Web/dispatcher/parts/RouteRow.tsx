import { useMemo } from 'preact/hooks';
import type { RouteAnswer, StopAnswer } from '../../shared/api/dispatch';
import { Icon } from '../../shared/components/Icon';
import { clock, distance } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { endOf, movesOf, startOf } from '../state/schedule';
import { t } from '../texts/texts';
import { meansIcons, moveLook, plateOf } from './looks';

export const labelPixels = 168;
export const axisPixels = 28;

/** From instants to pixels. */
export interface Scale {
  from: number;
  pixelsPerMinute: number;
}

export const xOf = (at: number, { from, pixelsPerMinute }: Scale): number => ((at - from) / 60_000) * pixelsPerMinute;

/**
 * Where something is on the timeline, in minutes: the style sheet makes pixels of them by --minute, so that zooming changes one
 * number and draws nothing anew.
 */
export const timed = (from: number, until: number, origin: number): Record<string, number> => ({ '--at': (from - origin) / 60_000, '--for': (until - from) / 60_000 });

/** A driver's day: the shift, empty legs between moves, and a block for each move. */
export function RouteRow({ dispatch, route, top, colour, begin, tabStop, onOpen }: {
  dispatch: Dispatch; route: RouteAnswer; top: number; colour: number; begin: number; tabStop: string | undefined; onOpen: (driverId: string) => void;
}) {
  const zone = dispatch.timeZone.value;
  const lane = useMemo(
    () => <Lane dispatch={dispatch} route={route} begin={begin} zone={zone} tabStop={tabStop} />,
    [route, begin, zone, dispatch.locks.value, dispatch.changed.value, dispatch.filter.found.value, tabStop, t.value]);
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

function Lane({ dispatch, route, begin, zone, tabStop }: { dispatch: Dispatch; route: RouteAnswer; begin: number; zone: string; tabStop: string | undefined }) {
  return (
    <div class="lane">
      <span class="timed shift" style={timed(Date.parse(route.shift.from), Date.parse(route.shift.until), begin)} />
      {route.stops.map((stop, i) => {
        const before = route.stops[i - 1];
        if (!before || !stop.leg || stop.leg.loaded) return null;
        return <span key={i} class="timed empty-leg" style={timed(endOf(before), endOf(before) + stop.leg.durationSeconds * 1000, begin)} />;
      })}
      {route.stops.map((stop, i) => stop.moveId ? null : (
        <span key={i} class={`timed pause ${stop.kind}`} title={`${t.value.kinds[stop.kind]} ${clock(stop.eta, zone)}`} style={timed(startOf(stop), endOf(stop), begin)} />
      ))}
      {movesOf(route).map((moveId) => (
        <MoveBlock key={moveId} dispatch={dispatch} moveId={moveId} driver={route.driverName} stops={route.stops.filter((stop) => stop.moveId === moveId)}
          begin={begin} zone={zone} isTabStop={moveId === tabStop} />
      ))}
    </div>
  );
}

function MoveBlock({ dispatch, moveId, driver, stops, begin, zone, isTabStop }: {
  dispatch: Dispatch; moveId: string; driver: string; stops: readonly StopAnswer[]; begin: number; zone: string; isTabStop: boolean;
}) {
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (!first || !last) return null;
  const from = startOf(first);
  const plate = plateOf(stops);
  const lock = dispatch.locks.value.get(moveId) ?? 'none';
  const found = dispatch.filter.found.value;
  const look = [
    'timed block', moveLook(stops, dispatch.risks.value.has(moveId)), dispatch.changed.value.has(moveId) ? 'changed' : '', found && !found.has(moveId) ? 'aside' : '',
  ].join(' ');
  const label = t.value.moveLabel(plate, driver, clock(new Date(from), zone), clock(new Date(endOf(last)), zone));
  return (
    <button type="button" class={look} data-move={moveId} tabIndex={isTabStop ? 0 : -1} aria-label={label} style={timed(from, endOf(last), begin)}>
      <span class="block-top tiny digits">
        {lock !== 'none' && <Icon name="lock" size="0.7rem" />}
        {/* The end of a plate tells cars apart: where there is no room for both, the begin makes way. */}
        <span class="block-plate"><span>{plate.slice(0, -4)}</span><span>{plate.slice(-4)}</span></span>
      </span>
      <span class="loaded-leg" />
      {stops.map((stop) => <span key={stop.stopIndex} class={`timed stop-mark ${stop.kind} ${stop.state}`} style={timed(startOf(stop), endOf(stop), from)} />)}
      {stops.map((stop) => stop.window && (
        <span key={`window ${stop.stopIndex}`} class="timed promise-mark" style={timed(Date.parse(stop.window.from), Date.parse(stop.window.until), from)} />
      ))}
    </button>
  );
}
