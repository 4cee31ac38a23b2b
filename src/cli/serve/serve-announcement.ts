/**
 * What `serve` says when it is up: where everything is, and lines to paste that work as they stand.
 *
 * @module
 */
import { isIP } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';

import type { Journal } from '../../journal/journal';
import type { StoredCertificates } from '../../tls/certificate-store';
import { describeCertificate } from '../../tls/describe-certificate';
import { journalDirectory } from '../data-directory';
import { counted, shellWord } from '../terminal';
import { PACKAGE_ROOT, VERSION } from '../version';
import type { ServeFlags } from './serve-flags';
import type { Announcement } from './serve-log';
import type { ServeWallarmApi } from './serve-wallarm-api';

/** Published bodies travel with the compiled package, so there is one to try the endpoint with. */
const SAMPLE = join(PACKAGE_ROOT, 'dist', 'notification', 'samples', 'new_hits.sample.json');

/** What is announced. */
export interface AnnouncedParts extends Pick<Announcement, 'endpoint' | 'api' | 'integrations'> {
  readonly wallarm: ServeWallarmApi;
  readonly certificates: StoredCertificates;
  readonly journal: Journal;
  readonly flags: ServeFlags;
  readonly cwd: string;
}

/** See the module. */
export function announcementOf({
  endpoint,
  api,
  integrations,
  wallarm,
  certificates,
  journal,
  flags,
  cwd,
}: AnnouncedParts): Announcement {
  const caFile = shortPath(certificates.caFile, cwd);
  const { entries } = journal.statistics();
  return {
    version: VERSION,
    ...{ endpoint, api, integrations },
    wallarmApi: wallarm.url,
    ...(wallarm.url !== null && { environment: environmentOf(wallarm, certificates, cwd) }),
    caFile,
    journal:
      flags.journal === 'memory'
        ? 'in memory, gone when this ends'
        : `${shortPath(journalDirectory(flags.data, cwd), cwd)} (${counted(entries, 'delivery', 'deliveries')})`,
    curl: `curl --cacert ${shellWord(caFile)} --data @${shellWord(shortPath(SAMPLE, cwd))} ${byName(endpoint, certificates)}`,
  };
}

/** A path as one would type it here: relative when it lies below. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') ? path : short;
}

/** How curl is to call the endpoint: by a name of its certificate, which an own one may have without `localhost`. */
function byName(endpoint: string, { cert }: StoredCertificates): string {
  const { names } = describeCertificate(cert);
  const other = names.find((name) => isIP(name) === 0 && !name.startsWith('*'));
  if (names.includes('localhost') || other === undefined) return shellWord(endpoint);
  const url = new URL(endpoint);
  const { port } = url;
  url.hostname = other;
  return `--resolve ${shellWord(`${other}:${port}:127.0.0.1`)} ${shellWord(url.href)}`;
}

/** What Wallarm's own tools need, as a shell takes it. */
function environmentOf(
  { url, token }: ServeWallarmApi,
  { caFile }: StoredCertificates,
  cwd: string,
): string {
  const certs = shellWord(resolve(cwd, dirname(caFile)));
  const bearer = token ?? '"$WALLSTASH_WALLARM_TOKEN"';
  return `export WALLARM_API_HOST=${url ?? ''} WALLARM_API_TOKEN=${bearer} SSL_CERT_DIR=${certs}`;
}
