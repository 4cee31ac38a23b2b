/**
 * A delivery's body: laid out, or as it came, with its findings where they stand.
 *
 * @module
 */
import { useMemo } from 'preact/hooks';

import type { Delivery } from '../../api/client-types';
import { bytes } from '../parts/numbers';
import { byLine, type Mark } from './code-lines';
import { CodeView, type Jump } from './code-view';
import type { PrettyBody } from './pretty';
import { dumpLines, rawLines } from './raw';

/** What the views of a body are given. */
interface BodyProps {
  readonly delivery: Delivery;
  readonly marks: readonly Mark[];
  /** The finding to show. */
  readonly aim: { readonly mark: Mark } | undefined;
  /** The person wants to see what a marked line is about. */
  readonly onBack: (mark: Mark) => void;
}

/** JSON laid out; other bodies as they came. */
export function PrettyView(props: BodyProps & { readonly pretty: PrettyBody | undefined }) {
  const { delivery, marks, aim, pretty, onBack } = props;
  const lines = useMemo(
    () => byLine(marks, ({ pointer }) => pretty?.lineOf(pointer) ?? 0),
    [pretty, marks],
  );
  const jump = useMemo<Jump | undefined>(
    () => aim && pretty && { line: pretty.lineOf(aim.mark.finding.pointer) },
    [aim, pretty],
  );
  if (delivery.body === '') return <NoBody delivery={delivery} />;
  if (pretty === undefined) {
    return (
      <>
        {delivery.bodyEncoding === 'utf8' && (
          <p class="muted">The body is not JSON. This is it as it came.</p>
        )}
        <RawView {...props} />
      </>
    );
  }
  return <CodeView label="Body" lines={pretty.lines} marks={lines} jump={jump} onMark={onBack} />;
}

/** The text by its own lines, or a dump of bytes that are no text. */
export function RawView({ delivery, marks, aim, onBack }: BodyProps) {
  const { body, bodyEncoding } = delivery;
  const isText = bodyEncoding === 'utf8';
  const lines = useMemo(
    () => byLine(isText ? marks : [], ({ line }) => line - 1),
    [delivery, marks],
  );
  const code = useMemo(() => (isText ? rawLines(body, lines) : dumpLines(body)), [delivery, lines]);
  const jump = useMemo<Jump | undefined>(() => {
    if (!isText || aim === undefined) return undefined;
    const { line, column } = aim.mark.finding;
    return { line: line - 1, column };
  }, [aim, isText]);
  if (body === '') return <NoBody delivery={delivery} />;
  return (
    <>
      {!isText && (
        <p class="muted">The bytes are no UTF-8 text: offset, bytes, and what is ASCII.</p>
      )}
      <CodeView
        label="Raw body"
        lines={code}
        marks={lines}
        jump={jump}
        onMark={onBack}
        withColumns
      />
    </>
  );
}

function NoBody({ delivery: { bodySize } }: { readonly delivery: Delivery }) {
  const text =
    bodySize === 0
      ? 'There is no body.'
      : `The body of ${bytes(bodySize)} was too large and is not kept.`;
  return <p class="muted">{text}</p>;
}
