/**
 * The stage of one scenario: makes its notifications, sends them, and enters them in the ledger.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { build, type BuildOptions } from '../notification/build';
import type { NotificationType } from '../notification/notification-type';
import type { Ledger } from './ledger';
import type { Abilities, Planned, SendingOptions, Stage } from './scenario';
import { bodyOf, sendBodies, type Way } from './sending';

/** What all scenarios of a run share. */
export interface StageSettings {
  readonly ledger: Ledger;
  readonly seed: string;
  readonly way: Way;
  readonly abilities: Abilities;
  /** Milliseconds without an arrival after which a scenario waits no longer. */
  readonly timeout: number;
  readonly slowness: number;
  readonly burst: number;
  readonly now: () => number;
}

/** A stage, and what its scenario reported. */
export interface SetStage {
  readonly stage: Stage;
  readonly problems: readonly string[];
}

const POLL_MS = 100;
const NO_OPTIONS = {};

/** Sets the stage for a scenario. */
export function setStage(scenario: string, settings: StageSettings): SetStage {
  const { ledger, way, abilities, seed, timeout, slowness, burst, now } = settings;
  const problems: string[] = [];
  let made = 0;
  const make: Stage['make'] = (type, options = NO_OPTIONS) => {
    made += 1;
    const index = made;
    const mark = ledger.mark(scenario, index);
    // Kept for each notification until the end of the run, so it holds as little as it can.
    const rebuild = (): object =>
      marked(type, { ...options, seed, index }, ledger.mark(scenario, index));
    return { index, mark, notification: rebuild(), rebuild };
  };

  const stage: Stage = {
    ...abilities,
    ...{ slowness, burst, make, signal: way.signal },
    async send(bodies, options = {}) {
      const entered = enteredIn(ledger, scenario, bodies, options);
      problems.push(...(await sendBodies(entered, way, options)).problems);
    },
    async sendRaw(body) {
      const sent = await sendBodies([body], way, {});
      problems.push(...sent.problems);
      return sent.summary.delivered === 1;
    },
    async eventually(condition) {
      const deadline = now() + timeout;
      const state = { isSettled: false };
      void abilities.settled?.().then(() => (state.isSettled = true));
      for (;;) {
        const isLast = state.isSettled || way.signal.aborted || now() >= deadline;
        if (await condition()) return true;
        if (isLast) return false;
        await sleep(POLL_MS);
      }
    },
    problem: (sentence) => void problems.push(sentence),
  };
  return { stage, problems };
}

/** The bytes of each body, once what is in it is entered in the ledger. */
function* enteredIn(
  ledger: Ledger,
  scenario: string,
  bodies: Iterable<readonly Planned[]>,
  options: SendingOptions,
): Generator<Buffer> {
  let index = 0;
  for (const body of bodies) {
    options.onBody?.(index);
    for (const planned of body) ledger.sending(scenario, planned);
    yield bodyOf(body, options);
    index += 1;
  }
}

/** The mark goes where Wallarm puts free text; twice, so that one of them survives most changes. */
function marked(type: NotificationType, options: BuildOptions, mark: string): object {
  const notification = build(type, { client: mark, ...options }) as { readonly summary: string };
  return { ...notification, summary: `${notification.summary} (${mark})` };
}
