import { useEffect } from 'preact/hooks';

/** Keys to what they do. None is heard while somebody types, or under a dialog. */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const target = event.target as HTMLElement;
      const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea, select');
      const act = shortcuts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act || (isTyping && event.key !== 'Escape')) return;
      event.preventDefault();
      if (isTyping) target.blur();
      act();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [shortcuts]);
}
