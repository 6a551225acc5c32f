import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { call, Refused, type Call } from '../api/client';
import { renewToken, signInWith, type SignedIn } from '../api/session';

const storeKey = 'session';
/** A token is exchanged when this share of its time is over. */
const renewAfter = 0.6;
const retryMilliseconds = 15_000;

const current = signal<SignedIn | null>(null);
const expired = signal(false);
let timer = 0;

/** Who is signed in, in this tab; null while nobody is. */
export const session: ReadonlySignal<SignedIn | null> = current;

/** True when somebody was signed in and has to again: what they were at is still there. */
export const isExpired: ReadonlySignal<boolean> = expired;

/** Signs in. @throws Refused when the name or the password is wrong, or after too many attempts. */
export async function signIn(name: string, password: string): Promise<void> {
  take(await signInWith(name, password));
}

/** Forgets the token. What the page showed is gone with it. */
export function signOut(): void {
  clearTimeout(timer);
  keep(null);
  batch(() => { current.value = null; expired.value = false; });
}

/** Calls a service as whoever is signed in. A token that is not taken any more leads back to signing in. */
export async function staffCall<T>(path: string, options: Call = {}): Promise<T> {
  const used = current.peek();
  try {
    return await call<T>(path, { ...options, headers: { ...options.headers, authorization: `Bearer ${used?.token ?? ''}` } });
  } catch (error) {
    if (error instanceof Refused && error.status === 401 && current.peek() === used) expire();
    throw error;
  }
}

function take(next: SignedIn): void {
  keep(next);
  batch(() => { current.value = next; expired.value = false; });
  renewIn((Date.parse(next.expiresAt) - Date.now()) * renewAfter);
}

function expire(): void {
  clearTimeout(timer);
  keep(null);
  batch(() => { expired.value = current.value !== null || expired.value; current.value = null; });
}

function renewIn(milliseconds: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void renew(), Math.max(0, milliseconds));
}

async function renew(): Promise<void> {
  const held = current.peek();
  if (!held) return;
  if (Date.parse(held.expiresAt) <= Date.now()) return expire();
  try {
    const next = await renewToken(held.token);
    if (current.peek() === held) take(next);
  } catch (error) {
    if (current.peek() !== held) return;
    if (error instanceof Refused && error.status === 401) expire();
    else renewIn(retryMilliseconds);
  }
}

/** Kept for the tab: a reload stays signed in, a new tab does not. */
function keep(value: SignedIn | null): void {
  try {
    if (value) sessionStorage.setItem(storeKey, JSON.stringify(value));
    else sessionStorage.removeItem(storeKey);
  } catch {
    // Signed in until the page is left.
  }
}

function kept(): SignedIn | null {
  try {
    const value = JSON.parse(sessionStorage.getItem(storeKey) ?? 'null') as SignedIn | null;
    return value && Date.parse(value.expiresAt) > Date.now() ? value : null;
  } catch {
    return null;
  }
}

const found = kept();
if (found) {
  current.value = found;
  void renew();
}

// Timers sleep along with the device.
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') void renew(); });
