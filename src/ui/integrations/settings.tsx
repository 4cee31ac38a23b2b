/**
 * The settings of an integration, to read.
 *
 * @module
 */
import type { Integration } from '../../api/client-types';
import { Fact } from '../parts/fact';
import { Fingerprint } from '../parts/fingerprint';
import { counted } from '../parts/numbers';
import { When } from '../parts/when';
import { type EventBox, inShort } from './event-boxes';

/** See the module. */
export function Settings({
  integration,
  boxes,
}: {
  readonly integration: Integration;
  readonly boxes: readonly EventBox[];
}) {
  const { url, method, headers, ca, verifyTls, requestTimeout, connectionTimeout } = integration;
  const { format, events, createdAt, updatedAt } = integration;
  return (
    <section class="panel part" aria-labelledby="settings-heading">
      <h2 id="settings-heading">Settings</h2>
      <dl class="settings">
        <Fact name="Webhook URL">
          <code>{url}</code>
        </Fact>
        <Fact name="Request method">{method}</Fact>
        <Fact name="Request headers">
          {headers.length === 0 && 'none'}
          {headers.map(({ name, value }, index) => (
            <div key={index}>
              <code>
                {name}: {value}
              </code>
            </div>
          ))}
        </Fact>
        <Fact name="CA certificate">{ca === null ? 'public CAs' : <Ca ca={ca} />}</Fact>
        <Fact name="Verify TLS">
          {verifyTls ? 'yes' : <span class="caution">no: secrets go to anybody who answers</span>}
        </Fact>
        <Fact name="Timeouts">
          {`request ${requestTimeout / 1_000}\u00a0s, connection ${connectionTimeout / 1_000}\u00a0s`}
        </Fact>
        <Fact name="Data format">{format === 'array' ? 'JSON Array' : 'NDJSON'}</Fact>
        <Fact name="Event types">{inShort(events, boxes)}</Fact>
        <Fact name="Created">
          <When at={createdAt} />
          {updatedAt !== createdAt && (
            <>
              , changed <When at={updatedAt} />
            </>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Ca({
  ca: { certificates, fingerprints },
}: {
  readonly ca: NonNullable<Integration['ca']>;
}) {
  return (
    <>
      {counted(certificates, 'certificate')}, SHA-256
      {fingerprints.map((fingerprint) => (
        <div key={fingerprint}>
          <Fingerprint text={fingerprint} />
        </div>
      ))}
    </>
  );
}
