import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { listMessages, readMessages, refusalText, sendMessage, type MessageAnswer } from '../../shared/api/dispatch';
import { newId } from '../../shared/state/ids';
import { words } from '../../shared/texts/words';

/** With whom: a request's customer, or a driver. */
export type Partner = { requestId: string; driverId?: undefined } | { driverId: string; requestId?: undefined };

/** What was written with one of them, oldest first. */
export interface Conversation {
  key: string;
  partner: Partner;
  messages: readonly MessageAnswer[];
  unread: readonly MessageAnswer[];
}

export const keyOf = (partner: Partner): string => partner.requestId ?? partner.driverId;

/** Owns the day's messages, and which conversation is looked at. */
export function createMessages(area: ReadonlySignal<string>, day: ReadonlySignal<string>) {
  const list = signal<readonly MessageAnswer[]>([]);
  const open = signal<Partner | null>(null);
  let unsent: { writtenId: string; key: string; text: string } | null = null;

  /** Whoever waits for an answer first, then the latest. */
  const conversations = computed<readonly Conversation[]>(() => {
    const found = new Map<string, MessageAnswer[]>();
    for (const each of list.value) {
      const key = each.requestId ?? each.driverId ?? '';
      const known = found.get(key);
      if (known) known.push(each); else found.set(key, [each]);
    }
    return [...found].map(([key, messages]) => conversationOf(key, messages)).sort((a, b) => Number(b.unread.length > 0) - Number(a.unread.length > 0) || latest(b).localeCompare(latest(a)));
  });
  const unread = computed(() => list.value.filter((each) => !each.readAt).length);

  const load = async () => {
    const [ofArea, ofDay] = [area.peek(), day.peek()];
    const next = await listMessages(ofArea, ofDay).catch(() => null);
    if (next && ofArea === area.peek() && ofDay === day.peek()) list.value = next;
  };

  return {
    list, open, conversations, unread, load,
    clear: () => { list.value = []; open.value = null; },
    /** Notes that what is shown was read. */
    read: async (messages: readonly MessageAnswer[]) => {
      if (messages.length === 0) return;
      await readMessages(area.peek(), day.peek(), messages.map((each) => each.writtenId)).catch(() => undefined);
      await load();
    },
    /** Null once it is told; else why it was refused. */
    write: async (partner: Partner, text: string): Promise<string | null> => {
      const key = keyOf(partner);
      if (unsent?.key !== key || unsent.text !== text) unsent = { writtenId: newId(), key, text };
      try {
        await sendMessage(area.peek(), day.peek(), { ...partner, writtenId: unsent.writtenId, text });
        unsent = null;
        await load();
        return null;
      } catch (error) {
        return refusalText(error, words.peek());
      }
    },
  };
}

export type Messages = ReturnType<typeof createMessages>;

const latest = (conversation: Conversation): string => conversation.messages.at(-1)?.at ?? '';

function conversationOf(key: string, messages: readonly MessageAnswer[]): Conversation {
  const partner: Partner = messages[0]?.requestId ? { requestId: key } : { driverId: key };
  return { key, partner, messages, unread: messages.filter((each) => !each.readAt) };
}
