/**
 * What the TLS handshake of an attempt showed.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import type { Attempt } from '../../api/client-types';
import { Badge } from '../parts/badge';

/** Nothing when there was no handshake, as on a kept connection. */
export function PeerCertificate({
  tls,
  verifyTls,
}: {
  readonly tls: Attempt['tls'];
  readonly verifyTls: boolean;
}) {
  if (tls === null) return null;
  const { version, trusted, certificate } = tls;
  return (
    <div>
      <h3>
        Certificate of the server{' '}
        <Badge tone={trusted ? 'ok' : 'bad'}>{trusted ? 'trusted' : 'not trusted'}</Badge>
        {!verifyTls && <Badge tone="warn">not verified: Verify TLS is off</Badge>}
      </h3>
      <dl>
        {version !== null && <Row name="Protocol">{version}</Row>}
        {certificate !== null && (
          <>
            <Row name="Subject">{certificate.subject}</Row>
            <Row name="Issuer">{certificate.issuer}</Row>
            <Row name="Names">{certificate.names.join(', ')}</Row>
            <Row name="Valid">
              {minute(certificate.validFrom)} to {minute(certificate.validTo)}, UTC
            </Row>
            <Row name="Fingerprint">{certificate.fingerprint}</Row>
          </>
        )}
      </dl>
    </div>
  );
}

/** `2026-11-24 10:43`: a validity is compared to the minute, not felt. */
function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
