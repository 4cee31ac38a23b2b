/**
 * What many rows of an index have in common, kept once for all of them.
 *
 * @module
 */
import type { EntrySummary } from '../entry';

/** What many entries have in common. */
export type Shape = Omit<EntrySummary, 'id' | 'receivedAt' | 'bodySize' | 'path' | 'remoteAddress'>;

/** Of a summary. */
export function shapeOf(summary: EntrySummary): Shape {
  const { kind, method, carrier, types, notifications, violations, notices } = summary;
  const { verdict, status, repeat, fault, imported } = summary;
  return {
    ...(kind !== undefined && { kind }),
    ...{ method, carrier, types, notifications, violations, notices },
    ...{ verdict, status, repeat },
    ...(fault !== undefined && { fault }),
    ...(imported !== undefined && { imported }),
  };
}

/** Whether it is that of a summary with at most one type; of others it may say no. */
export function isShapeOf(shape: Shape, summary: EntrySummary): boolean {
  return (
    shape.types.length === 1 &&
    summary.types.length === 1 &&
    shape.types[0] === summary.types[0] &&
    shape.notifications === summary.notifications &&
    shape.violations === summary.violations &&
    shape.notices === summary.notices &&
    shape.verdict === summary.verdict &&
    shape.status === summary.status &&
    shape.carrier === summary.carrier &&
    shape.method === summary.method &&
    shape.repeat === summary.repeat &&
    shape.fault === summary.fault &&
    shape.kind === summary.kind &&
    shape.imported === summary.imported
  );
}
