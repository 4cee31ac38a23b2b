/**
 * A labelled control with its hint and, when it is at fault, the reason.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

import { Failure } from '../parts/failure';
import type { FormProblem } from './draft';

/** What the control itself must bear. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

/** `name`: the draft's field, as a problem names it. `children` makes the control. */
export function Field({
  label,
  name,
  hint,
  problem,
  children,
}: {
  readonly label: ComponentChildren;
  readonly name: string;
  readonly hint?: ComponentChildren;
  readonly problem: FormProblem | undefined;
  readonly children: (control: ControlProps) => ComponentChildren;
}) {
  const id = useId();
  const isWrong = problem?.field === name;
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': isWrong, 'aria-describedby': `${id}-about` })}
      <div id={`${id}-about`}>
        {hint !== undefined && <p class="hint">{hint}</p>}
        {isWrong && <Failure message={problem.message} />}
      </div>
    </div>
  );
}
