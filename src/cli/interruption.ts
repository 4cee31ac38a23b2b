/**
 * What Ctrl-C (SIGINT) and SIGTERM do to a command: the one place where that is decided.
 *
 * A command that has nothing to finish leaves both to the system, which ends it wherever it is, in a loop that never
 * yields too. One that has takes the first for a request to finish, within the time that stands here; the second ends
 * it at once, as does the end of that time.
 *
 * @module
 */
import type { CommandDependencies } from './command';

/** Seconds that the commands with something to finish may take for it. */
const SECONDS_TO_FINISH = {
  // Answers under way get 10 s (the receiver's `gracePeriod`), and what they acknowledge must reach the disk.
  serve: 15,
  // What they print is the account of what was sent until then, and their reports hold it.
  send: 4,
  test: 4,
  doctor: 4,
  // It also switches off the faults that it has put on the receiver of another process.
  check: 4,
  // An attempt whose outcome is not written down is made again.
  integration: 4,
  // The segment that is being renewed is put in its place, or left as it was.
  clear: 4,
  // Its account says how much was imported; what was is kept whole.
  import: 4,
} as const;

/**
 * To be called when there is something to finish, and not before: from now on the first signal asks for it.
 *
 * @returns aborted by that signal: finish, then return
 */
export function finishOnSignal(
  command: keyof typeof SECONDS_TO_FINISH,
  { takeSignals, signal }: Pick<CommandDependencies, 'takeSignals' | 'signal'>,
): AbortSignal {
  takeSignals?.(SECONDS_TO_FINISH[command] * 1_000);
  return signal;
}
