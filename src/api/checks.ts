/**
 * The checks that this API was told of, in memory: the newest twenty, each of a bounded size.
 *
 * @module
 */
import { ApiError } from './errors';
import type { Check, CheckReport, CheckSummary } from './schemas/check';

const KEPT = 20;
const LARGEST = 2 * 1024 * 1024;

/** See the module. */
export class Checks {
  /** The oldest first. */
  readonly #checks = new Map<string, Check>();

  /** Takes what a check says of itself; returns whether it is one that was not known. @throws ApiError when it is too large */
  keep(report: CheckReport, now: number): boolean {
    if (JSON.stringify(report).length > LARGEST) {
      const detail = `Cannot keep the check ${report.run}: it is over ${LARGEST} characters.`;
      throw new ApiError('WST_REQUEST', 400, detail);
    }
    const isNew = !this.#checks.has(report.run);
    this.#checks.set(report.run, { ...report, updatedAt: now });
    const [oldest] = this.#checks.keys();
    if (this.#checks.size > KEPT && oldest !== undefined) this.#checks.delete(oldest);
    return isNew;
  }

  get(run: string): Check | undefined {
    return this.#checks.get(run);
  }

  /** The newest first. */
  list(): readonly CheckSummary[] {
    return [...this.#checks.values()].map(summaryOf).reverse();
  }
}

function summaryOf(check: Check): CheckSummary {
  const { run, state, seed, through, startedAt, duration, passed, counts, updatedAt } = check;
  return { run, state, seed, through, startedAt, duration, passed, counts, updatedAt };
}
