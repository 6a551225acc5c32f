import type { ComponentChildren } from 'preact';
import type { BoardCar } from '../../shared/api/boards';
import { Pill, Plate } from '../../shared/components/Surface';
import { duration } from '../../shared/texts/format';
import { t } from '../texts/texts';

/** Which car, and what is to be done to it. */
export function CarName({ car, children }: { car: BoardCar; children?: ComponentChildren }) {
  const { vehicle, workSeconds } = car;
  return (
    <div class="car-name stack tight">
      <span class="row narrow">
        <Plate>{vehicle?.plate ?? '?'}</Plate>
        <span class="car-model">{[vehicle?.make, vehicle?.model, vehicle?.colour].filter(Boolean).join(' ')}</span>
      </span>
      <span class="row narrow">
        <span class="car-work">{workSeconds ? t.value.work(duration(workSeconds)) : t.value.workUnknown}</span>
        {vehicle?.drive === 'electric' && <Pill mood="caution" icon="battery">{t.value.highVoltage}</Pill>}
        {vehicle?.cannotBeDriven && <Pill mood="caution" icon="truck">{t.value.cannotBeDriven}</Pill>}
        {children}
      </span>
    </div>
  );
}
