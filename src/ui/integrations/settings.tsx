/**
 * The settings of an integration, to read.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import type { Integration } from '../../api/client-types';
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
        <Setting term="Webhook URL">
          <code>{url}</code>
        </Setting>
        <Setting term="Request method">{method}</Setting>
        <Setting term="Request headers">
          {headers.length === 0 && 'none'}
          {headers.map(({ name, value }, index) => (
            <div key={index}>
              <code>
                {name}: {value}
              </code>
            </div>
          ))}
        </Setting>
        <Setting term="CA certificate">{ca === null ? 'public CAs' : <Ca ca={ca} />}</Setting>
        <Setting term="Verify TLS">
          {verifyTls ? 'yes' : <span class="caution">no: secrets go to anybody who answers</span>}
        </Setting>
        <Setting term="Timeouts">
          request {requestTimeout / 1_000} s, connection {connectionTimeout / 1_000} s
        </Setting>
        <Setting term="Data format">{format === 'array' ? 'JSON Array' : 'NDJSON'}</Setting>
        <Setting term="Event types">{inShort(events, boxes)}</Setting>
        <Setting term="Created">
          <When at={createdAt} />
          {updatedAt !== createdAt && (
            <>
              , changed <When at={updatedAt} />
            </>
          )}
        </Setting>
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
          <code class="fingerprint">{fingerprint}</code>
        </div>
      ))}
    </>
  );
}

function Setting({
  term,
  children,
}: {
  readonly term: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
