import { useState } from 'preact/hooks';
import type { Damage } from '../../shared/api/drivers';
import { Button, IconButton } from '../../shared/components/Button';
import { Select, TextField } from '../../shared/components/Field';
import { words } from '../../shared/texts/words';
import { t } from '../texts/texts';

/** The car from above, its nose up, on a drawing of 200 by 400: where each part begins and ends. The first that fits counts. */
const parts: readonly { part: string; x: [number, number]; y: [number, number] }[] = [
  { part: 'front-bumper', x: [0, 200], y: [0, 42] },
  { part: 'rear-bumper', x: [0, 200], y: [360, 400] },
  { part: 'front-left-wing', x: [0, 58], y: [42, 130] },
  { part: 'front-right-wing', x: [142, 200], y: [42, 130] },
  { part: 'front-left-door', x: [0, 58], y: [130, 215] },
  { part: 'front-right-door', x: [142, 200], y: [130, 215] },
  { part: 'rear-left-door', x: [0, 58], y: [215, 290] },
  { part: 'rear-right-door', x: [142, 200], y: [215, 290] },
  { part: 'rear-left-wing', x: [0, 58], y: [290, 360] },
  { part: 'rear-right-wing', x: [142, 200], y: [290, 360] },
  { part: 'bonnet', x: [58, 142], y: [42, 122] },
  { part: 'windscreen', x: [58, 142], y: [122, 162] },
  { part: 'roof', x: [58, 142], y: [162, 262] },
  { part: 'rear-window', x: [58, 142], y: [262, 300] },
  { part: 'boot', x: [58, 142], y: [300, 360] },
];
const kinds = ['scratch', 'dent', 'crack', 'missing', 'other'] as const;

/** The part of the car at a point of the drawing, each from 0 to 1. */
export function partAt(x: number, y: number): string {
  const [left, top] = [x * 200, y * 400];
  return parts.find((each) => left >= each.x[0] && left <= each.x[1] && top >= each.y[0] && top <= each.y[1])?.part ?? 'roof';
}

/** Damage, marked on a drawing of the car or added by name. */
export function DamageFields({ damages, onChange }: { damages: readonly Damage[]; onChange: (damages: readonly Damage[]) => void }) {
  const [named, setNamed] = useState('front-bumper');
  const add = (damage: Damage) => onChange([...damages, damage]);
  const set = (i: number, part: Partial<Damage>) => onChange(damages.map((each, n) => (n === i ? { ...each, ...part } : each)));
  const press = (event: MouseEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    add({ part: partAt(x, y), kind: 'scratch', note: null, x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000 });
  };
  return (
    <fieldset class="field">
      <legend>{t.value.damage}</legend>
      <p class="muted small">{t.value.damageHint}</p>
      <div class="damage">
        <svg class="car-drawing" viewBox="0 0 200 400" onClick={press} aria-hidden="true">
          <path class="body" d="M58 14Q100 2 142 14Q164 22 166 52L168 130L170 180L168 300L164 362Q160 388 134 392Q100 398 66 392Q40 388 36 362L32 300L30 180L32 130L34 52Q36 22 58 14Z" />
          <path class="glass" d="M60 128Q100 112 140 128L132 162Q100 154 68 162Z M68 262Q100 268 132 262L140 296Q100 308 60 296Z M44 150L58 168V206H42Z M156 150L142 168V206H158Z M42 218H58V258L44 282Z M158 218H142V258L156 282Z" />
          <path class="seam" d="M34 128H60M140 128H166M30 212H58M142 212H170M32 290H60M140 290H168M50 40Q100 28 150 40M46 362Q100 374 154 362M20 136L32 142M180 136L168 142" />
          {damages.map((damage, i) => damage.x !== null && damage.y !== null && (
            <g key={i}><circle cx={damage.x * 200} cy={damage.y * 400} r="13" class="mark" /><text x={damage.x * 200} y={damage.y * 400 + 5} class="mark-number">{i + 1}</text></g>
          ))}
        </svg>
        <div class="stack grow">
          {damages.length === 0 && <p class="muted">{t.value.noDamage}</p>}
          <ol role="list" class="stack narrow">
            {damages.map((damage, i) => (
              <li key={i} class="damage-row">
                <div class="ends"><span class="strong">{i + 1}. {words.value.carParts[damage.part]}</span><IconButton icon="trash" label={`${t.value.removeDamage} ${i + 1}`} onClick={() => onChange(damages.filter((_, n) => n !== i))} /></div>
                <Select label={t.value.damageKind} value={damage.kind} onChange={(kind) => set(i, { kind })} options={kinds.map((value) => ({ value, label: words.value.damageKinds[value] ?? value }))} />
                <TextField label={t.value.note} maxLength={200} value={damage.note ?? ''} onInput={(note) => set(i, { note: note || null })} />
              </li>
            ))}
          </ol>
          <div class="stack narrow">
            <Select label={t.value.damagePart} value={named} onChange={setNamed} options={Object.entries(words.value.carParts).map(([value, label]) => ({ value, label }))} />
            <div><Button kind="quiet" icon="add" onClick={() => add({ part: named, kind: 'scratch', note: null, x: null, y: null })}>{t.value.addDamage}</Button></div>
          </div>
        </div>
      </div>
    </fieldset>
  );
}
