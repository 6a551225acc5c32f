import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Leg, RouteStop } from '../../shared/api/drivers';
import { Button } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { Notice } from '../../shared/components/Surface';
import type { MapMarker, Overlay } from '../../shared/map/MapCanvas';
import { MapView, type MapOpening } from '../../shared/map/MapView';
import { boxAround, collection, decodePolyline, lineFeature, metresBetween } from '../../shared/map/shapes';
import { language } from '../../shared/state/language';
import { colourNow, theme } from '../../shared/state/theme';
import { palette } from '../../shared/styles/palette';
import { distance } from '../../shared/texts/format';
import type { Drive } from '../state/drive';
import { t } from '../texts/texts';
import { turnIcon } from './looks';

/** The way to a stop: on the map and street by street; the next turn goes along with the device's position. */
export function Way({ drive, stop, leg }: { drive: Drive; stop: RouteStop; leg: Leg }) {
  const [spoken, setSpoken] = useState(false);
  const line = useMemo(() => decodePolyline(leg.geometry), [leg.geometry]);
  const here = drive.positions.here.value;
  const at: [number, number] | null = here ? [here.lon, here.lat] : null;
  const step = at ? nextInstruction(leg, line, at) : 0;
  const ahead = leg.instructions[step];

  useEffect(() => {
    if (!spoken || !ahead || !('speechSynthesis' in window)) return;
    const words = new SpeechSynthesisUtterance(ahead.text);
    words.lang = language.peek();
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  }, [spoken, step]);

  const colour = colourNow(leg.loaded ? palette.loaded : palette.empty);
  const overlays: Overlay[] = useMemo(() => [{
    id: 'way', data: collection([lineFeature(line)]),
    layers: [
      { id: 'way-edge', type: 'line', source: 'way', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colourNow(palette.surface), 'line-width': 9 } },
      { id: 'way-line', type: 'line', source: 'way', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': 5, ...(leg.loaded ? {} : { 'line-dasharray': [1.5, 1.5] }) } },
    ],
  }], [line, theme.value]);
  const markers: MapMarker[] = [
    { id: 'stop', at: [stop.place.lon, stop.place.lat], look: 'pin', label: t.value.thisStop },
    ...(at ? [{ id: 'here', at, look: 'here', label: t.value.here }] : []),
  ];
  const box = boxAround([...line, [stop.place.lon, stop.place.lat]]);
  const view: MapOpening = box ? { box } : { centre: [stop.place.lon, stop.place.lat], zoom: 15 };
  return (
    <div class="way">
      {drive.positions.denied.value && <Notice mood="caution" icon="locate">{t.value.noPosition}</Notice>}
      {ahead && (
        <p class="turn" aria-live="polite"><Icon name={turnIcon(ahead.type, ahead.modifier)} size="2.25rem" />
          <span class="grow"><span class="strong">{ahead.text}</span>{at && <span class="small"> {t.value.inDistance(distance(metresBetween(at, [ahead.lon, ahead.lat])))}</span>}</span></p>
      )}
      <div class="way-map"><MapView label={t.value.wayMap} view={view} overlays={overlays} markers={markers} /></div>
      {'speechSynthesis' in window && <div><Button icon="sound" pressed={spoken} onClick={() => setSpoken(!spoken)}>{spoken ? t.value.stopSpeaking : t.value.speak}</Button></div>}
      <ol role="list" class="turns">
        {leg.instructions.map((each, i) => (
          <li key={i} class={i < step ? 'past' : i === step ? 'now' : ''}><Icon name={turnIcon(each.type, each.modifier)} /><span class="grow">{each.text}</span>
            {each.distanceMetres > 0 && <span class="muted small digits">{distance(each.distanceMetres)}</span>}</li>
        ))}
      </ol>
    </div>
  );
}

/** The first instruction whose place on the line lies ahead of the place nearest to the device. */
function nextInstruction(leg: Leg, line: readonly [number, number][], at: [number, number]): number {
  const nearest = (point: readonly [number, number]) => {
    let best = 0;
    let least = Infinity;
    line.forEach((each, i) => {
      const metres = metresBetween(each, point);
      if (metres < least) [best, least] = [i, metres];
    });
    return best;
  };
  const reached = nearest(at);
  const found = leg.instructions.findIndex((each) => nearest([each.lon, each.lat]) > reached);
  return found < 0 ? Math.max(0, leg.instructions.length - 1) : found;
}
