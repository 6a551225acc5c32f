import type { ComponentChildren } from 'preact';
import type { IconName } from '../icons/icons';
import { Icon } from './Icon';
import './button.css';

export interface ButtonLook {
  /** `main` is the one thing to do next; there is one on a screen. */
  kind?: 'main' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  large?: boolean;
  /** As wide as what holds it. */
  full?: boolean;
}

interface ButtonProps extends ButtonLook {
  onClick?: (event: MouseEvent) => void;
  /** Waiting for an answer: shown, and not pressed twice. */
  busy?: boolean;
  disabled?: boolean;
  submit?: boolean;
  /** For a button that is pressed or not. */
  pressed?: boolean;
  expanded?: boolean;
  title?: string;
  children: ComponentChildren;
}

const lookOf = ({ kind = 'plain', large, full }: ButtonLook) =>
  `button ${kind}${large ? ' large' : ''}${full ? ' full' : ''}`;

/** A button with words. */
export function Button({ busy = false, disabled = false, submit, pressed, expanded, onClick, title, children, ...look }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'} class={lookOf(look)} disabled={disabled} aria-busy={busy} title={title}
      aria-pressed={pressed} aria-expanded={expanded} onClick={(event) => busy ? event.preventDefault() : onClick?.(event)}
    >
      {busy ? <span class="spinner" /> : look.icon && <Icon name={look.icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button. */
export function LinkButton({ href, newTab, children, ...look }: ButtonLook & { href: string; newTab?: boolean; children: ComponentChildren }) {
  return (
    <a class={lookOf(look)} href={href} {...(newTab ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {look.icon && <Icon name={look.icon} />}
      <span>{children}</span>
    </a>
  );
}

/** A button that is an icon alone; its label is read out and shown as a hint. */
export function IconButton({ icon, label, onClick, pressed, disabled }: {
  icon: IconName; label: string; onClick: () => void; pressed?: boolean; disabled?: boolean;
}) {
  return (
    <button type="button" class="button quiet icon-button" aria-label={label} title={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
