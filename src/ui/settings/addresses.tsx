/**
 * Where Wallstash is, and who reaches it there.
 *
 * @module
 */
import type { Settings } from '../../api/client-types';
import { CopyButton } from '../parts/copy-button';
import { Fact } from '../parts/fact';
import { Part } from './part';

const THIS_MACHINE = /^(?:localhost|127\.|::1$)/;

/** See the module. */
export function Addresses({ settings }: { readonly settings: Settings }) {
  const { receiver, console, wallarmApi } = settings.addresses;
  const names = settings.certificates.find(({ role }) => role === 'server')?.names ?? [];
  return (
    <Part title="Addresses">
      <dl>
        <Fact name="Receiver">
          <Url url={receiver.url} />
          <Reach host={receiver.host} names={names} />
        </Fact>
        <Fact name="Console">
          <Url url={console.url} />
          <p class="hint">Listens on {console.host}.</p>
        </Fact>
        <Fact name="Wallarm’s API">
          {wallarmApi === null ? (
            'not offered'
          ) : (
            <>
              <Url url={wallarmApi.url} />
              <p class="hint">Listens on {wallarmApi.host}.</p>
            </>
          )}
        </Fact>
      </dl>
    </Part>
  );
}

function Url({ url }: { readonly url: string }) {
  return (
    <span class="settings-url">
      <code>{url}</code>
      <CopyButton text={url} label="Copy" />
    </span>
  );
}

/** How Logstash or Wallarm gets there. */
function Reach({ host, names }: { readonly host: string; readonly names: readonly string[] }) {
  if (THIS_MACHINE.test(host)) {
    return (
      <p class="hint">
        Listens on {host}: Logstash on this machine posts here. For one elsewhere, or Wallarm’s
        cloud, start with <code>--host 0.0.0.0</code> and <code>--host-name NAME</code>.
      </p>
    );
  }
  return (
    <p class="hint">
      Listens on {host}: Logstash and Wallarm’s cloud post to a name that leads here and stands in
      the certificate: {names.join(', ')}.
    </p>
  );
}
