/**
 * Lines for a shell that send a body to the receiver. Pure.
 *
 * @module
 */
import type { BesideReceiver, Delivery } from '../../api/client-types';

/** What stands in the place of a secret: the journal does not hold it. */
export const REDACTED = '[redacted]';
/** What a person must put there. */
const FILL_IN = 'FILL_IN';
/** Of the sender's own connection, or what curl itself says; `content-encoding` because the body is kept decoded. */
const NOT_REPEATED =
  /^(?:host|content-length|content-encoding|transfer-encoding|connection|accept|accept-encoding|user-agent|expect|keep-alive)$/;
/** Bytes of a body that go into the line; Linux takes 128 KiB an argument. */
const LONGEST_ARGUMENT = 100_000;

/** A delivery sent again. Secrets are left for the person to fill in; without a receiver, its address too. */
export function curlOf(delivery: Delivery, receiver: BesideReceiver | undefined): string {
  const { method, headers, body } = delivery;
  // Strangers wrote it: what is no path must not become part of the host.
  const path = delivery.path.replaceAll(REDACTED, FILL_IN).replace(/^(?!\/)/, '/');
  const origin = receiver === undefined ? 'https://RECEIVER' : new URL(receiver.url).origin;
  const words = [`-X ${quoted(method)}`];
  // Or curl would expand it to many.
  if (/[[\]{}]/.test(path)) words.push('--globoff');
  for (const [name, value] of Object.entries(headers)) {
    if (NOT_REPEATED.test(name)) continue;
    for (const one of typeof value === 'string' ? [value] : value) {
      words.push(`-H ${quoted(`${name}: ${one === REDACTED ? FILL_IN : one}`)}`);
    }
  }
  // Without one, curl would call the body a form.
  if (headers['content-type'] === undefined) words.push(`-H 'content-type:'`);
  const asFile = sendsFile(delivery);
  const data = asFile ? `@${bodyFile(delivery.id)}` : body;
  // A body that begins with @ would be taken for a file.
  const isPlain = asFile || !body.startsWith('@');
  if (body !== '') words.push(`${isPlain ? '--data-binary' : '--data-raw'} ${quoted(data)}`);
  return curl(words, origin + path, receiver);
}

/** Whether the line sends the downloaded body: it is too long for a line, or has what a terminal would act on. */
export function sendsFile({ body, bodyEncoding, bodySize }: Delivery): boolean {
  return bodyEncoding === 'base64' || bodySize > LONGEST_ARGUMENT || /[^\P{Cc}\n]/u.test(body);
}

/** A first delivery to try the receiver with. */
export function firstCurl(receiver: BesideReceiver, notification: object): string {
  const { requireHeader, user } = receiver;
  const words = [
    ...(requireHeader === undefined ? [] : [`-H ${quoted(`${requireHeader}: ${FILL_IN}`)}`]),
    ...(user === true ? ["--user 'USER:PASSWORD'"] : []),
    `-H 'content-type: application/json'`,
    `--data-binary ${quoted(JSON.stringify([notification]))}`,
  ];
  return curl(words, receiver.url, receiver);
}

/** The name under which the body of a delivery is downloaded. */
export function bodyFile(id: string): string {
  return `delivery-${id}.body`;
}

/** The CA goes in by the standard input: where its file is differs from machine to machine. */
function curl(words: readonly string[], url: string, receiver: BesideReceiver | undefined): string {
  const line = ['curl', '--cacert /dev/stdin', ...words, quoted(url)].join(' ');
  return `${line} <<'CA'\n${receiver?.ca.trim() ?? FILL_IN}\nCA\n`;
}

/** One word of a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
