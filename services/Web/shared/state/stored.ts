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

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Chosen for this visit alone.
  }
}
