import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AddressBook, FoundAddress } from '../api/maps';
import { language } from '../state/language';
import { words } from '../texts/words';
import { Field } from './Field';
import { Icon } from './Icon';
import './address-search.css';

interface AddressSearchProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** What is in the field, as long as nobody types: the address of what was chosen. */
  value: string;
  placeholder?: string;
  book: AddressBook;
  /** Places near it come first. */
  near: readonly [number, number] | null;
  onChoose: (address: FoundAddress) => void;
}

const settleMilliseconds = 140;

/** An address, searched as one types; chosen with the arrow keys or a finger. */
export function AddressSearch({ label, hint, error, value, placeholder, book, near, onChoose }: AddressSearchProps) {
  const list = useId();
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<FoundAddress[] | null>(null);
  const [fault, setFault] = useState<string | undefined>();
  const [at, setAt] = useState(-1);
  const asked = useRef<AbortController | null>(null);

  useEffect(() => {
    asked.current?.abort();
    if (text === null || text.trim().length < 2) {
      setFound(null);
      return undefined;
    }

    const asking = new AbortController();
    asked.current = asking;
    const timer = setTimeout(() => {
      book.search(text.trim(), near, language.peek(), asking.signal).then(
        (addresses) => { setFound(addresses); setAt(addresses.length > 0 ? 0 : -1); setFault(undefined); },
        () => { if (!asking.signal.aborted) setFault(words.value.offline); });
    }, settleMilliseconds);
    return () => { clearTimeout(timer); asking.abort(); };
  }, [text]);

  const isOpen = text !== null && found !== null;
  const close = () => { setText(null); setFound(null); };
  const choose = (address: FoundAddress) => { close(); onChoose(address); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const chosen = found[at];
    switch (event.key) {
      case 'ArrowDown': setAt((at + 1) % found.length); break;
      case 'ArrowUp': setAt((at + found.length - 1) % found.length); break;
      case 'Enter': if (chosen) choose(chosen); break;
      case 'Escape': close(); break;
      default: return;
    }
    event.preventDefault();
  };

  return (
    <Field label={label} hint={hint} error={error ?? fault}>
      {(attributes) => (
        <div class="address-search">
          <Icon name="search" />
          <input
            {...attributes} class="control" type="text" role="combobox" autoComplete="off" spellcheck={false} enterkeyhint="search"
            aria-expanded={isOpen} aria-controls={list} aria-autocomplete="list" aria-activedescendant={isOpen && at >= 0 ? `${list}-${at}` : undefined}
            placeholder={placeholder} value={text ?? value}
            onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={close}
            onFocus={(event) => event.currentTarget.select()}
          />
          <ul role="listbox" id={list} aria-label={label} hidden={!isOpen}>
            {found?.map((address, i) => (
              // Chosen on press, before the field loses the focus and closes the list.
              <li key={`${address.lon},${address.lat},${address.label}`} id={`${list}-${i}`} role="option" aria-selected={i === at}
                onPointerDown={(event) => { event.preventDefault(); choose(address); }} onPointerEnter={() => setAt(i)}>
                <Icon name="pin" size="1.1em" /><span>{address.label}</span>
              </li>
            ))}
          </ul>
          {isOpen && found.length === 0 && <p class="address-none muted" role="status">{words.value.noAddress}</p>}
          {isOpen && found.length > 0 && <p class="unseen" role="status">{words.value.addressesFound(found.length)}</p>}
        </div>
      )}
    </Field>
  );
}
