/**
 * Which names say that their value is a secret, and such values in paths and queries. Pure; receiver and console share it.
 *
 * A value too many is hidden rather than one too few.
 *
 * @module
 */

/** Wherever they stand in a name; `author` is none. */
const ANYWHERE =
  /auth(?!or(?!i[sz]))|bearer|certificate|cookie|credential|jwt|licen[cs]e|pass(?:w|phrase|code)|private|pwd|secret|session|signature|token/i;
/** A word of its own: `X-Pass`, `shared_pw`, `clientCert`. */
const WORDS: ReadonlySet<string> = new Set(
  'cert code cred creds hmac mac nonce otp pass pin psk pw sas sid sig sign'.split(' '),
);
/** The end of a word: `key`, `apikey`, `X-Access-Key`, `subscriptionKeys`. */
const WORD_END = /(?:keys?|sig|hmac|cert|creds?|sid|otp)$/i;
/** Deeper encodings are no longer read by any server. */
const DECODINGS = 3;
/** `user:password@` behind the slashes of a URL, as it is or percent-encoded. */
const USER_INFO = /(\/\/|%2f%2f)[^/?#&;@\s]+?(@|%40)/gi;

/** Headers of credentials, in lower case: no receiver keeps their values, whatever it is told to keep. */
export const CREDENTIAL_HEADERS: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
];
/** What stands in a secret's place. */
export const REDACTED = '[redacted]';

/** Whether what bears this name, a header or a parameter, is to be hidden. It may be percent-encoded. */
export function isSecretName(name: string): boolean {
  const plain = decoded(name);
  if (ANYWHERE.test(plain)) return true;
  const words = plain.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/);
  return words.some((word) => WORDS.has(word.toLowerCase()) || WORD_END.test(word));
}

/** A path or URL with `mask` in place of secrets: parameters by their names, and `user:password@` within a value. */
export function maskParameters(path: string, mask: string): string {
  if (!/[=@%]/.test(path)) return path; // the ordinary path and header
  return mapSecretParameters(path, () => mask).replaceAll(USER_INFO, `$1${mask}$2`);
}

/**
 * A path or URL with the value of each parameter of a secret name replaced: of `?name=value`, `&name=value` and
 * `;name=value`. A value goes as far as the next `&` (in the path: `/`), whatever else is in it.
 */
export function mapSecretParameters(
  path: string,
  replace: (name: string, value: string) => string,
): string {
  const queryAt = path.search(/[?#]/);
  const end = queryAt < 0 ? path.length : queryAt;
  return [...path.slice(0, end).split(/(\/)/), ...path.slice(end).split(/([?#&])/)]
    .map((piece) => mapPiece(piece, replace))
    .join('');
}

/** The values of the parameters of secret names, as they are and decoded. */
export function secretParameters(path: string): readonly string[] {
  const values = new Set<string>();
  mapSecretParameters(path, (_name, value) => {
    values
      .add(value)
      .add(textOf(value))
      .add(textOf(value.replaceAll('+', ' ')));
    return value;
  });
  return [...values];
}

function mapPiece(piece: string, replace: (name: string, value: string) => string): string {
  for (const { index, 0: whole, 1: name = '' } of piece.matchAll(/(?<=^|;)([^=;]+)=/g)) {
    const at = index + whole.length;
    if (!isSecretName(name) && !holdsSecret(piece.slice(at))) continue;
    return piece.slice(0, at) + replace(name, piece.slice(at));
  }
  return piece;
}

/** Whether a value, as sent, holds a secret parameter or a password of its own once it is decoded: a URL within a URL. */
function holdsSecret(sent: string): boolean {
  const value = decoded(sent);
  if (value === sent) return false;
  if (/\/\/[^/?#\s]*:[^/?#\s]*@/.test(value)) return true;
  return [...value.matchAll(/[?&;#]([^=?&;#]+)=/g)].some(([, name = '']) => isSecretName(name));
}

/** Byte by byte: what is no UTF-8 must not keep the rest from being read. */
function decoded(text: string): string {
  let before = text;
  for (let round = 0; round < DECODINGS && before.includes('%'); round += 1) {
    const next = before.replaceAll(/%([\da-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    if (next === before) break;
    before = next;
  }
  return before;
}

function textOf(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
