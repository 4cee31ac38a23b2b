/**
 * What a body was found to be: its violations and notices, by line.
 *
 * @module
 */
import type { Finding, Validation } from '../../api/client-types';
import { Badge, type Tone } from '../parts/badge';
import { notificationsIn, noticesOf, unlistedOf, violationsOf } from '../parts/findings';
import { counted } from '../parts/numbers';

/** `onShow`: shows the place of a finding; `undefined` when its place is no longer known. */
export function Findings({
  validation: { valid, findings },
  onShow,
}: {
  readonly validation: Validation;
  readonly onShow: ((finding: Finding) => void) | undefined;
}) {
  const { carrier } = findings;
  const unlisted = unlistedOf(findings);
  const violations = violationsOf(findings);
  const notices = noticesOf(findings);
  return (
    <div class="findings">
      <p role="status">
        <Badge tone={valid ? 'ok' : 'bad'}>
          {valid ? 'honours the schema' : 'breaks the schema'}
        </Badge>{' '}
        {counted(notificationsIn(findings), 'notification')}
        {carrier !== null && ` as ${CARRIERS[carrier]}`}, {counted(violations.length, 'violation')},{' '}
        {counted(notices.length, 'notice')}.{unlisted !== undefined && ` ${unlisted}`}
      </p>
      <List title="Violations" tone="bad" findings={violations} onShow={onShow} />
      <List title="Notices" tone="warn" findings={notices} onShow={onShow} />
    </div>
  );
}

const CARRIERS = {
  array: 'a JSON array',
  ndjson: 'NDJSON',
  object: 'one object',
  'logstash-event': 'a Logstash event',
} as const;

function List({
  title,
  tone,
  findings,
  onShow,
}: {
  readonly title: string;
  readonly tone: Tone;
  readonly findings: readonly Finding[];
  readonly onShow: ((finding: Finding) => void) | undefined;
}) {
  if (findings.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ol class="panel">
        {findings.map((finding, index) => (
          <li key={index}>
            <Badge tone={tone}>line {finding.line}</Badge>
            <p>
              <code>{finding.pointer === '' ? 'the body' : finding.pointer}</code> {finding.message}
            </p>
            <button
              type="button"
              class="button quiet"
              disabled={onShow === undefined}
              aria-label={`Show line ${finding.line}`}
              onClick={() => onShow?.(finding)}
            >
              Show
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
