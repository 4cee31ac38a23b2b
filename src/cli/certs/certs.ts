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
import type { Authority, IssuedCertificate } from '../../tls/authority';
import type { KeyType } from '../../tls/engine';
import { openCertificates } from '../../tls/certificate-store';
import { CertificateError } from '../../tls/errors';
import { saveIssued } from '../../tls/issued-files';
import { normaliseName, normaliseNames } from '../../tls/names';
import { openAuthority } from '../../tls/stored-authority';
import { renderIssued, renderStore } from './certs-output';
import { certsDirectoryOption, hostNameOption, keyTypeOption } from '../certificate-flags';
import { command, option } from '../command';
import type { CommandDependencies } from '../command';

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
  readonly issue: (authority: Authority) => Promise<IssuedCertificate>;
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
      await dependencies.out(renderStore(stored, json));
    });
  return certs
    .addCommand(serverCommand(dependencies, () => certs.opts()))
    .addCommand(clientCommand(dependencies, () => certs.opts()));
}

function serverCommand(dependencies: CommandDependencies, shared: () => SharedFlags) {
  return command('server', 'Issue a server certificate for other names, such as logstash')
    .configureHelp({ showGlobalOptions: true })
    .argument('<names...>', 'DNS names, wildcards and IP addresses; the first names the files')
    .addOption(outOption())
    .addOption(forceOption())
    .action(async (values, flags) => {
      const [name = '', ...rest] = normaliseNames(values, 'NAME');
      const { keyType = 'ec' } = shared();
      await deliver(dependencies, {
        ...shared(),
        ...flags,
        name,
        issue: (authority) =>
          issueCertificate(authority, { names: [name, ...rest], purpose: 'server', keyType }),
      });
    });
}

function clientCommand(dependencies: CommandDependencies, shared: () => SharedFlags) {
  return command('client', 'Issue a client certificate for mutual TLS')
    .configureHelp({ showGlobalOptions: true })
    .argument('<name>', "the client's common name; it names the files")
    .addOption(outOption())
    .addOption(forceOption())
    .action(async (name, flags) => {
      const dnsName = normaliseName(name);
      const names = dnsName === undefined ? [] : [dnsName];
      const { keyType = 'ec' } = shared();
      await deliver(dependencies, {
        ...shared(),
        ...flags,
        name,
        issue: (authority) =>
          issueCertificate(authority, { names, commonName: name, purpose: 'client', keyType }),
      });
    });
}

function outOption() {
  return option('--out <directory>', 'where to put NAME.crt and NAME.key (default: with the CA)');
}

function forceOption() {
  return option('--force', 'replace files that are there');
}

async function deliver(dependencies: CommandDependencies, order: Order): Promise<void> {
  const { name, out, force = false, json = false, keyType } = order;
  const directory = resolve(dependencies.cwd, order.certsDirectory);
  const { authority, caFile, warnings } = await openAuthority({
    directory,
    ...(keyType === undefined ? {} : { keyType }),
  });
  if (authority === undefined) {
    throw new CertificateError(
      `Cannot issue a certificate for ${name}: ${caFile} is there but its key, ca.key beside it, is not. Put the key there.`,
    );
  }
  const issued = await order.issue(authority);
  const target = out === undefined ? directory : resolve(dependencies.cwd, out);
  const files = await saveIssued(issued, { directory: target, name, force });
  warn(warnings, dependencies);
  await dependencies.out(renderIssued({ caFile, ...files, cert: issued.cert }, json));
}

function warn(warnings: readonly string[], { err }: CommandDependencies): void {
  for (const warning of warnings) err(`warning: ${warning}\n`);
}
