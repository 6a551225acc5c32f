import '@fontsource-variable/inter/wght.css';
import 'virtual:palette.css';
import './styles/base.css';
import type { ComponentChild } from 'preact';
import { render } from 'preact';

/** Draws a page into its document's `#page`. Called once by each page's `main.tsx`. */
export function show(page: ComponentChild): void {
  const root = document.getElementById('page');
  if (root) render(page, root);
}
