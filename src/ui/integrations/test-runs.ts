/**
 * Test runs of integrations: the newest of each, for the whole page, so that one can look at an arrival and come back.
 *
 * Results come on the live stream as they happen; the answer at the end is the truth, and stands in for those that the
 * stream did not bring.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { TestResult, TestRun } from '../../api/client-types';
import { call, sentenceOf } from '../client';
import { subscribe } from '../live';
import { type Arrival, findArrival, newestDelivery } from './arrivals';

/** What is known of one test notification. */
export interface TestRow {
  readonly result: TestResult;
  /** `undefined` while it is looked for. */
  readonly arrival?: Arrival;
}

/** A test run as it is shown. */
export interface TestRunView {
  readonly state: 'running' | 'over' | 'cancelled';
  readonly rows: readonly TestRow[];
  /** The judgement, once it is over. */
  readonly run?: TestRun;
  /** Why the run itself could not be made. */
  readonly failure?: string;
}

const runs = signal<ReadonlyMap<string, TestRunView>>(new Map());
const aborts = new Map<string, AbortController>();

/** The newest run of an integration; `undefined` when there was none. */
export function testRunOf(id: string): TestRunView | undefined {
  return runs.value.get(id);
}

/** Presses *Test integration*. The run before is forgotten. */
export function startTestRun(id: string): void {
  aborts.get(id)?.abort();
  const abort = new AbortController();
  aborts.set(id, abort);
  runs.value = new Map(runs.value).set(id, { state: 'running', rows: [] });
  void new RunningTest(id, abort.signal).run();
}

/** Stops the run: what was not sent is not sent. */
export function cancelTestRun(id: string): void {
  change(id, (view) => ({ ...view, state: 'cancelled' }));
  aborts.get(id)?.abort();
}

class RunningTest {
  readonly #id: string;
  readonly #signal: AbortSignal;
  #after: string | undefined;

  constructor(id: string, signal: AbortSignal) {
    this.#id = id;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    const path = `/api/integrations/${encodeURIComponent(this.#id)}/test`;
    const end = subscribe('test-result', ({ integrationId, result }) => {
      if (integrationId === this.#id) this.#take(result);
    });
    try {
      this.#after = await newestDelivery(this.#signal);
      const run = await call<TestRun>('POST', path, { signal: this.#signal });
      for (const result of run.results) this.#take(result);
      this.#change((view) => ({ ...view, state: 'over', run }));
    } catch (error) {
      this.#change((view) => ({ ...view, state: 'over', failure: sentenceOf(error) }));
    } finally {
      end();
    }
  }

  #take(result: TestResult): void {
    const { notificationType } = result;
    const isKnown = testRunOf(this.#id)?.rows.some(isOf(notificationType)) === true;
    if (isKnown || this.#signal.aborted) return;
    this.#change((view) => ({ ...view, rows: [...view.rows, { result }] }));
    // That it could not be looked for says no more than that it was not seen.
    void findArrival(result, this.#after, this.#signal)
      .catch((): Arrival => ({ state: 'unseen' }))
      .then((arrival) => {
        this.#change(({ rows, ...view }) => ({
          ...view,
          rows: rows.map((row) => (isOf(notificationType)(row) ? { ...row, arrival } : row)),
        }));
      });
  }

  /** A run that was stopped, or that another has replaced, changes nothing any more. */
  #change(to: (view: TestRunView) => TestRunView): void {
    if (!this.#signal.aborted) change(this.#id, to);
  }
}

function change(id: string, to: (view: TestRunView) => TestRunView): void {
  const view = runs.value.get(id);
  if (view !== undefined) runs.value = new Map(runs.value).set(id, to(view));
}

function isOf(type: string): (row: TestRow) => boolean {
  return ({ result }) => result.notificationType === type;
}
