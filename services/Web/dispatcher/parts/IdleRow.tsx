import type { IdleDriver } from '../../shared/api/dispatch';
import { Button } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { t } from '../texts/texts';
import { meansIcons } from './looks';

/** A driver of the area without a route. */
export function IdleRow({ driver, top, onAdd }: { driver: IdleDriver; top: number; onAdd: (driverId: string) => void }) {
  return (
    <div class="line idle-line" data-driver={driver.driverId} style={{ top: `${top}px` }}>
      <div class="line-label">
        <span class="line-name"><span class="strong">{driver.name}</span></span>
        <span class="muted tiny line-facts"><Icon name={meansIcons[driver.means]} size="0.9rem" label={t.value.means[driver.means]} />{driver.unavailable ? t.value.driverStates.unavailable : t.value.idle}</span>
      </div>
      <div class="lane"><span class="idle-add"><Button kind="quiet" icon="add" onClick={() => onAdd(driver.driverId)}>{t.value.addDriver}</Button></span></div>
    </div>
  );
}
