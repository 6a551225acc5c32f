import { useEffect } from 'preact/hooks';
import { IconButton } from '../../shared/components/Button';
import { Icon } from '../../shared/components/Icon';
import { words } from '../../shared/texts/words';
import type { Sent } from '../state/commands';
import type { Dispatch } from '../state/dispatch';
import { t } from '../texts/texts';
import { commandText } from './History';

const shownCommands = 3;
const appliedMilliseconds = 10_000;

/** What became of the commands that were given last. What is refused stays until it is read. */
export function CommandBar({ dispatch }: { dispatch: Dispatch }) {
  return (
    <div class="command-bar" role="status" aria-label={t.value.commandsTold}>
      {dispatch.commands.sent.value.slice(-shownCommands).map((sent) => <Told key={sent.id} dispatch={dispatch} sent={sent} />)}
    </div>
  );
}

function Told({ dispatch, sent }: { dispatch: Dispatch; sent: Sent }) {
  const isOver = sent.state === 'applied' || sent.state === 'waiting';
  const hidden = dispatch.commands.hidden.value.has(sent.id);
  useEffect(() => {
    if (!isOver) return undefined;
    const timer = setTimeout(() => dispatch.commands.hide(sent.id), appliedMilliseconds);
    return () => clearTimeout(timer);
  }, [isOver]);
  if (hidden) return null;
  return (
    <div class={`told ${sent.state}`}>
      {sent.state === 'pending' ? <span class="spinner" /> : <Icon name={sent.state === 'applied' ? 'check' : sent.state === 'refused' ? 'alert' : 'clock'} />}
      <div class="grow"><p><span class="strong">{sent.isUndo && `${t.value.undoLast}: `}{commandText(dispatch, sent.command.kind, sent.command)}</span> · {t.value.commandStates[sent.state]}</p>{sent.text && <p class="small">{sent.text}</p>}</div>
      {sent.state !== 'pending' && <IconButton icon="close" label={words.value.close} onClick={() => dispatch.commands.hide(sent.id)} />}
    </div>
  );
}
