/**
 * What `serve` tells of how it runs, for the console's screen Settings.
 *
 * Invariant: no secret is in it. Of a flag that holds one only whether it is set is told.
 *
 * @module
 */
import { statfs } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import { resolve } from 'node:path';

import type { ServeFacts } from '../../api/schemas/settings';
import { parseSize } from '../../receiver/options';
import type { StoredCertificates } from '../../tls/certificate-store';
import { describeCertificate } from '../../tls/describe-certificate';
import { VERSION } from '../version';
import type { ServeFlags } from './serve-flags';

/** A flag as commander knows it. */
interface KnownFlag {
  readonly long?: string | undefined;
  readonly envVar?: string | undefined;
  readonly description: string;
  readonly defaultValueDescription?: string | undefined;
  attributeName(): string;
}

/** The command, with what was read for it. */
export interface ReadCommand {
  readonly options: readonly KnownFlag[];
  getOptionValue(name: string): unknown;
  getOptionValueSource(name: string): string | undefined;
}

/** What the facts are put together of. */
export interface ServeSettingsParts {
  readonly command: ReadCommand;
  readonly flags: ServeFlags;
  readonly cwd: string;
  readonly certificates: StoredCertificates;
  /** URLs as this machine reaches them. */
  readonly urls: {
    readonly receiver: string;
    readonly console: () => string;
    readonly wallarmApi: () => string | null;
  };
}

/** Hold a secret, wholly or in part. */
const SECRET: readonly string[] = ['--password', '--console-token', '--wallarm-token'];

/** Returns what asks anew, each time, what may have changed. */
export function serveSettings(parts: ServeSettingsParts): () => Promise<ServeFacts> {
  const { command, flags, cwd, certificates, urls } = parts;
  const { keep, keepBytes, journal, data, consoleToken, checkCommand } = flags;
  const startedAt = Date.now();
  const fixed = {
    ...{ version: VERSION, startedAt, flags: flagsOf(command) },
    node: `${process.version}, ${platform()} ${release()} ${arch()}`,
    retention: {
      durable: journal === 'durable',
      ...{ keep, keepBytes: parseSize('--keep-bytes', keepBytes) },
    },
    check: {
      command: checkCommand ?? null,
      token: consoleToken !== undefined,
      caFile: resolve(cwd, certificates.caFile),
    },
  };
  return async () => {
    const wallarmApi = urls.wallarmApi();
    return {
      ...fixed,
      addresses: {
        receiver: { url: urls.receiver, host: flags.host },
        console: { url: urls.console(), host: flags.consoleHost },
        wallarmApi: wallarmApi === null ? null : { url: wallarmApi, host: flags.wallarmApiHost },
      },
      disk: journal === 'durable' ? await diskOf(resolve(cwd, data)) : null,
      certificates: [
        certificateOf('ca', certificates.ca, resolve(cwd, certificates.caFile)),
        certificateOf('server', certificates.cert, resolve(cwd, certificates.certFile)),
      ],
    };
  };
}

function flagsOf(command: ReadCommand): ServeFacts['flags'] {
  return command.options
    .filter(({ long, envVar }) => long !== undefined && envVar !== undefined)
    .map((flag) => {
      const { long = '', envVar: variable = '', description: about } = flag;
      const held = command.getOptionValue(flag.attributeName());
      const source = command.getOptionValueSource(flag.attributeName());
      const hidden = SECRET.includes(long) && held !== undefined;
      const value = hidden ? null : shown(flag, held);
      return { ...{ flag: long, variable, value, hidden, about }, from: originOf(source) };
    });
}

function originOf(source: string | undefined): 'flag' | 'environment' | 'default' {
  if (source === 'cli') return 'flag';
  return source === 'env' ? 'environment' : 'default';
}

/** The value as it would be typed; of a switch whether it is on. */
function shown({ long = '', defaultValueDescription }: KnownFlag, value: unknown): string | null {
  if (value === undefined) return defaultValueDescription ?? null;
  if (typeof value === 'boolean') return value === long.startsWith('--no-') ? 'off' : 'on';
  if (Array.isArray(value)) {
    return value.length === 0
      ? (defaultValueDescription ?? null)
      : value.map((one: unknown) => textOf(one)).join(', ');
  }
  const text = textOf(value);
  // "Name: value", of which the value is the secret.
  return long === '--require-header' ? `${text.split(':', 1)[0] ?? ''}: (not shown)` : text;
}

/** A fault was read into an object that keeps what was typed. */
function textOf(value: unknown): string {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  return String(text);
}

async function diskOf(directory: string): Promise<ServeFacts['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { directory, free: bavail * bsize, size: blocks * bsize };
  } catch {
    return null;
  }
}

function certificateOf(
  role: 'ca' | 'server',
  pem: string,
  file: string,
): ServeFacts['certificates'][number] {
  const { subject, issuer, names, validFrom, validTo, daysLeft, fingerprint, key } =
    describeCertificate(pem);
  return {
    ...{ role, subject, issuer, names: [...names], daysLeft, fingerprint, key, file },
    ...{ validFrom: validFrom.toISOString(), validTo: validTo.toISOString() },
  };
}
