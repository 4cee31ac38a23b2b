/**
 * The checks that this API was told of, in memory: the newest twenty, each of a bounded size.
 *
 * Each is kept as text: what a small text stands for, such as a million empty lists, can take many times its memory.
 *
 * @module
 */
import { ApiError } from './errors';
import type { Check, CheckReport, CheckSummary } from './schemas/check';

const KEPT = 20;
const LARGEST = 2 * 1024 * 1024;

interface KeptCheck {
  readonly summary: CheckSummary;
  /** A {@link Check} as JSON. */
  readonly text: string;
}

/** See the module. */
export class Checks {
  /** The oldest first. */
  readonly #checks = new Map<string, KeptCheck>();

  /** Takes what a check says of itself; returns whether it is one that was not known. @throws ApiError when it is too large */
  keep(report: CheckReport, now: number): boolean {
    const check = { ...report, updatedAt: now };
    const text = JSON.stringify(check);
    if (text.length > LARGEST) {
      const detail = `Cannot keep the check ${report.run}: it is over ${LARGEST} characters.`;
      throw new ApiError('WST_REQUEST', 400, detail);
    }
    const isNew = !this.#checks.has(report.run);
    this.#checks.set(report.run, { summary: summaryOf(check), text });
    const [oldest] = this.#checks.keys();
    if (this.#checks.size > KEPT && oldest !== undefined) this.#checks.delete(oldest);
    return isNew;
  }

  get(run: string): Check | undefined {
    const kept = this.#checks.get(run);
    return kept && (JSON.parse(kept.text) as Check);
  }

  /** The newest first. */
  list(): readonly CheckSummary[] {
    return [...this.#checks.values()].map(({ summary }) => summary).reverse();
  }
}

function summaryOf(check: Check): CheckSummary {
  const { run, state, seed, through, startedAt, duration, passed, counts, updatedAt } = check;
  return { run, state, seed, through, startedAt, duration, passed, counts, updatedAt };
}
