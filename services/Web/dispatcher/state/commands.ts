import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { commandAnswered, giveCommand, refusalText, type Command, type DayAnswer, type LockStrength } from '../../shared/api/dispatch';
import { newId } from '../../shared/state/ids';
import { words } from '../../shared/texts/words';
import type { PlacedMove } from './schedule';

/** A command that was given here, and what became of it. */
export interface Sent {
  id: string;
  command: Command;
  /** `waiting` when Planning has not answered for long: it will all the same. */
  state: 'pending' | 'applied' | 'refused' | 'waiting';
  /** Why it was refused. */
  text: string | null;
  /** What takes it back, in order; null where nothing does. */
  contrary: readonly Command[] | null;
  undone: boolean;
  /** True for what takes another one back. */
  isUndo: boolean;
}

interface Known {
  area: ReadonlySignal<string>;
  day: ReadonlySignal<string>;
  placed: ReadonlySignal<ReadonlyMap<string, PlacedMove>>;
  locks: ReadonlySignal<ReadonlyMap<string, LockStrength>>;
  answer: ReadonlySignal<DayAnswer | null>;
  refresh: () => void;
}

const kept = 20;

/** Gives commands, tells what becomes of them, and takes the last one back. */
export function createCommands(known: Known) {
  const sent = signal<readonly Sent[]>([]);
  /** What is not shown any more. */
  const hidden = signal<ReadonlySet<string>>(new Set());
  const isBusy = computed(() => sent.value.some((each) => each.state === 'pending'));
  const undoable = computed(() => {
    const last = sent.value.findLast((each) => each.state === 'applied' && !each.undone);
    return last?.contrary ? last : null;
  });

  const change = (id: string, part: Partial<Sent>) => { sent.value = sent.peek().map((each) => (each.id === id ? { ...each, ...part } : each)); };

  /** True once it is applied. */
  const send = async (command: Command, contrary: readonly Command[] | null, isUndo = false): Promise<boolean> => {
    const id = newId();
    sent.value = [...sent.peek(), { id, command, state: 'pending' as const, text: null, contrary, undone: isUndo, isUndo }].slice(-kept);
    try {
      await giveCommand(known.area.peek(), known.day.peek(), command, id);
      const { state, text } = await commandAnswered(id);
      change(id, { state: state === 'pending' ? 'waiting' : state, text: text ?? null });
      known.refresh();
      return state === 'applied';
    } catch (error) {
      change(id, { state: 'refused', text: refusalText(error, words.peek()) });
      return false;
    }
  };

  /** Gives a command. */
  const give = (command: Command) => send(command, contraryOf(command, known));

  /** Takes the last applied command back by its contrary. */
  const undo = async () => {
    const last = undoable.peek();
    if (!last?.contrary || isBusy.peek()) return;
    change(last.id, { undone: true });
    for (const command of last.contrary) {
      if (await send(command, null, true)) continue;
      change(last.id, { undone: false });
      return;
    }
  };

  const hide = (id: string) => { hidden.value = new Set(hidden.peek()).add(id); };

  return { sent, hidden, isBusy, undoable, give, undo, hide };
}

export type Commands = ReturnType<typeof createCommands>;

function contraryOf(command: Command, { placed, locks, answer }: Known): readonly Command[] | null {
  switch (command.kind) {
    case 'lock-stop': return [{ ...command, strength: locks.peek().get(command.moveId) ?? 'none' }];
    case 'move-stop': case 'unassign-stop': return contraryOfMove(command, placed.peek().get(command.moveId), locks.peek().get(command.moveId) ?? 'none');
    case 'add-driver': {
      const route = answer.peek()?.routes.find((each) => each.driverId === command.driverId);
      return [route ? { ...command, shift: route.shift } : { kind: 'remove-driver', driverId: command.driverId }];
    }
    case 'remove-driver': {
      const route = answer.peek()?.routes.find((each) => each.driverId === command.driverId);
      return route ? [{ kind: 'add-driver', driverId: command.driverId, shift: route.shift }] : null;
    }
    case 'replan': case 'publish': case 'discard-draft': return null;
  }
}

/** Back to where it was, tied as it was. */
function contraryOfMove(command: Command & { moveId: string }, place: PlacedMove | undefined, strength: LockStrength): readonly Command[] {
  if (!place) return [{ kind: 'unassign-stop', moveId: command.moveId }];
  const promised = place.stops.find((stop) => stop.window)?.window ?? undefined;
  const window = command.kind === 'move-stop' && command.window ? promised : undefined;
  return [
    { kind: 'move-stop', moveId: command.moveId, toDriverId: place.route.driverId, afterMoveId: place.after ?? undefined, window },
    { kind: 'lock-stop', moveId: command.moveId, strength },
  ];
}
