import { computed, signal } from '@preact/signals';
import { call, Refused } from '../../shared/api/client';
import * as store from './store';
import type { Unsent } from './store';

/** How long what was recorded can be taken back, milliseconds. */
export const undoMilliseconds = 5_000;
const retryMilliseconds = 4_000;

/**
 * Sends what was recorded: in order, each once. What is written on the device first survives everything; every record has
 * an id of its own, so that one whose answer got lost is sent again without a second effect.
 */
export function createOutbox(token: () => string | null, onShut: () => void) {
  const entries = signal<readonly Unsent[]>([]);
  const offline = signal(false);
  let sending = false;
  let timer = 0;

  const refresh = async () => { entries.value = await store.unsent(); };

  async function add(group: string, records: readonly Omit<Unsent, 'order' | 'notBefore' | 'group'>[], canUndo: boolean): Promise<void> {
    const notBefore = canUndo ? Date.now() + undoMilliseconds : 0;
    for (const record of records) await store.enqueue({ ...record, group, notBefore });
    await refresh();
    void send();
  }

  /** Takes back what was recorded last, if it has not been sent. */
  async function undo(group: string): Promise<boolean> {
    const own = (await store.unsent()).filter((entry) => entry.group === group);
    if (own.length === 0 || own.some((entry) => entry.notBefore <= Date.now())) return false;
    for (const entry of own) await store.dequeue(entry.order ?? 0);
    await refresh();
    return true;
  }

  /** Gives up one that was refused. */
  async function drop(order: number): Promise<void> {
    await store.dequeue(order);
    await refresh();
  }

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    let wait = 0;
    try {
      await refresh();
      for (;;) {
        const next = entries.value.find((entry) => entry.refusal === undefined);
        const key = token();
        if (!next || !key) return;
        wait = next.notBefore - Date.now();
        if (wait > 0) return;
        const outcome = await sendOne(next, key);
        if (outcome === 'later') {
          wait = retryMilliseconds;
          return;
        }
        await refresh();
      }
    } finally {
      sending = false;
      if (wait > 0) timer = window.setTimeout(() => void send(), wait);
    }
  }

  async function sendOne(entry: Unsent, key: string): Promise<'done' | 'later'> {
    try {
      const isPhoto = entry.body instanceof Blob;
      await call(entry.path, {
        method: 'POST', body: entry.body, timeout: isPhoto ? 120_000 : 20_000,
        headers: { authorization: `Bearer ${key}`, ...(entry.body instanceof Blob ? { 'content-type': entry.body.type } : {}) },
      });
      offline.value = false;
      await store.dequeue(entry.order ?? 0);
      return 'done';
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(0, '', String(error), new Map());
      offline.value = refused.isOffline;
      if (refused.status === 401) {
        onShut();
        return 'later';
      }
      if (refused.isOffline || refused.status >= 500 || refused.status === 429 || refused.status === 408) return 'later';
      // The others go on: what was refused is shown until the driver has seen it.
      await store.replace({ ...entry, refusal: refused.fields.size > 0 ? [...refused.fields.values()].join(' ') : refused.message });
      return 'done';
    }
  }

  addEventListener('online', () => { offline.value = false; void send(); });
  addEventListener('offline', () => { offline.value = true; });
  return {
    entries, offline, add, undo, drop, send,
    waiting: computed(() => entries.value.filter((entry) => entry.refusal === undefined).length),
    refused: computed(() => entries.value.filter((entry) => entry.refusal !== undefined)),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
