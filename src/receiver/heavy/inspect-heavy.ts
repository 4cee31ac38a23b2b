/**
 * All that is done with a heavy body before it is journalled: unpacking, inspecting, and writing it as its record holds it.
 *
 * Runs in the inspection's thread, or where there is none on the main one.
 *
 * @module
 */
import { encodeBodyField, isJsonLine } from '../../journal/segments/body-field';
import { inspectBody } from '../../notification/inspect-body';
import { type InspectOptions, resolveInspectOptions } from '../../notification/inspect-options';
import type { Findings } from '../../notification/inspection';
import { listFindings } from '../../notification/list-findings';
import { Recogniser } from '../../notification/recognition/recogniser';
import { type BodyForm, isPlain, unpack } from '../unpack';

/** What is to be done; passed between threads, so plain data. */
export interface HeavyTask {
  readonly bytes: Uint8Array;
  readonly form?: BodyForm | undefined;
  /** Most bytes after unpacking. */
  readonly limit: number;
  readonly inspect: InspectOptions;
}

/** What came of it. */
export type HeavyResult =
  | {
      readonly kind: 'inspected';
      /** The body, when it had to be unpacked. */
      readonly unpacked?: Uint8Array;
      readonly findings: Findings;
      /** See `journal/segments/body-field.ts`; `undefined` when the body can stand in its record as it is. */
      readonly bodyField: Uint8Array | undefined;
    }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/** Does it. */
export function inspectHeavy({ bytes, form, limit, inspect }: HeavyTask): HeavyResult {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (form === undefined || isPlain(form)) return inspected(given, inspect);
  const result = unpack(given, form, limit);
  if (result.kind !== 'unpacked') return result;
  return { ...inspected(result.bytes, inspect), unpacked: result.bytes };
}

function inspected(
  body: Buffer,
  inspect: InspectOptions,
): Extract<HeavyResult, { kind: 'inspected' }> {
  const recogniser = new Recogniser(resolveInspectOptions(inspect));
  const findings = recogniser.recognise(body) ?? listFindings(inspectBody(body, inspect));
  const isAsItIs = isJsonLine({ body, bodySize: body.length, findings });
  return { kind: 'inspected', findings, bodyField: isAsItIs ? undefined : encodeBodyField(body) };
}
