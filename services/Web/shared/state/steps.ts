import type { DriversStep } from '../api/schema';
import { words } from '../texts/words';
import { language } from './language';

/** What the workshop calls a step, in the language of the page or else in whichever there is. */
export const saidOf = (step: DriversStep): string => [step.text?.[language.value], ...Object.values(step.text ?? {})].find((text) => text?.trim()) ?? step.key;

/** What a photo shows: as the workshop says, or the side's own name. */
export const sideOf = (step: DriversStep): string => (step.text ? saidOf(step) : words.value.sides[step.key]) ?? step.key;

/**
 * Steps as a driver meets them, each part in the workshop's order: what tells that it is the right car and customer, the photos, then
 * the mileage, which is always read, all else, and the signature last.
 */
export function inParts(steps: readonly DriversStep[]) {
  const of = (...kinds: DriversStep['kind'][]) => steps.filter((step) => kinds.includes(step.kind));
  return { first: of('code', 'plate'), photos: of('photo'), then: of('energy', 'damage', 'key', 'question'), signature: of('signature')[0] };
}
