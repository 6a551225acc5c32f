import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

interface Labelled {
  label: string;
  /** A word of help beneath the label. */
  hint?: string | undefined;
  /** What is wrong with it; read out with the field. */
  error?: string | undefined;
  optional?: string;
}

interface FieldProps extends Labelled {
  /** Renders the control: give it these attributes. */
  children: (attributes: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ComponentChildren;
}

/** A label, a control, and what is wrong with it. The form's other controls are made of it. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={`field${error ? ' wrong' : ''}`}>
      <label for={id}>{label}{optional && <span class="muted small"> · {optional}</span>}</label>
      {hint && <p class="muted small" id={`${id}-hint`}>{hint}</p>}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      {error && <p class="field-error small" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

interface TextFieldProps extends Labelled {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'tel' | 'number' | 'time' | 'date' | 'password' | 'search';
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'decimal';
  placeholder?: string;
  maxLength?: number;
  required?: boolean;
  /** Plates and codes. */
  capitals?: boolean;
}

/** A line of text. */
export function TextField({ value, onInput, type = 'text', capitals, autoComplete, inputMode, placeholder, maxLength, required, ...label }: TextFieldProps) {
  return (
    <Field {...label}>
      {(attributes) => (
        // The types of JSX know each kind of input apart; what they have in common is that of a text.
        <input
          {...attributes} class={capitals ? 'control capitals' : 'control'} type={type as 'text'} value={value} placeholder={placeholder}
          maxLength={maxLength} required={required} autoComplete={autoComplete} inputMode={inputMode}
          autoCapitalize={capitals ? 'characters' : undefined} spellcheck={capitals ? false : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Some lines of text. */
export function TextArea({ value, onInput, rows = 3, maxLength, ...label }: Labelled & {
  value: string; onInput: (value: string) => void; rows?: number; maxLength?: number;
}) {
  return (
    <Field {...label}>
      {(attributes) => (
        <textarea {...attributes} class="control" rows={rows} maxLength={maxLength} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </Field>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
}

/** One of several, from a list that opens. */
export function Select<T extends string>({ value, options, onChange, ...label }: Labelled & {
  value: T; options: readonly Option<T>[]; onChange: (value: T) => void;
}) {
  return (
    <Field {...label}>
      {(attributes) => (
        <select {...attributes} class="control" value={value} onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** One of a few, side by side. */
export function Segments<T extends string>({ label, hideLabel, value, options, onChange }: {
  label: string; hideLabel?: boolean; value: T | null; options: readonly Option<T>[]; onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class={hideLabel ? 'unseen' : ''}>{label}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Yes or no. */
export function Check({ label, hint, checked, onChange }: { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <label class="check">
      <input type="checkbox" checked={checked} aria-describedby={hint ? id : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}{hint && <span class="muted small" id={id}>{hint}</span>}</span>
    </label>
  );
}

/** Alternatives of more than a word each, one of which is chosen. */
export function Choices<T extends string>({ label, hideLabel, value, options, onChange }: {
  label: string; hideLabel?: boolean; value: T | null; onChange: (value: T) => void;
  options: readonly { value: T; content: ComponentChildren }[];
}) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class={hideLabel ? 'unseen' : ''}>{label}</legend>
      <div class="choices">
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <div class="grow">{option.content}</div>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
