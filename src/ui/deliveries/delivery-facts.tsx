/**
 * What is known of a delivery beside its body: how it came, and how it was answered.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';
import { Badge } from '../parts/badge';
import { CopyButton } from '../parts/copy-button';
import { Fact } from '../parts/fact';
import { notificationsIn, unlistedOf } from '../parts/findings';
import { bytes, counted } from '../parts/numbers';
import { When } from '../parts/when';
import { REDACTED } from './curl';

/** Names and values; what a delivery does not have is left out. */
export function DeliveryFacts({ delivery }: { readonly delivery: Delivery }) {
  const { kind, receivedAt, remoteAddress, tlsVersion, bodySize, idempotencyKey } = delivery;
  const { carrier, notifications } = delivery.findings;
  const exact = new Date(receivedAt).toISOString();
  const unlisted = unlistedOf(delivery.findings);
  const eras = new Set(notifications.flatMap(({ era }) => era ?? []));
  const contents =
    carrier === null
      ? 'unreadable'
      : `${carrier} of ${counted(notificationsIn(delivery.findings), 'notification')}`;
  return (
    <dl class="facts">
      <Fact name="Received">
        <span class="number">{exact}</span>{' '}
        <span class="muted">
          (<When at={receivedAt} />)
        </span>
        <CopyButton text={exact} label="Copy time" />
      </Fact>
      <Fact name="From">
        {remoteAddress} {tlsVersion !== null && `over ${tlsVersion.replace('TLSv', 'TLS ')}`}
      </Fact>
      {kind === undefined && (
        <Fact name="Body">
          {bytes(bodySize)}
          {bodySize > 0 && `, ${contents}`}
          {eras.size > 0 && `, era ${[...eras].join(' and ')}`}
        </Fact>
      )}
      {idempotencyKey !== undefined && (
        <Fact name="Idempotency-Key">
          <code>{idempotencyKey}</code>{' '}
          {delivery.repeat && <Badge tone="quiet">repeat: this key had come before</Badge>}
        </Fact>
      )}
      {unlisted !== undefined && <Fact name="Findings">{unlisted}</Fact>}
      {delivery.fault !== undefined && (
        <Fact name="Fault">
          <Badge tone="warn">{delivery.fault}</Badge>
        </Fact>
      )}
      {delivery.answer.reason !== undefined && <Fact name="Reason">{delivery.answer.reason}</Fact>}
    </dl>
  );
}

/** The request's headers, as the journal keeps them: without secrets. */
export function Headers({ headers }: Pick<Delivery, 'headers'>) {
  const rows = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  );
  if (rows.length === 0) return <p class="muted">There are no headers.</p>;
  return (
    <table class="headers">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">{name}</th>
            <td>{value === REDACTED ? <span class="muted">secret, not kept</span> : value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
