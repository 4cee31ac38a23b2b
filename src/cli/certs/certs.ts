/**
 * `wallstash certs`: makes sure of the CA and the server certificate, issues more, and prints where they are.
 *
 * Never prints a key.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { issueCertificate } from '../../tls/authority';
import type { IssueOptions } from '../../tls/authority';
import type { KeyType } from '../../tls/engine';
import { openCertificates } from '../../tls/certificate-store';
import { CertificateError } from '../../tls/errors';
import { saveIssued } from '../../tls/issued-files';
import { nameWarnings } from '../../tls/issued-check';
import { normaliseName, normaliseNames } from '../../tls/names';
import { openAuthority } from '../../tls/stored-authority';
import { renderIssued, renderStore } from './certs-output';
import { certsDirectoryOption, hostNameOption, keyTypeOption } from '../certificate-flags';
import { command, option } from '../command';
import type { CommandDependencies } from '../command';

const RESTART =
  'Restart what serves the old certificate ("wallstash serve", Logstash): both read it once, at their start.';

/** Flags of `certs` that its sub-commands share. */
interface SharedFlags {
  readonly certsDirectory: string;
  readonly keyType?: KeyType | undefined;
  readonly json?: true | undefined;
}

/** One certificate to issue. */
interface Order extends SharedFlags {
  /** What the files are called after. */
  readonly name: string;
  readonly out?: string | undefined;
  readonly force?: true | undefined;
  readonly certificate: Pick<IssueOptions, 'names' | 'purpose' | 'commonName'>;
}

/** `certs`, with the sub-commands `server` and `client`. */
export function certsCommand(dependencies: CommandDependencies) {
  const certs = command('certs', 'Make or check the CA and the server certificate; issue more')
    .addOption(certsDirectoryOption())
    .addOption(hostNameOption())
    .addOption(keyTypeOption())
    .addOption(option('--json', 'print one JSON document'))
    .action(async ({ certsDirectory, hostName, keyType, json = false }) => {
      const stored = await openCertificates({
        directory: resolve(dependencies.cwd, certsDirectory),
        hostNames: hostName,
        machineName: hostname(),
        ...(keyType === undefined ? {} : { keyType }),
      });
      warn(stored.warnings, dependencies);
      if (stored.created.some(({ reason }) => reason !== 'missing')) warn([RESTART], dependencies);
      await dependencies.out(renderStore(stored, json));
    });
  return certs
    .addCommand(serverCommand(dependencies, () => certs.opts()))
    .addCommand(clientCommand(dependencies, () => certs.opts()));
}

function serverCommand(dependencies: CommandDependencies, shared: () => SharedFlags) {
  return issuing('server', 'Issue a server certificate for other names, such as logstash')
    .argument('<names...>', 'DNS names, wildcards and IP addresses; the first names the files')
    .action(async (values, flags) => {
      const names = normaliseNames(values, 'NAME');
      const [name = ''] = names;
      const certificate = { names, purpose: 'server' } as const;
      await deliver(dependencies, { ...shared(), ...flags, name, certificate });
    });
}

function clientCommand(dependencies: CommandDependencies, shared: () => SharedFlags) {
  return issuing('client', 'Issue a client certificate for mutual TLS')
    .argument('<name>', "the client's common name; it names the files")
    .action(async (name, flags) => {
      const dnsName = normaliseName(name);
      const names = dnsName === undefined ? [] : [dnsName];
      const certificate = { names, commonName: name, purpose: 'client' } as const;
      await deliver(dependencies, { ...shared(), ...flags, name, certificate });
    });
}

/** What both sub-commands share. */
function issuing(name: string, description: string) {
  return command(name, description)
    .configureHelp({ showGlobalOptions: true })
    .addOption(
      option('--out <directory>', 'where to put NAME.crt and NAME.key (default: with the CA)'),
    )
    .addOption(option('--force', 'replace files that are there'));
}

async function deliver(dependencies: CommandDependencies, order: Order): Promise<void> {
  const { name, out, force = false, json = false, keyType, certificate } = order;
  const directory = resolve(dependencies.cwd, order.certsDirectory);
  const keyOptions = keyType === undefined ? {} : { keyType };
  const { authority, caFile, warnings } = await openAuthority({ directory, ...keyOptions });
  if (authority === undefined) {
    throw new CertificateError(
      `Cannot issue a certificate for ${name}: ${caFile} is there but its key, ca.key beside it, is not. Put the key there.`,
    );
  }
  const issued = await issueCertificate(authority, { ...certificate, ...keyOptions });
  const target = out === undefined ? directory : resolve(dependencies.cwd, out);
  const { kept, ...files } = await saveIssued(issued, { directory: target, name, force });
  const copies = kept.map((path) => `What was in the place of a new file is kept as ${path}`);
  warn([...warnings, ...nameWarnings(certificate.names), ...copies], dependencies);
  await dependencies.out(renderIssued({ caFile, ...files, cert: issued.cert }, json));
}

function warn(warnings: readonly string[], { err }: CommandDependencies): void {
  for (const warning of warnings) err(`warning: ${warning}\n`);
}
