/**
 * The line that runs a check from where one stands: what is known stands in it, what is not is a word in capitals.
 *
 * @module
 */
import type { Integration, Settings } from '../../api/client-types';
import { CommandLine } from '../parts/empty-state';
import { useIntegrations, useReceiver } from '../parts/known-data';
import { isSettled, useData } from '../parts/use-data';

/** What is known of where one stands. */
export interface Whereabouts {
  readonly settings: Settings | undefined;
  /** An integration that sends to somewhere else than here, if there is one: to the Logstash, most likely. */
  readonly through: Integration | undefined;
}

/** `undefined` until all is known: how long the line is depends on it. */
export function useWhereabouts(): Whereabouts | undefined {
  const settings = useData<Settings>('/api/settings');
  const integrations = useIntegrations();
  const receiver = useReceiver();
  if (![settings, integrations, receiver].every(isSettled)) return undefined;
  const here = originOf(receiver.data?.url);
  const through = integrations.data?.integrations.find(({ url }) => originOf(url) !== here);
  return { settings: settings.data, through };
}

/** See the module. */
export function CheckCommand({ settings, through }: Whereabouts) {
  const { command = null } = settings?.check ?? {};
  if (command !== null) return <CommandLine command={command} />;
  return (
    <>
      <CommandLine command={commandFor(settings, through)} />
      <p class="muted small">
        {through === undefined
          ? 'YOUR-LOGSTASH:PORT is the Logstash that posts to this receiver, never the receiver itself. '
          : `It sends as the integration “${through.name}” does. `}
        {(through?.headers.length ?? 0) > 0 &&
          'Put the value of each header in the place of VALUE. '}
        {settings?.check.token === true && 'TOKEN is the token of this console. '}
        In the compose stack of the checkout it is <code>docker compose run --rm check</code>.
      </p>
    </>
  );
}

function commandFor(settings: Settings | undefined, through: Integration | undefined): string {
  const { token = false, caFile = 'certs/ca.crt' } = settings?.check ?? {};
  return [
    ...(token ? ['WALLSTASH_CONSOLE_TOKEN=TOKEN'] : []),
    'npx wallstash check',
    `--through ${word(through?.url ?? 'https://YOUR-LOGSTASH:PORT/')}`,
    ...(through?.headers ?? []).map(({ name }) => `--header ${word(`${name}: VALUE`)}`),
    ...caOf(settings, through, caFile),
    `--arrives-at ${location.origin}`,
  ].join(' ');
}

/** The CA of the Logstash: ours, where it is known to be, and where nothing is known. */
function caOf(
  settings: Settings | undefined,
  through: Integration | undefined,
  caFile: string,
): readonly string[] {
  if (through === undefined) return [`--ca ${word(caFile)}`];
  if (!through.verifyTls) return ['--insecure'];
  if (through.ca === null) return [];
  const ours = settings?.certificates.find(({ role }) => role === 'ca')?.fingerprint;
  const isOurs = ours !== undefined && through.ca.fingerprints.includes(ours);
  return [`--ca ${isOurs ? word(caFile) : 'CA-OF-YOUR-LOGSTASH.crt'}`];
}

/** As a shell takes it for one word. */
function word(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
