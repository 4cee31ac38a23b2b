/**
 * What a delivery was found to be wrong in: one line each, leading to its place in the body.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { Badge } from '../parts/badge';
import { counted, grouped } from '../parts/numbers';
import type { Mark } from './code-lines';

const SHOWN = 8;

/** `onChoose`: the person wants to see where it is. */
export function Findings({
  marks,
  onChoose,
}: {
  readonly marks: readonly Mark[];
  readonly onChoose: (mark: Mark) => void;
}) {
  const [all, setAll] = useState(false);
  if (marks.length === 0) return null;
  const violations = marks.filter(({ kind }) => kind === 'violation').length;
  const notices = marks.length - violations;
  const title = [
    ...(violations > 0 ? [counted(violations, 'violation')] : []),
    ...(notices > 0 ? [counted(notices, 'notice')] : []),
  ].join(', ');
  return (
    <section class="findings" aria-label="Findings">
      <h3>{title}</h3>
      <ul>
        {(all ? marks : marks.slice(0, SHOWN)).map((mark, index) => (
          <li key={index}>
            <button type="button" onClick={() => onChoose(mark)}>
              <Badge tone={mark.kind === 'violation' ? 'bad' : 'warn'}>{mark.kind}</Badge>
              <span>{mark.finding.message}</span>
              <span class="muted small number">
                line {mark.finding.line}, column {mark.finding.column}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!all && marks.length > SHOWN && (
        <button type="button" class="button quiet" onClick={() => setAll(true)}>
          Show all {grouped(marks.length)}
        </button>
      )}
    </section>
  );
}
