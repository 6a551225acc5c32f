import type { BoardCar } from '../../shared/api/boards';
import { Icon } from '../../shared/components/Icon';
import { t } from '../texts/texts';

/** The key of a car: its tag, large enough for a hook on the wall, and who has it. */
export function Key({ car }: { car: BoardCar }) {
  if (!car.keyTag && !car.keyHolder) return null;
  return (
    <span class="key" title={t.value.keyTag}>
      <Icon name="key" label={t.value.keyTag} />
      {car.keyTag && <strong class="digits">{car.keyTag}</strong>}
      {car.keyHolder && <span class="muted">{t.value.keyWith(car.keyHolder)}</span>}
    </span>
  );
}
