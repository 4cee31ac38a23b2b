/**
 * Progress of a long `send`: one line on standard error, redrawn while it runs.
 *
 * Only on a terminal, and only once the run has lasted a second: shorter ones say all in their summary.
 *
 * @module
 */
import type { AttemptListener } from '../../sender/deliver';
import type { CommandDependencies } from '../command';

/** Watches a run. */
interface SendProgress {
  /** To be called after each attempt. */
  readonly attempt: AttemptListener;
  /** Wipes the line. */
  readonly end: () => void;
}

const REDRAW_MS = 1_000;
const WIPE = '\r\u001b[K';

/** Begins to watch a run of this many bodies. */
export function sendProgress(
  wanted: number,
  { err, interactive }: Pick<CommandDependencies, 'err' | 'interactive'>,
): SendProgress {
  let delivered = 0;
  let failedAttempts = 0;
  let latestFailure = '';
  let drawn = false;
  const draw = (): void => {
    const failures =
      failedAttempts === 0 ? '' : `, ${failedAttempts} failed attempts, the last ${latestFailure}`;
    err(`${WIPE}${delivered} of ${wanted} delivered${failures}`);
    drawn = true;
  };
  const timer = interactive ? setInterval(draw, REDRAW_MS) : undefined;
  return {
    attempt({ failure }) {
      if (failure === null) {
        delivered += 1;
        return;
      }
      failedAttempts += 1;
      latestFailure = failure.code;
    },
    end() {
      clearInterval(timer);
      if (drawn) err(WIPE);
    },
  };
}
