import { distance } from '../../shared/texts/format';
import type { Dispatch } from '../state/dispatch';
import { liftUse } from '../state/schedule';
import { t } from '../texts/texts';

/** The day in figures. */
export function Figures({ dispatch }: { dispatch: Dispatch }) {
  const day = dispatch.answer.value;
  if (!day) return null;
  const { figures } = day;
  const use = liftUse(day);
  const rows: readonly { name: string; value: string; mood?: string }[] = [
    { name: t.value.served, value: t.value.of(figures.served, figures.moves), mood: figures.unserved > 0 ? 'caution' : 'good' },
    { name: t.value.onTime, value: t.value.of(figures.onTime, figures.windows), mood: figures.late > 0 ? 'danger' : 'good' },
    { name: t.value.done, value: t.value.of(figures.done, figures.moves) },
    { name: t.value.emptyPerMove, value: distance(figures.emptyMetresPerMove) },
    { name: t.value.liftUse, value: use === null ? '–' : `${Math.round(use * 100)} %` },
    { name: t.value.drivers, value: String(figures.routes) },
  ];
  return (
    <dl class="figures" aria-label={t.value.figures}>
      {rows.map(({ name, value, mood }) => <div key={name} class={mood ?? ''}><dt class="tiny muted">{name}</dt><dd class="digits">{value}</dd></div>)}
    </dl>
  );
}
