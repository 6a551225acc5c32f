import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Refused } from '../api/client';
import { isExpired, session, signIn, signOut } from '../state/session';
import { words } from '../texts/words';
import { Button, IconButton } from './Button';
import { TextField } from './Field';
import { Card, Dialog, Empty, Notice } from './Surface';
import './sign-in.css';

/** A name and a password. */
export function SignInForm({ onSignIn }: { onSignIn: (name: string, password: string) => Promise<void> }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await onSignIn(name.trim(), password);
    } catch (error) {
      setFault(faultText(error));
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <TextField label={words.value.userName} value={name} onInput={setName} autoComplete="username" required />
      <TextField label={words.value.password} value={password} onInput={setPassword} type="password" autoComplete="current-password" required />
      {fault && <Notice mood="danger">{fault}</Notice>}
      <Button kind="main" submit full busy={busy}>{words.value.signIn}</Button>
    </form>
  );
}

function faultText(error: unknown): string {
  if (!(error instanceof Refused)) return words.value.somethingWrong;
  if (error.isOffline) return words.value.offline;
  if (error.status === 401) return words.value.wrongCredentials;
  if (error.status === 429) return words.value.waitToSignIn(error.retrySeconds ?? 60);
  return error.message;
}

/**
 * Shows a page to whoever is signed in with one of its roles. Once shown it stays beneath when the session ends, so that
 * whoever signs in again is where they were.
 */
export function SignedInPage({ title, roles, children }: { title: string; roles: readonly string[]; children: () => ComponentChildren }) {
  const held = session.value;
  if (!held && !isExpired.value) {
    return <main class="sign-in"><Card><h1>{title}</h1><p class="muted">{words.value.signInText}</p><SignInForm onSignIn={signIn} /></Card></main>;
  }
  if (held && !roles.includes(held.role)) {
    return (
      <main class="sign-in"><Card>
        <Empty icon="lock" title={words.value.notForRole(held.role)} action={<Button onClick={signOut}>{words.value.signOut}</Button>} />
      </Card></main>
    );
  }
  return (
    <>
      {children()}
      {!held && (
        <Dialog title={words.value.signInAgain} closeLabel={words.value.signOut} onClose={signOut}>
          <p class="muted">{words.value.signInAgainText}</p>
          <SignInForm onSignIn={signIn} />
        </Dialog>
      )}
    </>
  );
}

/** For the top bar: who is signed in, and the way out. */
export function SignedInAs() {
  const held = session.value;
  if (!held) return null;
  return (
    <span class="signed-in-as"><span class="muted small">{held.name}</span><IconButton icon="signOut" label={words.value.signOut} onClick={signOut} /></span>
  );
}
