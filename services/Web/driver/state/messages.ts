import { computed, signal } from '@preact/signals';
import type { DriverMessage } from '../../shared/api/drivers';
import { newId } from '../../shared/state/ids';
import type { Outbox } from './outbox';
import * as store from './store';

const path = '/api/messages';
const lookMilliseconds = 15_000;

/** What the driver and the dispatchers write to one another. What the driver writes goes through the outbox, each once. */
export function createMessages(ask: () => Promise<DriverMessage[]>, isPaired: () => boolean, outbox: Outbox) {
  const list = signal<readonly DriverMessage[]>([]);
  /** Up to when the driver has read. */
  const seen = signal('');
  const unread = computed(() => list.value.filter((each) => each.by && each.at > seen.value));
  /** Written here, and not sent yet. */
  const unsent = computed(() => outbox.entries.value.flatMap((entry) => {
    const body = entry.path === path && !(entry.body instanceof Blob) ? entry.body as { eventId: string; at: string; text: string } : null;
    return body ? [{ ...body, refusal: entry.refusal }] : [];
  }));

  const look = async () => {
    if (!isPaired()) return;
    try {
      list.value = await ask();
      await store.keep('messages', list.value);
    } catch {
      // No connection, or no longer paired: the sheet's own look says so.
    }
  };

  return {
    list, unread, unsent, look,
    start: async () => {
      list.value = await store.load<DriverMessage[]>('messages') ?? [];
      seen.value = await store.load<string>('messagesSeen') ?? '';
      setInterval(() => { if (document.visibilityState === 'visible') void look(); }, lookMilliseconds);
      // What has just been sent is among them a moment later.
      outbox.entries.subscribe(() => { if (outbox.waiting.peek() === 0) void look(); });
    },
    read: () => {
      const last = list.peek().reduce((latest, each) => (each.at > latest ? each.at : latest), seen.peek());
      if (last === seen.peek()) return;
      seen.value = last;
      void store.keep('messagesSeen', last);
    },
    write: async (text: string, label: string) => {
      const eventId = newId();
      await outbox.add(eventId, [{ label, path, body: { eventId, at: new Date().toISOString(), position: null, text } }], false);
    },
    forget: async () => {
      list.value = [];
      await store.forget('messages');
      await store.forget('messagesSeen');
    },
  };
}
