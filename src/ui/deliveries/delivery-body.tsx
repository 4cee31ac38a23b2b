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
import { prettyBody } from './pretty';
import { dumpLines, rawLines } from './raw';

/** What the views of a body are given. */
interface BodyProps {
  readonly delivery: Delivery;
  readonly marks: readonly Mark[];
  /** The finding to show. */
  readonly aim: { readonly mark: Mark } | undefined;
}

/** JSON laid out; other bodies as they came. */
export function PrettyView(props: BodyProps) {
  const { delivery, marks, aim } = props;
  const pretty = useMemo(() => {
    const { body, bodyEncoding, findings } = delivery;
    return bodyEncoding === 'utf8' ? prettyBody(body, findings.carrier === 'ndjson') : undefined;
  }, [delivery]);
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
  return <CodeView label="Body" lines={pretty.lines} marks={lines} jump={jump} />;
}

/** The text by its own lines, or a dump of bytes that are no text. */
export function RawView({ delivery, marks, aim }: BodyProps) {
  const { body, bodyEncoding } = delivery;
  const isText = bodyEncoding === 'utf8';
  const lines = useMemo(
    () => byLine(isText ? marks : [], ({ line }) => line - 1),
    [delivery, marks],
  );
  const code = useMemo(() => (isText ? rawLines(body, lines) : dumpLines(body)), [delivery, lines]);
  const jump = useMemo<Jump | undefined>(
    () => (isText && aim !== undefined ? { line: aim.mark.finding.line - 1 } : undefined),
    [aim, isText],
  );
  if (body === '') return <NoBody delivery={delivery} />;
  return (
    <>
      {!isText && (
        <p class="muted">The bytes are no UTF-8 text: offset, bytes, and what is ASCII.</p>
      )}
      <CodeView label="Raw body" lines={code} marks={lines} jump={jump} />
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
