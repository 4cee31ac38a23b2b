/**
 * A body as text, and below it what it breaks, at its lines, as one types.
 *
 * @module
 */

import { useRef } from 'preact/hooks';

import type { Finding } from '../../api/client-types';
import { Failure } from '../parts/failure';
import { Findings } from './findings';
import { useValidation } from './use-validation';

const EXAMPLE =
  '[{"summary": "[Test message] …", "details": {"notification_type": "new_hits", …}}]';

/** See the module. */
export function BodyEditor({
  text,
  onText,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { validated, failure } = useValidation(text);
  const show = (finding: Finding): void => {
    if (box.current !== null) select(box.current, finding);
  };
  return (
    <div class="body-editor">
      <label>
        Body
        <textarea
          ref={box}
          rows={16}
          spellcheck={false}
          autoComplete="off"
          required
          placeholder={EXAMPLE}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </label>
      <Failure message={failure} />
      {validated === undefined ? (
        <p class="hint">What it breaks is shown here, as you type.</p>
      ) : (
        <Findings
          validation={validated.validation}
          // Of an older text the places are wrong.
          onShow={validated.body === text ? show : undefined}
        />
      )}
    </div>
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
