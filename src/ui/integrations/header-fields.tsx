/**
 * The form's request headers: any number. A value that the server has is never shown; it stays unless another is given,
 * or the URL goes to another receiver.
 *
 * @module
 */
import { useId, useRef } from 'preact/hooks';

import { Failure } from '../parts/failure';
import {
  type FormProblem,
  goesElsewhere,
  type HeaderRow,
  isKept,
  nextKey,
  type PartProps,
} from './draft';

/** See the module. */
export function HeaderFields({ draft, change, problem }: PartProps) {
  const { headers } = draft;
  const heading = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const replace = (row: HeaderRow): void => {
    change({ headers: headers.map((one) => (one.key === row.key ? row : one)) });
  };
  const remove = ({ key }: HeaderRow): void => {
    change({ headers: headers.filter((one) => one.key !== key) });
    list.current?.querySelector<HTMLElement>('.add-header')?.focus();
  };
  return (
    <fieldset ref={list} class="panel part" aria-labelledby={heading}>
      <h2 id={heading}>Request headers</h2>
      {goesElsewhere(draft) && headers.some(({ keptName }) => keptName !== undefined) && (
        <p class="note" role="status">
          The URL names another receiver: the values kept for the one before are not sent there.
          Give each again, or remove it.
        </p>
      )}
      {headers.map((row, index) => (
        <HeaderField
          key={row.key}
          row={row}
          kept={isKept(row, draft)}
          position={index + 1}
          problem={problem}
          replace={replace}
          remove={remove}
        />
      ))}
      {problem?.field === 'headers' && <Failure message={problem.message} />}
      <button
        type="button"
        class="button add-header"
        onClick={() =>
          change({ headers: [...headers, { key: nextKey(draft), name: '', value: '' }] })
        }
      >
        Add header
      </button>
    </fieldset>
  );
}

function HeaderField({
  row,
  kept,
  position,
  problem,
  replace,
  remove,
}: {
  readonly row: HeaderRow;
  readonly kept: boolean;
  readonly position: number;
  readonly problem: FormProblem | undefined;
  readonly replace: (row: HeaderRow) => void;
  readonly remove: (row: HeaderRow) => void;
}) {
  const { name, value, hint } = row;
  const isWrong = problem?.field === `header ${name}`;
  // That a name cannot be is told of the list; the sentence quotes it.
  const isNameWrong =
    problem?.field === 'headers' && problem.message.includes(` ${JSON.stringify(name)} `);
  return (
    <div class="header-row">
      <label>
        Header name
        <input
          value={name}
          spellcheck={false}
          autoComplete="off"
          aria-invalid={isNameWrong}
          placeholder="X-Auth-Token"
          onInput={(event) => replace({ ...row, name: event.currentTarget.value })}
        />
      </label>
      <label>
        Value
        <input
          value={value}
          spellcheck={false}
          autoComplete="off"
          aria-invalid={isWrong}
          placeholder={kept ? 'kept, not shown; write to replace it' : ''}
          onInput={(event) => replace({ ...row, value: event.currentTarget.value })}
        />
      </label>
      <button
        type="button"
        class="button"
        aria-label={`Remove header ${name === '' ? String(position) : name}`}
        onClick={() => remove(row)}
      >
        Remove
      </button>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {isWrong && <Failure message={problem.message} />}
    </div>
  );
}
