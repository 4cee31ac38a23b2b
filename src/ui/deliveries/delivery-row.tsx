/**
 * One delivery in the list: a link to it, in columns, or on two lines where there is little room.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';
import { Badge, type Tone } from '../parts/badge';
import { bytes, counted } from '../parts/numbers';
import { When } from '../parts/when';

/** Notification types named in a row. */
const TYPES_SHOWN = 2;
/** So long after it came in, a delivery stands out; milliseconds. */
const FRESH_MS = 2_000;

const TONES: Readonly<Record<DeliverySummary['verdict'], Tone>> = {
  accepted: 'ok',
  rejected: 'bad',
  refused: 'warn',
};

/** What came of a delivery, with the status that it was answered. */
export function VerdictBadge({
  verdict,
  status,
}: {
  readonly verdict: DeliverySummary['verdict'];
  readonly status: number;
}) {
  return (
    <Badge tone={TONES[verdict]}>
      {verdict} {status === 0 ? '· no answer' : status}
    </Badge>
  );
}

/** `chosen`: where the keys are; `open`: what the detail shows. */
export function DeliveryRow({
  summary,
  href,
  chosen,
  open,
}: {
  readonly summary: DeliverySummary;
  readonly href: string;
  readonly chosen: boolean;
  readonly open: boolean;
}) {
  const { id, receivedAt, method, path, kind, bodySize } = summary;
  // Either way: the server's clock may be another.
  const isFresh = Math.abs(Date.now() - receivedAt) < FRESH_MS;
  return (
    <a
      class={isFresh ? 'delivery-row fresh' : 'delivery-row'}
      href={href}
      data-id={id}
      tabIndex={chosen ? 0 : -1}
      aria-current={open ? 'true' : undefined}
    >
      <span class="cell-time number">
        <When at={receivedAt} />
      </span>
      {kind === 'handshake' ? (
        <Handshake summary={summary} />
      ) : (
        <>
          <span class="cell-request mono">
            <b>{method}</b> {path}
          </span>
          <Contents summary={summary} />
          <span class="cell-verdict">
            <VerdictBadge {...summary} />
          </span>
          <Remarks summary={summary} />
          <span class="cell-size number">{bytes(bodySize)}</span>
        </>
      )}
    </a>
  );
}

function Handshake({ summary: { fault } }: { readonly summary: DeliverySummary }) {
  return (
    <>
      <span class="cell-request mono">
        <b>TLS</b>
      </span>
      <span class="cell-types muted">handshake</span>
      <span class="cell-verdict">
        <Badge tone="warn">{fault === undefined ? 'refused' : `fault ${fault}`}</Badge>
      </span>
      <span class="cell-remarks" />
      <span class="cell-size" />
    </>
  );
}

/** The notification types, short: `new_hits, vuln +1`, and how many notifications when there are several. */
function Contents({
  summary: { types, notifications, bodySize },
}: {
  readonly summary: DeliverySummary;
}) {
  if (notifications === 0) {
    const text = bodySize === 0 ? 'no body' : 'no notification';
    return <span class="cell-types muted">{text}</span>;
  }
  const names = types.map((type) => type ?? 'no type');
  const more = names.length - TYPES_SHOWN;
  return (
    <span class="cell-types" title={names.join(', ')}>
      {names.slice(0, TYPES_SHOWN).join(', ')}
      {more > 0 && ` +${more}`}
      {notifications > 1 && <span class="muted"> × {notifications}</span>}
    </span>
  );
}

/** What is worth a look: findings, a fault, a repeat. */
function Remarks({
  summary: { violations, notices, fault, repeat },
}: {
  readonly summary: DeliverySummary;
}) {
  return (
    <span class="cell-remarks">
      {violations > 0 && <Badge tone="bad">{counted(violations, 'violation')}</Badge>}
      {notices > 0 && <Badge tone="quiet">{counted(notices, 'notice')}</Badge>}
      {fault !== undefined && <Badge tone="warn">fault {fault}</Badge>}
      {repeat && <Badge tone="quiet">repeat</Badge>}
    </span>
  );
}
