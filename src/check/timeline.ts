/**
 * What was sent and what arrived, over the time of a run: for a picture. Bounded, whatever the run's length.
 *
 * @module
 */

/** How far a run was at a moment; both counts are of all scenarios so far. */
export interface TimelinePoint {
  /** Milliseconds from the start of the run. */
  readonly at: number;
  /** Id of the scenario under way. */
  readonly scenario: string;
  /** Different notifications sent. */
  readonly sent: number;
  /** Of these, how many had arrived. */
  readonly arrived: number;
}

/** Points kept at most; above, every other one is let go. */
const MOST = 400;

/** See the module. */
export class Timeline {
  #points: TimelinePoint[] = [];
  /** The newest look that showed nothing new: from here on something changed. */
  #still: TimelinePoint | undefined;

  /** In order of time. */
  get points(): readonly TimelinePoint[] {
    return this.#still === undefined ? [...this.#points] : [...this.#points, this.#still];
  }

  add(point: TimelinePoint): void {
    const last = this.#points.at(-1);
    const isNews =
      last?.sent !== point.sent ||
      last.arrived !== point.arrived ||
      last.scenario !== point.scenario;
    if (!isNews) {
      this.#still = point;
      return;
    }
    if (this.#still !== undefined) this.#points.push(this.#still);
    this.#still = undefined;
    this.#points.push(point);
    if (this.#points.length > MOST) {
      const newest = this.#points.length - 1;
      this.#points = this.#points.filter((_, index) => index === newest || index % 2 === 0);
    }
  }
}
