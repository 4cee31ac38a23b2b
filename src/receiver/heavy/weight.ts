/**
 * Which bodies are heavy: so large or so fine-grained that inspecting one would hold up the event loop. They are
 * inspected in a thread of their own, one after the other; all others right where they came.
 *
 * @module
 */
import { inspectScanned } from '../../notification/inspect-body';
import { type InspectOptions, resolveInspectOptions } from '../../notification/inspect-options';
import type { Findings } from '../../notification/inspection';
import { listFindings } from '../../notification/list-findings';
import { scanBytes, type TextScan } from '../../notification/reading/scan';
import { Recogniser } from '../../notification/recognition/recogniser';

/** Bytes up to which a body is light whatever it holds: even the worst takes some milliseconds. */
const LIGHT = 16 * 1024;
/** Bytes beyond which a body is heavy whatever it holds. */
export const DIRECT = 256 * 1024;
/** Values that a light body may hold, unless it is recognised, which takes no memory; a hundred hits have some 5,000. */
const LIGHT_VALUES = 10_000;

/** The scan of a body that is light enough to be inspected here and now; `undefined` when it is heavy. */
export function scanIfLight(body: Buffer): TextScan | undefined {
  if (body.length > DIRECT) return undefined;
  const scan = scanBytes(body);
  return body.length <= LIGHT || scan.values <= LIGHT_VALUES ? scan : undefined;
}

/** Finds what is in a body here and now; `undefined` when the body is heavy. */
export type LightInspection = (body: Buffer) => Findings | undefined;

/** See {@link LightInspection}; it learns, so keep one for all bodies that come. */
export function createLightInspection(options: InspectOptions): LightInspection {
  const recogniser = new Recogniser(resolveInspectOptions(options));
  return (body) => {
    const recognised = body.length > DIRECT ? undefined : recogniser.recognise(body);
    if (recognised !== undefined) return recognised;
    const scan = scanIfLight(body);
    // Listed at once: what was parsed must not be held until the journal has the body.
    return scan && listFindings(inspectScanned(body, scan, options));
  };
}
