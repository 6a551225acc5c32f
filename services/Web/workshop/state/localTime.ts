/** Wall time such as `2026-06-02T14:05` at a place as an instant, whatever the device's zone is; null for no time. */
export function instantOf(local: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice, for a place whose clock changes between the guess and the answer.
  const once = asUtc - (Date.parse(`${localOf(new Date(asUtc), timeZone)}Z`) - asUtc);
  return new Date(asUtc - (Date.parse(`${localOf(new Date(once), timeZone)}Z`) - once));
}

/** `2026-06-02T14:05` at a place. */
export const localOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone,
  }).format(at).replace(' ', 'T');
