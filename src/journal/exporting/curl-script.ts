/**
 * Deliveries as a shell script that sends them again, byte for byte, with curl. Pure.
 *
 * Secrets are not in it, since the journal does not hold them: `FILL_IN` stands in their place. Strangers wrote the rest,
 * so nothing of it is anything to the shell but a quoted word.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import type { JournalEntry } from '../entry';
import type { ExportPlace } from './export-place';

const REDACTED = '[redacted]';
/** What a person must put there. */
const FILL_IN = 'FILL_IN';
/** Of the sender's own connection, or what curl itself says; `content-encoding` because the body is kept decoded. */
const NOT_REPEATED =
  /^(?:host|content-length|content-encoding|transfer-encoding|connection|accept|accept-encoding|user-agent|expect|keep-alive)$/;
/** Bytes of a body that stand in the line as text; Linux takes 128 KiB an argument. */
const LONGEST_ARGUMENT = 100_000;

/** What stands before the commands: where they send, and whom they trust. */
export function curlHead({ origin, ca }: ExportPlace): string {
  const own =
    ca === undefined
      ? `CA=\${CA:-certs/ca.crt}\n`
      : `if [ -z "\${CA:-}" ]; then\n  CA=$(mktemp)\n  trap 'rm -f "$CA"' EXIT\n  cat >"$CA" <<'PEM'\n${ca.trim()}\nPEM\nfi\n`;
  return (
    `#!/bin/sh\n# Deliveries, sent again to $URL with the CA in $CA. ${FILL_IN} stands where a secret was: the journal holds none.\n` +
    `set -eu\nURL=\${URL:-${quoted(origin)}}\n${own}`
  );
}

/** The command of one delivery. */
export function curlCommand(entry: JournalEntry): string {
  const { id, method, headers, body, bodySize } = entry;
  const imported = entry.origin === undefined ? '' : ', imported';
  const received = new Date(entry.receivedAt).toISOString();
  const title = `\n# ${id}, ${received}, ${entry.verdict}${imported}\n`;
  if (bodySize > body.length)
    return `${title}# Its body was not kept, so it cannot be sent again.\n`;
  const words = [
    'curl --silent --show-error --output /dev/null',
    `--write-out '${id} %{http_code}\\n'`,
  ];
  words.push('--globoff --path-as-is --cacert "$CA"', `-X ${quoted(method)}`);
  for (const [name, value] of Object.entries(headers)) {
    if (NOT_REPEATED.test(name)) continue;
    for (const one of [value].flat()) {
      words.push(`-H ${quoted(`${name}: ${one === REDACTED ? FILL_IN : one}`)}`);
    }
  }
  // Without one, curl would call the body a form.
  if (headers['content-type'] === undefined) words.push(`-H 'content-type:'`);
  const inLine = body.length <= LONGEST_ARGUMENT && isPlain(body);
  if (inLine) words.push(`--data-raw ${quoted(body.toString())}`);
  else if (body.length > 0) words.push('--data-binary @-');
  words.push(`"$URL"${quoted(pathOf(entry))}`);
  const line = words.join(' ');
  return inLine || body.length === 0
    ? `${title}${line}\n`
    : `${title}base64 -d <<'BODY' | ${line}\n${lines(body.toString('base64'))}\nBODY\n`;
}

/** What is no path must not become part of the host. */
function pathOf({ path }: JournalEntry): string {
  return path.replaceAll(REDACTED, FILL_IN).replace(/^(?!\/)/, '/');
}

/** Text without what a shell drops or a terminal acts on. */
function isPlain(body: Buffer): boolean {
  return body.length > 0 && isUtf8(body) && !/[^\P{Cc}\n\t]/u.test(body.toString());
}

function lines(text: string): string {
  return text.replaceAll(/.{76}(?=.)/g, '$&\n');
}

/** One word of a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
