/**
 * What the TLS handshake of an attempt showed.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';
import { Badge } from '../parts/badge';
import { Fact } from '../parts/fact';
import { Fingerprint } from '../parts/fingerprint';

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
        {version !== null && <Fact name="Protocol">{version}</Fact>}
        {certificate !== null && (
          <>
            <Fact name="Subject">{certificate.subject}</Fact>
            <Fact name="Issuer">{certificate.issuer}</Fact>
            <Fact name="Names">{certificate.names.join(', ')}</Fact>
            <Fact name="Valid">
              {minute(certificate.validFrom)} to {minute(certificate.validTo)}, UTC
            </Fact>
            <Fact name="Fingerprint">
              <Fingerprint text={certificate.fingerprint} />
            </Fact>
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
