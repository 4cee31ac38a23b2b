/**
 * Fields of the form for a fault.
 *
 * @module
 */
import { useId } from 'preact/hooks';

import type { FaultDraft } from './fault-draft';
import type { FaultKind } from './kinds';

/** The fields that belong to this kind alone; most kinds have none. */
export function OwnFields({
  kind,
  draft: { status, milliseconds, most },
  onChange,
}: {
  readonly kind: FaultKind;
  readonly draft: FaultDraft;
  readonly onChange: (part: Partial<FaultDraft>) => void;
}) {
  const whole = { type: 'number', min: '0', step: '1' } as const;
  if (kind === 'status') {
    return (
      <Field
        label="Status"
        required
        autofocus
        pattern="\s*[2-5]\d\d(?:[\s,]+[2-5]\d\d)*\s*"
        title="A status from 200 to 599, or several with commas between them"
        hint="One, or several in turn, such as 503, 503, 200; the last one stays."
        value={status}
        onValue={(value) => onChange({ status: value })}
      />
    );
  }
  if (kind === 'slow-response') {
    return (
      <Field
        {...whole}
        label="Milliseconds from byte to byte"
        required
        autofocus
        value={milliseconds}
        onValue={(value) => onChange({ milliseconds: value })}
      />
    );
  }
  if (kind !== 'delay') return null;
  return (
    <div class="pair">
      <Field
        {...whole}
        label="Milliseconds"
        required
        autofocus
        value={milliseconds}
        onValue={(value) => onChange({ milliseconds: value })}
      />
      <Field
        {...whole}
        label="Up to"
        hint="Empty: always the same."
        value={most}
        onValue={(value) => onChange({ most: value })}
      />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'number';
  readonly min?: string;
  readonly max?: string;
  readonly step?: string;
  readonly required?: boolean;
  readonly autofocus?: boolean;
  readonly pattern?: string;
  /** What the browser says when the pattern does not fit. */
  readonly title?: string;
}

/** A labelled input. The hint is its description, not part of its name. */
export function Field({ label, hint, onValue, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  const input = {
    ...rest,
    id,
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
    onInput: (event: { readonly currentTarget: HTMLInputElement }): void =>
      onValue(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'number' ? <input {...input} type="number" /> : <input {...input} type="text" />}
      {hint !== undefined && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
    </div>
  );
}
