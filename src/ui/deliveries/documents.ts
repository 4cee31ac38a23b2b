/**
 * The JSON documents that a body is made of. Pure.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';

/** The values in the body of a delivery: the elements of an array, the lines of NDJSON; `undefined` when it is no JSON. */
export function documentsOf({ body, bodyEncoding, findings }: Delivery): unknown[] | undefined {
  if (bodyEncoding !== 'utf8') return undefined;
  const text = body.replace(/^\uFEFF/, '');
  const documents = findings.carrier === 'ndjson' ? ndjsonLines(text) : [text];
  try {
    const values = documents.map((one) => JSON.parse(one) as unknown);
    return values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;
  } catch {
    return undefined;
  }
}

/** Lines of NDJSON that are no blank ones, as findings number them. */
export function ndjsonLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}
