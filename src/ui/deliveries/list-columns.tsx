/**
 * The headings of the list, where it has columns, and among them the choice of the clock.
 *
 * @module
 */
import { chooseClock, clock, CLOCKS } from '../parts/clock';

/** For the eyes: what a row reads out makes sense without them. The clock is for everybody. */
export function Columns() {
  return (
    <div class="delivery-columns">
      <ClockChoice />
      <span aria-hidden="true">Notification</span>
      <span aria-hidden="true" class="cell-request">
        Request
      </span>
      <span aria-hidden="true" class="cell-from">
        From
      </span>
      <span aria-hidden="true">Verdict</span>
      <span aria-hidden="true" />
      <span aria-hidden="true" class="cell-took" title="From the request to the end of its answer">
        Answered in
      </span>
      <span aria-hidden="true" class="cell-size">
        Size
      </span>
    </div>
  );
}

/** How times are shown. */
function ClockChoice() {
  return (
    <select
      class="clock-choice"
      aria-label="Times"
      value={clock.value}
      onChange={(event) => chooseClock(event.currentTarget.value)}
    >
      {Object.entries(CLOCKS).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
