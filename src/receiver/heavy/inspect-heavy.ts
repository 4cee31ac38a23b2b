/**
 * All that is done with a heavy body before it is journalled: unpacking, inspecting, and writing it as its record holds it.
 *
 * Runs in the inspection's thread, or where there is none on the main one.
 *
 * @module
 */
import { encodeBodyField } from '../../journal/body-field';
import { inspectBody } from '../../notification/inspect-body';
import type { InspectOptions } from '../../notification/inspect-options';
import type { Findings } from '../../notification/inspection';
import { listFindings } from '../../notification/list-findings';
import { isPlain, unpack } from '../unpack';
import { sharedBuffer, toShared } from './weight';

/** What is to be done; passed between threads, so plain data. */
export interface HeavyTask {
  /** In shared memory. */
  readonly bytes: Uint8Array;
  readonly encoding?: string | undefined;
  /** Most bytes after unpacking. */
  readonly limit: number;
  readonly inspect: InspectOptions;
}

/** What came of it. */
export type HeavyResult =
  | {
      readonly kind: 'inspected';
      /** Unpacked, in shared memory. */
      readonly body: Uint8Array;
      readonly findings: Findings;
      /** See `journal/body-field.ts`; in shared memory. */
      readonly bodyField: Uint8Array;
    }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/** Does it. */
export function inspectHeavy({ bytes, encoding, limit, inspect }: HeavyTask): HeavyResult {
  const body = unpacked(toShared(bytes), encoding, limit);
  if (!Buffer.isBuffer(body)) return body;
  const findings = listFindings(inspectBody(body, inspect));
  return { kind: 'inspected', body, findings, bodyField: encodeBodyField(body, sharedBuffer) };
}

function unpacked(
  bytes: Buffer,
  encoding: string | undefined,
  limit: number,
): Buffer | Exclude<HeavyResult, { kind: 'inspected' }> {
  if (encoding === undefined || isPlain(encoding)) return bytes;
  const result = unpack(bytes, encoding, limit);
  return result.kind === 'unpacked' ? toShared(result.bytes) : result;
}
