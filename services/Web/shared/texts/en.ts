/** What every page says. The shape is the same for each language. */
export const en = {
  language: 'Language',
  toDay: 'Switch to the day look',
  toNight: 'Switch to the night look',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  cancel: 'Cancel',
  undo: 'Undo',
  tryAgain: 'Try again',
  loading: 'Loading',
  optional: 'optional',
  offline: 'No connection. Nothing is lost: try again when you are back on line.',
  somethingWrong: 'That did not work.',
  locate: 'Show where I am',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  map: 'Map',
  noAddress: 'No address found. Try fewer words, or put the pin on the map.',
  addressesFound: (n: number) => `${n} addresses`,
  justNow: 'just now',
  secondsAgo: (n: number) => `${n} s ago`,
  minutesAgo: (n: number) => `${n} min ago`,
  minutes: (n: number) => `${n} min`,
  hoursMinutes: (h: number, m: number) => (m === 0 ? `${h} h` : `${h} h ${m} min`),
};

export type Words = typeof en;
