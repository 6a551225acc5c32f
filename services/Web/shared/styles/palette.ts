/** A colour by day and by night. */
export interface Shade {
  readonly day: string;
  readonly night: string;
}

const shade = (day: string, night: string): Shade => ({ day, night });

/**
 * Every colour of the pages. In style sheets each is a custom property of its name in kebab case (`--accent-soft`),
 * made from this file by the build; in code `palette.accent.day`. Text colours keep 4.5:1 on `surface` and `ground`,
 * `edge` and the state colours 3:1.
 */
export const palette = {
  // What things lie on, and what is written on it.
  ground: shade('#f5f6f3', '#0e1413'),
  surface: shade('#ffffff', '#171f1e'),
  raised: shade('#ffffff', '#202a28'),
  sunken: shade('#ebeeea', '#0a0f0e'),
  ink: shade('#16211e', '#e9f0ed'),
  muted: shade('#54625d', '#a3b3ae'),
  line: shade('#dce2de', '#2b3735'),
  edge: shade('#84928d', '#6c7d77'),

  // What can be pressed, and what is chosen.
  accent: shade('#0c6a5b', '#62d2ba'),
  accentStrong: shade('#084f44', '#8be4d1'),
  onAccent: shade('#ffffff', '#06241e'),
  accentSoft: shade('#ddefeb', '#173a34'),
  focus: shade('#1d4ed8', '#93b4ff'),

  // How things stand.
  good: shade('#1a7339', '#6fd894'),
  goodSoft: shade('#dff3e5', '#14331f'),
  caution: shade('#8a5200', '#f5bd5c'),
  cautionSoft: shade('#fdf0d8', '#3a2a0d'),
  danger: shade('#b1241c', '#ff938a'),
  dangerSoft: shade('#fce4e2', '#451a17'),
  onDanger: shade('#ffffff', '#3a0906'),
  note: shade('#1c56b0', '#8fb8ff'),
  noteSoft: shade('#e1ebfb', '#172a4a'),

  // A leg in the moved car, and one by the driver's own means.
  loaded: shade('#1c56b0', '#7fb0ff'),
  empty: shade('#8a5200', '#f0b14a'),
} as const satisfies Record<string, Shade>;

/** The name of a colour. */
export type Colour = keyof typeof palette;

/** Colours that tell drivers apart; the tenth is the first again. */
export const driverShades: readonly Shade[] = [
  shade('#1c56b0', '#7fb0ff'), shade('#a3386c', '#f08fbd'), shade('#2f7d32', '#7fd184'), shade('#b1511a', '#f5a26b'),
  shade('#6a44b8', '#b99bff'), shade('#00778a', '#5cc9dc'), shade('#8a6d00', '#e0c14e'), shade('#a12b2b', '#ff9a94'),
  shade('#4d5b66', '#b3c1cc'),
];

/** The palette as custom properties, for the build. */
export function paletteCss(): string {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const rows = Object.entries(palette).map(([name, { day, night }]) => `  --${kebab(name)}: light-dark(${day}, ${night});`);
  driverShades.forEach(({ day, night }, i) => rows.push(`  --driver-${i}: light-dark(${day}, ${night});`));
  return `:root {\n${rows.join('\n')}\n}\n`;
}
