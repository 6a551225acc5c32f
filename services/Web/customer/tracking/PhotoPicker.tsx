import { useEffect, useMemo, useState } from 'preact/hooks';
import { IconButton } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { shrink } from '../../shared/state/photo';
import { words } from '../../shared/texts/words';
import { t } from '../texts/texts';

/** Photos from the camera or the device, made small here. They can be taken away again until they are sent. */
export function PhotoPicker({ photos, most, onChange }: { photos: readonly Blob[]; most: number; onChange: (change: (photos: readonly Blob[]) => readonly Blob[]) => void }) {
  const [fault, setFault] = useState(false);
  const add = async (input: HTMLInputElement) => {
    const files = [...input.files ?? []];
    input.value = '';
    setFault(false);
    for (const file of files) {
      try {
        const small = await shrink(file);
        onChange((taken) => (taken.length < most ? [...taken, small] : taken));
      } catch {
        setFault(true);
      }
    }
  };
  return (
    <fieldset class="field">
      <legend>{t.value.photos}<span class="muted small"> · {words.value.optional}</span></legend>
      <ul role="list" class="photos">
        {photos.map((photo, i) => (
          <li key={i} class="picked-photo"><Thumb photo={photo} alt={t.value.photoOf(i + 1)} /><IconButton icon="trash" label={t.value.photoRemove(i + 1)} onClick={() => onChange((taken) => taken.filter((each) => each !== photo))} /></li>
        ))}
        {photos.length < most && (
          <li><label class="add-photo"><Icon name="camera" size="1.5rem" /><span class="small">{t.value.photoAdd}</span>
            <input type="file" accept="image/*" multiple aria-label={t.value.photoAdd} onChange={(event) => void add(event.currentTarget)} /></label></li>
        )}
      </ul>
      {fault && <p class="field-error small" role="alert">{t.value.photoFault}</p>}
    </fieldset>
  );
}

function Thumb({ photo, alt }: { photo: Blob; alt: string }) {
  const url = useMemo(() => URL.createObjectURL(photo), [photo]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={alt} />;
}
