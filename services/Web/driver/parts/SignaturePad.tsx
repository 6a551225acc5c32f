import { useRef } from 'preact/hooks';
import { Button } from '../../shared/components/Button';
import { t } from '../texts/texts';

const width = 320;
const height = 120;

/** A signature by finger, as the data of an SVG path: small, and sharp at any size. */
export function SignaturePad({ value, onChange }: { value: string | null; onChange: (path: string | null) => void }) {
  const drawing = useRef(false);
  const at = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return `${Math.round(((event.clientX - box.left) / box.width) * width)} ${Math.round(((event.clientY - box.top) / box.height) * height)}`;
  };
  return (
    <fieldset class="field">
      <legend>{t.value.signature}</legend>
      <p class="muted small">{t.value.signatureHint}</p>
      <svg
        class="signature" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t.value.signature}
        onPointerDown={(event) => { drawing.current = true; event.currentTarget.setPointerCapture(event.pointerId); onChange(`${value ?? ''}M${at(event)}`); }}
        onPointerMove={(event) => { if (drawing.current) onChange(`${value ?? ''}L${at(event)}`); }}
        onPointerUp={() => { drawing.current = false; }}
      >
        <path d={value ?? ''} fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      {value && <div><Button kind="quiet" icon="refresh" onClick={() => onChange(null)}>{t.value.clearSignature}</Button></div>}
    </fieldset>
  );
}
