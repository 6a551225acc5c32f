import { signal, type Signal } from '@preact/signals';

/** A signal that the browser keeps, where it allows that (private windows may not). */
export function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): Signal<T> {
  const kept = read(key);
  const state = signal(allowed.find((each) => each === kept) ?? otherwise);
  let first = true;
  state.subscribe((value) => {
    if (!first) write(key, value);
    first = false;
  });
  return state;
}

/** What the browser has kept; null for nothing, or where it keeps nothing. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it, where the browser allows that. */
export function write(key: string, value: string | null): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Chosen for this visit alone.
  }
}
