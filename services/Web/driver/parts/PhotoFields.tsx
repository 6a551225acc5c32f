import { useEffect, useMemo, useState } from 'preact/hooks';
import { Icon } from '../../shared/components/Icon';
import { words } from '../../shared/texts/words';
import { shrink } from '../../shared/state/photo';
import type { Photo } from '../state/report';
import { t } from '../texts/texts';

/** What a photo is to show. */
export interface Side {
  side: string;
  label: string;
  required: boolean;
}

/** A photo of each side that the workshop wants, and more where the driver does. */
export function PhotoFields({ sides: wanted, photos, onChange, whereNow, error }: {
  sides: readonly Side[]; photos: readonly Photo[]; onChange: (change: (photos: readonly Photo[]) => readonly Photo[]) => void;
  whereNow: () => Photo['position']; error: string | undefined;
}) {
  const sides = [...wanted, { side: 'other', label: words.value.sides.other ?? 'other', required: false }];
  const [fault, setFault] = useState(false);
  const add = async ({ side, label }: Side, input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    try {
      const blob = await shrink(file);
      setFault(false);
      // Of what is there by then: the next photo may be taken while this one is made smaller.
      onChange((taken) => [...taken.filter((photo) => photo.side !== side || side === 'other'), { side, sideName: label, blob, takenAt: new Date().toISOString(), position: whereNow() }]);
    } catch {
      setFault(true);
    }
  };
  return (
    <fieldset class="field">
      <legend>{t.value.photos}</legend>
      <p class="muted small">{t.value.photosHint}</p>
      <div class="photo-grid">
        {sides.map((wantedSide) => {
          const { side, label, required } = wantedSide;
          const taken = photos.filter((photo) => photo.side === side);
          const last = taken[taken.length - 1];
          return (
            <div key={side} class={`photo-slot${last ? ' taken' : ''}`}>
              {last && <Thumb photo={last} />}
              <label>
                <Icon name={last ? 'check' : 'camera'} size="1.5rem" />
                <span class="small">{label}{taken.length > 1 ? ` (${taken.length})` : required || side === 'other' ? '' : ` · ${words.value.optional}`}</span>
                <input type="file" accept="image/*" capture="environment" aria-label={t.value.takePhoto(label)} onChange={(event) => void add(wantedSide, event.currentTarget)} />
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
