/**
 * Keeps what is about to be replaced: beside it, under a name that nothing has.
 *
 * @module
 */
import { CERTIFICATE_MODE, createFile, KEY_MODE } from './files';
import type { PairContent, PairFiles } from './pair';

/**
 * Copies the files of a pair that another will replace; a key that stays is not copied. Returns the paths of the
 * copies: `server.crt.replaced`, or with a number when that name is taken.
 */
export async function keepReplaced(
  { certFile, keyFile }: PairFiles,
  before: PairContent,
  after: { readonly key: string },
): Promise<readonly string[]> {
  const kept: string[] = [];
  if (before.cert !== undefined) kept.push(await keep(certFile, before.cert, CERTIFICATE_MODE));
  if (before.key !== undefined && before.key !== after.key) {
    kept.push(await keep(keyFile, before.key, KEY_MODE));
  }
  return kept;
}

async function keep(path: string, text: string, mode: number): Promise<string> {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? `${path}.replaced` : `${path}.replaced-${number}`;
    if (await createFile(copy, text, mode)) return copy;
  }
}
