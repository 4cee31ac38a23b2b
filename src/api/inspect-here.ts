/**
 * Finding what is in a body that somebody gave to the API: light ones at once, others beside the event loop.
 *
 * @module
 */
import { inspectScanned } from '../notification/inspect-body';
import type { Findings } from '../notification/inspection';
import { listFindings } from '../notification/list-findings';
import { scanBytes } from '../notification/reading/scan';
import { scanIfLight } from '../receiver/heavy/weight';
import type { ApiDependencies } from './dependencies';

/** The findings alone: the caller has the notification. `undefined`: it is large, and others are being looked at. */
export async function inspectHere(
  bytes: Buffer,
  { inspect, inspectLarge }: Pick<ApiDependencies, 'inspect' | 'inspectLarge'>,
): Promise<Findings | undefined> {
  const scan = inspectLarge === undefined ? scanBytes(bytes) : scanIfLight(bytes);
  return scan === undefined
    ? inspectLarge?.(bytes)
    : listFindings(inspectScanned(bytes, scan, inspect));
}
