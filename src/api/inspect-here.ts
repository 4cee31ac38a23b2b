/**
 * Finding what is in a body that somebody gave to the API: light ones at once, others beside the event loop.
 *
 * @module
 */
import { inspectBody } from '../notification/inspect-body';
import type { Findings } from '../notification/inspection';
import { listFindings } from '../notification/list-findings';
import { createLightInspection } from '../receiver/heavy/weight';
import type { ApiDependencies } from './dependencies';

/** The findings alone: the caller has the notification. `undefined`: it is large, and others are being looked at. */
export async function inspectHere(
  bytes: Buffer,
  { inspect, inspectLarge }: Pick<ApiDependencies, 'inspect' | 'inspectLarge'>,
): Promise<Findings | undefined> {
  const light = createLightInspection(inspect)(bytes);
  if (light !== undefined) return light;
  return inspectLarge === undefined
    ? listFindings(inspectBody(bytes, inspect))
    : inspectLarge(bytes);
}
