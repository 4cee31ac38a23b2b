/**
 * What is known of a delivery beside its body, at a glance: how it came, and how it was answered.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';
import { Badge } from '../parts/badge';
import { CopyButton } from '../parts/copy-button';
import { Fact } from '../parts/fact';
import { notificationsIn, violationsOf } from '../parts/findings';
import { bytes, counted } from '../parts/numbers';
import { Term } from '../parts/term';
import { relativeTo } from '../parts/when';

/** Names and values; what a delivery does not have is left out. */
export function DeliveryFacts({ delivery }: { readonly delivery: Delivery }) {
  const { kind, receivedAt, remoteAddress, tlsVersion, idempotencyKey } = delivery;
  const exact = new Date(receivedAt).toISOString();
  const reason = reasonOf(delivery);
  return (
    <dl class="facts">
      <Fact name="Received">
        <time class="number" dateTime={exact} title={relativeTo(receivedAt)}>
          {exact}
        </time>
        <CopyButton text={exact} what="time" />
      </Fact>
      <Fact name="From">
        {remoteAddress} {tlsVersion !== null && `over ${tlsVersion.replace('TLSv', 'TLS ')}`}
      </Fact>
      {kind === undefined && <BodyFact delivery={delivery} />}
      {idempotencyKey !== undefined && (
        <Fact name="Idempotency-Key">
          <code>{idempotencyKey}</code>{' '}
          {delivery.repeat && <Badge tone="quiet">repeat: this key had come before</Badge>}
        </Fact>
      )}
      {delivery.fault !== undefined && (
        <Fact name="Fault">
          <Badge tone="warn">{delivery.fault}</Badge>
        </Fact>
      )}
      {reason !== undefined && <Fact name="Reason">{reason}</Fact>}
      {delivery.origin !== undefined && (
        <Fact name="Imported">
          {new Date(delivery.origin.importedAt).toISOString()}: it came in elsewhere, as{' '}
          {delivery.origin.id}
        </Fact>
      )}
    </dl>
  );
}

function BodyFact({ delivery: { bodySize, findings } }: { readonly delivery: Delivery }) {
  const { carrier, notifications } = findings;
  const eras = [...new Set(notifications.flatMap(({ era }) => era ?? []))];
  return (
    <Fact name="Body">
      {bytes(bodySize)}
      {bodySize > 0 && carrier === null && ', unreadable'}
      {bodySize > 0 && carrier !== null && (
        <>
          , <Term word="carrier">{carrier}</Term>
          {` of ${counted(notificationsIn(findings), 'notification')}`}
        </>
      )}
      {eras.length > 0 && (
        <>
          , <Term word="era" /> {eras.join(' and ')}
        </>
      )}
    </Fact>
  );
}

/** Why it was answered so, unless that is what its violations say already. */
export function reasonOf({ verdict, answer, findings }: Delivery): string | undefined {
  const isListed = verdict === 'rejected' && violationsOf(findings).length > 0;
  return isListed ? undefined : answer.reason;
}
