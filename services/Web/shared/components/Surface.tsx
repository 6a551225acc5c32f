import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { IconName } from '../icons/icons';
import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import './surface.css';

export type Mood = 'note' | 'good' | 'caution' | 'danger' | 'plain';

const moodIcons: Record<Mood, IconName> = { note: 'info', good: 'check', caution: 'alert', danger: 'alert', plain: 'info' };

/** Things that belong together. */
export function Card({ title, aside, flush, children }: { title?: string; aside?: ComponentChildren; flush?: boolean; children: ComponentChildren }) {
  return (
    <section class={flush ? 'card flush' : 'card'}>
      {title && <header class="ends"><h2>{title}</h2>{aside}</header>}
      {children}
    </section>
  );
}

/** Something to know, at the place it is about. `danger` is read out at once. */
export function Notice({ mood = 'note', title, icon, action, children }: {
  mood?: Mood; title?: string; icon?: IconName; action?: ComponentChildren; children?: ComponentChildren;
}) {
  return (
    <div class={`notice ${mood}`} role={mood === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon ?? moodIcons[mood]} />
      <div class="grow">
        {title && <p class="strong">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}

/** A word on how something stands. Its colour never says it alone. */
export function Pill({ mood = 'plain', icon, children }: { mood?: Mood; icon?: IconName; children: ComponentChildren }) {
  return <span class={`pill ${mood}`}>{icon && <Icon name={icon} size="1em" />}{children}</span>;
}

/** A car's plate, as on the car. */
export function Plate({ children }: { children: string }) {
  return <span class="plate digits">{children}</span>;
}

/** What stands in for a list with nothing in it: why, and what to do. */
export function Empty({ icon, title, action, children }: { icon: IconName; title: string; action?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="empty stack narrow">
      <span class="empty-icon"><Icon name={icon} size="1.75rem" /></span>
      <h3>{title}</h3>
      {children && <div class="muted">{children}</div>}
      {action}
    </div>
  );
}

/** Something is on its way. The words are for screen readers unless `shown`. */
export function Loading({ label, shown }: { label: string; shown?: boolean }) {
  return <div class="loading muted" role="status"><span class="spinner" /><span class={shown ? '' : 'unseen'}>{label}</span></div>;
}

/** How much of something is done, from 0 to 1. */
export function Progress({ value, label, mood = 'good' }: { value: number; label: string; mood?: Mood }) {
  return <meter class={`progress ${mood}`} min={0} max={1} value={value} aria-label={label} />;
}

/** A question before all others, over the page. Escape and the cross close it. */
export function Dialog({ title, closeLabel, onClose, footer, wide, children }: {
  title: string; closeLabel: string; onClose: () => void; footer?: ComponentChildren; wide?: boolean; children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} class={wide ? 'dialog wide' : 'dialog'} aria-label={title} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <header class="ends"><h2>{title}</h2><IconButton icon="close" label={closeLabel} onClick={onClose} /></header>
      {/* What is wide is looked at more than filled in: it can be scrolled with the keyboard though nothing in it is pressed. */}
      <div class="dialog-body stack" {...(wide ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}>{children}</div>
      {footer && <footer class="row">{footer}</footer>}
    </dialog>
  );
}

/** More that opens on demand. */
export function More({ summary, open, children }: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="more" open={open}>
      <summary><Icon name="forward" size="1em" /><span class="grow">{summary}</span></summary>
      <div class="more-body">{children}</div>
    </details>
  );
}

/** Said at the lower edge for some seconds, with the chance to take back what was done. */
export function UndoBar({ text, secondsLeft, undoLabel, onUndo }: { text: string; secondsLeft: number; undoLabel: string; onUndo: () => void }) {
  return (
    <div class="undo-bar" role="status">
      <span class="grow">{text}</span>
      <Button kind="quiet" icon="undo" onClick={onUndo}>{undoLabel} <span class="digits" aria-hidden="true">{secondsLeft}</span></Button>
    </div>
  );
}
