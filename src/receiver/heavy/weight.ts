/**
 * Which bodies are heavy: so large or so fine-grained that inspecting one would hold up the event loop. They are
 * inspected in a thread of their own, one after the other; all others right where they came.
 *
 * @module
 */
import { inspectScanned } from '../../notification/inspect-body';
import { INSPECT_DEFAULTS, type InspectOptions } from '../../notification/inspect-options';
import type { Findings } from '../../notification/inspection';
import { listFindings } from '../../notification/list-findings';
import { scanBytes } from '../../notification/reading/scan';
import { Recogniser } from '../../notification/recognition/recogniser';

/** Bytes up to which a body is light whatever it holds: even the worst takes some milliseconds. */
const LIGHT = 16 * 1024;
/** Bytes beyond which a body is heavy whatever it holds. */
export const DIRECT = 256 * 1024;
/** Values that a light body may hold, unless it is recognised, which takes no memory; a hundred hits have some 5,000. */
const LIGHT_VALUES = 10_000;

/** Inspects a body here and now and lists what it found; `undefined` when the body is heavy. */
export type LightInspection = (body: Buffer) => Findings | undefined;

/** See {@link LightInspection}; keep one for all bodies. */
export function createLightInspection(options: InspectOptions = {}): LightInspection {
  const recogniser = new Recogniser({ ...INSPECT_DEFAULTS, ...options });
  return (body) => {
    if (body.length > DIRECT) return undefined;
    const recognised = recogniser.recognise(body);
    if (recognised !== undefined) return recognised;
    const scan = scanBytes(body);
    if (body.length > LIGHT && scan.values > LIGHT_VALUES) return undefined;
    // Listed at once: what was parsed must not be held until the journal has the body.
    return listFindings(inspectScanned(body, scan, options));
  };
}
