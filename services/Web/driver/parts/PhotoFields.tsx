import { useEffect, useMemo, useState } from 'preact/hooks';
import { Icon } from '../../shared/components/Icon';
import { shrink, type Photo } from '../state/report';
import { t } from '../texts/texts';

const sides = ['front', 'right', 'rear', 'left', 'inside', 'other'] as const;

/** A photo of each side, and more where it is wanted. */
export function PhotoFields({ photos, onChange, error }: { photos: readonly Photo[]; onChange: (change: (photos: readonly Photo[]) => readonly Photo[]) => void; error: string | undefined }) {
  const [fault, setFault] = useState(false);
  const add = async (side: (typeof sides)[number], input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    try {
      const blob = await shrink(file);
      setFault(false);
      // Of what is there by then: the next photo may be taken while this one is made smaller.
      onChange((taken) => [...taken.filter((photo) => photo.side !== side || side === 'other'), { side, sideName: t.value.sides[side], blob, takenAt: new Date().toISOString() }]);
    } catch {
      setFault(true);
    }
  };
  return (
    <fieldset class="field">
      <legend>{t.value.photos}</legend>
      <p class="muted small">{t.value.photosHint}</p>
      <div class="photo-grid">
        {sides.map((side) => {
          const taken = photos.filter((photo) => photo.side === side);
          const last = taken[taken.length - 1];
          return (
            <div key={side} class={`photo-slot${last ? ' taken' : ''}`}>
              {last && <Thumb photo={last} />}
              <label>
                <Icon name={last ? 'check' : 'camera'} size="1.5rem" />
                <span class="small">{t.value.sides[side]}{taken.length > 1 ? ` (${taken.length})` : ''}</span>
                <input type="file" accept="image/*" capture="environment" aria-label={t.value.takePhoto(t.value.sides[side])} onChange={(event) => void add(side, event.currentTarget)} />
              </label>
            </div>
          );
        })}
      </div>
      {(fault || error) && <p class="field-error small">{fault ? t.value.photoFault : error}</p>}
    </fieldset>
  );
}

function Thumb({ photo }: { photo: Photo }) {
  const url = useMemo(() => URL.createObjectURL(photo.blob), [photo.blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt="" />;
}
