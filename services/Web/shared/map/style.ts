import type { StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../state/theme';
import { palette } from '../styles/palette';

/** How the map is drawn by day or by night: so far a plain ground, on which pages draw what is theirs. */
export const mapStyle = (theme: Theme): string | StyleSpecification => ({
  version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.sunken[theme] } }],
});
