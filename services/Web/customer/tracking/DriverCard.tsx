import { Icon } from '../../shared/components/Icon';
import { Card } from '../../shared/components/Surface';
import type { MapMarker } from '../../shared/map/MapCanvas';
import { MapView, type MapOpening } from '../../shared/map/MapView';
import { boxAround } from '../../shared/map/shapes';
import { age } from '../../shared/texts/format';
import type { Tracking } from '../state/tracking';
import { t } from '../texts/texts';

/** Who comes and where they are; shown only while they are on the way. */
export function DriverCard({ tracking }: { tracking: Tracking }) {
  const driver = tracking.driver.value;
  const name = driver?.name ?? tracking.move.value?.driverName;
  if (!name) return null;
  const position = driver?.position;
  const place = tracking.move.value?.place;
  const seconds = position ? (tracking.now.value - Date.parse(position.at)) / 1000 : 0;
  const markers: MapMarker[] = [
    ...(place ? [{ id: 'car', at: [place.lon, place.lat] as [number, number], look: 'pin', label: t.value.carPlace }] : []),
    ...(position ? [{ id: 'driver', at: [position.lon, position.lat] as [number, number], look: 'dot', label: name }] : []),
  ];
  const box = boxAround(markers.map((marker) => marker.at));
  const view: MapOpening | null = !box ? null : markers.length > 1 ? { box } : { centre: [box[0], box[1]], zoom: 14 };
  return (
    <Card flush>
      <div class="driver">
        <span class="driver-picture">{driver?.hasPicture ? <img src={tracking.picture()} alt="" width="56" height="56" /> : <Icon name="person" size="1.75rem" />}</span>
        <div><p class="muted small">{t.value.driver}</p><p class="driver-name">{name}</p>
          <p class="muted small">{position ? t.value.positionAge(age(seconds)) : t.value.noPosition}</p></div>
      </div>
      {view && <div class="driver-map"><MapView label={t.value.driverMap} view={view} markers={markers} /></div>}
    </Card>
  );
}
