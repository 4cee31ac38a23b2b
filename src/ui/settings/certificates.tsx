/**
 * The certificates of the endpoint, and the CA to download.
 *
 * @module
 */
import type { Settings } from '../../api/client-types';
import { Badge } from '../parts/badge';
import { Fact } from '../parts/fact';
import { Fingerprint } from '../parts/fingerprint';
import { counted } from '../parts/numbers';
import { Part } from './part';

type Certificate = Settings['certificates'][number];

/** Days left from which a certificate is warned of. */
const SOON = 30;

/** See the module. */
export function Certificates({ certificates }: { readonly certificates: readonly Certificate[] }) {
  return (
    <Part title="Certificates">
      {certificates.map((one) => (
        <section key={one.role} class="settings-certificate">
          <h3>{one.role === 'ca' ? 'CA, which senders must trust' : 'The receiver’s own'}</h3>
          <Facts certificate={one} />
          {one.role === 'ca' && (
            <a class="button" href="/api/ca.crt" download="wallstash-ca.crt">
              Download the CA
            </a>
          )}
        </section>
      ))}
    </Part>
  );
}

function Facts({ certificate }: { readonly certificate: Certificate }) {
  const { subject, names, validFrom, validTo, daysLeft, fingerprint, key, file } = certificate;
  return (
    <dl>
      <Fact name="Subject">
        {subject}, {key}
      </Fact>
      {names.length > 0 && <Fact name="For">{names.join(', ')}</Fact>}
      <Fact name="Valid">
        {validFrom.slice(0, 10)} to {validTo.slice(0, 10)}{' '}
        <Badge tone={daysLeft < 0 ? 'bad' : daysLeft < SOON ? 'warn' : 'quiet'}>
          {daysLeft < 0 ? 'has ended' : `${counted(daysLeft, 'day')} left`}
        </Badge>
      </Fact>
      <Fact name="SHA-256">
        <Fingerprint text={fingerprint} />
      </Fact>
      <Fact name="File">
        <code>{file}</code>
      </Fact>
    </dl>
  );
}
