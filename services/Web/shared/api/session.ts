import { call } from './client';
import type { DispatchSignInAnswer } from './schema';

export type { DispatchSignInAnswer as SignedIn } from './schema';

/** A token for a name and a password. */
export const signInWith = (name: string, password: string) =>
  call<DispatchSignInAnswer>('/api/sign-in', { method: 'POST', body: { name, password } });

/** The next token for one that has not expired. */
export const renewToken = (token: string) =>
  call<DispatchSignInAnswer>('/api/sign-in/renew', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
