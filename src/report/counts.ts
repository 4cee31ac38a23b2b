/**
 * The sums of a report.
 *
 * @module
 */
import type { ReportCase } from './report';

/** How many cases came out how. */
export interface ReportCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts the cases by outcome. */
export function countCases(cases: readonly ReportCase[]): ReportCounts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of cases) counts[outcome] += 1;
  return counts;
}
