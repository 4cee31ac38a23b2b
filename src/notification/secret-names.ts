/**
 * Which names say that their value is a secret, and such values in paths and queries. Pure; receiver and console share it.
 *
 * A value too many is hidden rather than one too few.
 *
 * @module
 */

/** Anywhere in a name. */
const TELLING =
  /auth|bearer|cookie|credential|jwt|pass(?:w|phrase|code)|private|secret|session|signature|token/i;
/** A word of its own: `X-Pass`, `shared_pwd`, `clientCert`. */
const TELLING_WORDS: ReadonlySet<string> = new Set(
  'cert code hmac licence license mac nonce otp pass pin psk pw pwd sas sid sig sign'.split(' '),
);
/** The end of a name or word: `key`, `apikey`, `X-Access-Key`, `subscriptionKeys`. */
const KEY = /keys?$/i;
/** `user:password@` behind the slashes of a URL, as it is or percent-encoded. */
const USER_INFO = /(\/\/|%2f%2f)[^/?#&;@\s]+?(@|%40)/gi;

/** Whether what bears this name, a header or a parameter, is to be hidden. It may be percent-encoded. */
export function isSecretName(name: string): boolean {
  const plain = decoded(name);
  if (TELLING.test(plain)) return true;
  const words = plain.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/);
  return words.some((word) => TELLING_WORDS.has(word.toLowerCase()) || KEY.test(word));
}

/** A path or URL with `mask` in place of secrets: parameters by their names, and `user:password@` within a value. */
export function maskParameters(path: string, mask: string): string {
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
      .add(decoded(value))
      .add(decoded(value.replaceAll('+', ' ')));
    return value;
  });
  return [...values];
}

function mapPiece(piece: string, replace: (name: string, value: string) => string): string {
  for (const { index, 0: whole, 1: name = '' } of piece.matchAll(/(?<=^|;)([^=;]+)=/g)) {
    if (!isSecretName(name)) continue;
    const at = index + whole.length;
    return piece.slice(0, at) + replace(name, piece.slice(at));
  }
  return piece;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
