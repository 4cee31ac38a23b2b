/**
 * A place to hold a body against the schema, without sending it anywhere.
 *
 * @module
 */
import { signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';

import type { Finding, Validation } from '../../api/client-types';
import { call } from '../client';
import { addressOf } from '../location';
import { Failure } from '../parts/failure';
import { useAction } from '../parts/use-action';
import { Findings } from './findings';

/** Where the box is: on a phone there is no room for it beside the types. */
export const VALIDATE = addressOf(['schema'], { validate: 'yes' });

/** What stands in the box; it outlives the screen, so that a look at a type does not lose it. */
export const draft = signal('');

const EXAMPLE =
  '[{"summary": "[Test message] …", "details": {"notification_type": "new_hits", …}}]';

/** See the module. */
export function ValidateBox() {
  const box = useRef<HTMLTextAreaElement>(null);
  const [result, setResult] = useState<{
    readonly body: string;
    readonly validation: Validation;
  }>();
  const { failure, act } = useAction();
  const validate = (event: Event): void => {
    event.preventDefault();
    const body = draft.value;
    void act(async () => {
      const validation = await call<Validation>('POST', '/api/validate', { body: { body } });
      setResult({ body, validation });
    });
  };
  const show = (finding: Finding): void => {
    if (box.current !== null) select(box.current, finding);
  };
  return (
    <form class="validate" onSubmit={validate}>
      <h2>Validate a body</h2>
      <p class="muted">
        As it would be sent: a JSON array, NDJSON, one notification, or a Logstash event. Nothing is
        sent or kept.
      </p>
      <label>
        Body
        <textarea
          ref={box}
          rows={14}
          spellcheck={false}
          required
          placeholder={EXAMPLE}
          value={draft.value}
          onInput={(event) => (draft.value = event.currentTarget.value)}
        />
      </label>
      <div>
        <button class="button primary">Validate</button>
      </div>
      <Failure message={failure} />
      {result !== undefined && (
        <Findings
          validation={result.validation}
          // Of an older text the places are wrong.
          onShow={result.body === draft.value ? show : undefined}
        />
      )}
    </form>
  );
}

/** Selects the line of a finding, from its column on. */
function select(box: HTMLTextAreaElement, { line, column }: Finding): void {
  const before = box.value.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const end = box.value.indexOf('\n', start);
  box.focus();
  box.setSelectionRange(start, end === -1 ? box.value.length : end);
  // A text area does not scroll to its selection by itself.
  box.scrollTop = (box.scrollHeight / box.value.split('\n').length) * Math.max(0, line - 4);
}
