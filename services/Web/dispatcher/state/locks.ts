import type { CommandAnswer, HistoryAnswer, LockStrength } from '../../shared/api/dispatch';

interface Named {
  moveId?: string | null;
  toDriverId?: string | null;
  afterMoveId?: string | null;
  strength?: LockStrength | null;
}

/** How firmly each move is tied, as the day's applied commands say: the last word on a move counts. */
export function locksOf(history: HistoryAnswer): Map<string, LockStrength> {
  let locks = new Map<string, LockStrength>();
  // What a discarded draft goes back to.
  let published = locks;
  for (const command of history.commands) {
    if (command.state !== 'applied') continue;
    const { moveId } = named(command);
    if (moveId) locks.set(moveId, lockAfter(command));
    if (command.kind === 'publish') published = new Map(locks);
    if (command.kind === 'discard-draft') locks = new Map(published);
  }

  return locks;
}

export const named = (command: CommandAnswer): Named => command.body as Named;

/** What Planning does with each: a move given to a driver stays with the driver, one put behind another stays there. */
function lockAfter(command: CommandAnswer): LockStrength {
  const { toDriverId, afterMoveId, strength } = named(command);
  switch (command.kind) {
    case 'lock-stop': return strength ?? 'none';
    case 'move-stop': return afterMoveId ? 'order' : toDriverId ? 'driver' : 'none';
    default: return 'none';
  }
}
