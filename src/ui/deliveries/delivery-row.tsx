/**
 * One delivery in the list: a link to it, in columns, or on two lines where there is little room.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';
import { Badge, type Tone } from '../parts/badge';
import { type Clock, clock, timeText } from '../parts/clock';
import { bytes, counted, duration, grouped } from '../parts/numbers';
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

interface Verdict {
  readonly verdict: DeliverySummary['verdict'];
  readonly status: number;
}

/** What came of a delivery, with the status that it was answered. */
export function VerdictBadge(given: Verdict) {
  return <Badge tone={TONES[given.verdict]}>{verdictText(given)}</Badge>;
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
  const { id, receivedAt, method, path, kind, bodySize, remoteAddress } = summary;
  const { answeredIn, imported } = summary;
  // Read here, the row is rendered again only when it changes, or what it is given does.
  const shown = clock.value;
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
      <Time at={receivedAt} shown={shown} />
      {kind === 'handshake' ? <Handshake /> : <Contents summary={summary} />}
      <span class="cell-request mono" title={path}>
        <b>{kind === 'handshake' ? 'TLS' : method}</b> {path}
      </span>
      <span class="cell-from number">{remoteAddress}</span>
      <span class="cell-verdict">
        <VerdictWords {...summary} />
      </span>
      <Remarks summary={summary} />
      <span class="cell-took number">
        {/* How long it took where it came in is not known here. */}
        {imported === true ? (
          <Badge tone="quiet">imported</Badge>
        ) : (
          answeredIn !== undefined && duration(answeredIn)
        )}
      </span>
      <span class="cell-size number">{kind !== 'handshake' && bytes(bodySize)}</span>
    </a>
  );
}

/** As the person wants it; the rest when they ask, by pointing at it. */
function Time({ at, shown }: { readonly at: number; readonly shown: Clock }) {
  if (shown === 'ago') {
    return (
      <span class="cell-time number">
        <When at={at} />
      </span>
    );
  }
  const tell = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const ago = Math.round((Date.now() - at) / 1_000);
    const other = shown === 'utc' ? 'local' : 'utc';
    currentTarget.title = `${new Date(at).toISOString()}\n${timeText(at, other)} ${other === 'utc' ? 'UTC' : 'local time'}\n${agoText(ago)}`;
  };
  return (
    <time class="cell-time number" dateTime={new Date(at).toISOString()} onPointerEnter={tell}>
      {timeText(at, shown)}
    </time>
  );
}

function agoText(seconds: number): string {
  if (seconds < 60) return `${grouped(Math.max(seconds, 0))} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${grouped(Math.round(hours / 24))} days ago`;
}

function verdictText({ verdict, status }: Verdict): string {
  return `${verdict} ${status === 0 ? '· no answer' : status}`;
}

/** What is as it should be is quiet: what is not is to be found among it. */
function VerdictWords(given: Verdict) {
  if (given.verdict !== 'accepted') return <VerdictBadge {...given} />;
  return <span class="verdict-ok">{verdictText(given)}</span>;
}

function Handshake() {
  return <span class="cell-what muted">handshake</span>;
}

/** The notification types, short, what is in them in words, and how many notifications when there are several. */
function Contents({
  summary: { types, notifications, bodySize, about },
}: {
  readonly summary: DeliverySummary;
}) {
  if (notifications === 0) {
    const text = bodySize === 0 ? 'no body' : 'no notification';
    return <span class="cell-what muted">{text}</span>;
  }
  const names = types.map((type) => type ?? 'no type');
  const more = names.length - TYPES_SHOWN;
  const title = [names.join(', '), about?.text].filter((one) => one !== undefined).join('\n');
  return (
    <span class="cell-what" title={title}>
      <span class="types">
        {names.slice(0, TYPES_SHOWN).join(', ')}
        {more > 0 && ` +${more}`}
      </span>
      {notifications > 1 && <span class="times number"> × {grouped(notifications)}</span>}
      {about !== undefined && <span class="about"> {about.text}</span>}
    </span>
  );
}

/** What is worth a look: findings, a fault, a repeat, that it came in elsewhere. Notices are no fault of the sender's, so they are told quietly. */
function Remarks({
  summary: { violations, notices, fault, repeat },
}: {
  readonly summary: DeliverySummary;
}) {
  return (
    <span class="cell-remarks">
      {violations > 0 && <span class="violations">{counted(violations, 'violation')}</span>}
      {fault !== undefined && <Badge tone="warn">fault {fault}</Badge>}
      {repeat && <Badge tone="quiet">repeat</Badge>}
      {notices > 0 && violations === 0 && <span class="notices">{counted(notices, 'notice')}</span>}
    </span>
  );
}
