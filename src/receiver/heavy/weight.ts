/**
 * Which bodies are heavy: so large or so fine-grained that inspecting one would hold up the event loop. They are
 * inspected in a thread of their own, one after the other; all others right where they came.
 *
 * @module
 */
import { scanBytes, type TextScan } from '../../notification/reading/scan';

/** Bytes up to which a body is light whatever it holds: even the worst takes some milliseconds. */
const LIGHT = 16 * 1024;
/** Bytes beyond which a body is heavy whatever it holds. */
export const DIRECT = 256 * 1024;
/** Values that a light body may hold; a hundred hits have some 5,000. */
const LIGHT_VALUES = 10_000;

/** The scan of a body that is light enough to be inspected here and now; `undefined` when it is heavy. */
export function scanIfLight(body: Buffer): TextScan | undefined {
  if (body.length > DIRECT) return undefined;
  const scan = scanBytes(body);
  return body.length <= LIGHT || scan.values <= LIGHT_VALUES ? scan : undefined;
}
