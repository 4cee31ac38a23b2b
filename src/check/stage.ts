/**
 * The stage of one scenario: makes its notifications, sends them, and enters them in the ledger.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { build, type BuildOptions } from '../notification/build';
import type { NotificationType } from '../notification/notification-type';
import { attempt } from '../sender/attempt';
import { awaitAnswer } from '../sender/await-answer';
import { resolveDeliverySettings } from '../sender/settings';
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
  readonly restartWait: number;
  readonly now: () => number;
}

/** A stage, and what its scenario reported. */
export interface SetStage {
  readonly stage: Stage;
  /** What it guards against has happened. */
  readonly problems: readonly string[];
  /** What was refused, or could not be carried through. */
  readonly troubles: readonly string[];
}

const POLL_MS = 100;
const NO_OPTIONS = {};

/** Sets the stage for a scenario. */
export function setStage(scenario: string, settings: StageSettings): SetStage {
  const { ledger, way, abilities, seed, timeout, slowness, burst, restartWait, now } = settings;
  const problems: string[] = [];
  const troubles: string[] = [];
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
    ...{ slowness, burst, restartWait, make, signal: way.signal },
    async send(bodies, options = {}) {
      const underWay = new Map<Buffer, readonly Planned[]>();
      const entered = enteredIn({ ledger, scenario, underWay }, bodies, options);
      const sent = await sendBodies(entered, way, options, (body) => {
        for (const planned of underWay.get(body) ?? []) ledger.acknowledged(scenario, planned);
        underWay.delete(body);
      });
      if (options.isTentative !== true) troubles.push(...sent.problems);
    },
    isAcknowledged: (planned) => ledger.isAcknowledged(scenario, planned),
    async sendUnwanted(planned) {
      ledger.sendingUnwanted(scenario, planned);
      // Once: a refusal is what is hoped for.
      const resolved = resolveDeliverySettings(way.settings);
      await attempt(resolved, bodyOf([planned], {}), { signal: way.signal });
    },
    async sendRaw(body) {
      const sent = await sendBodies([body], way, {});
      troubles.push(...sent.problems);
      return sent.summary.delivered === 1;
    },
    async isBack() {
      const { failure } = await awaitAnswer(way.settings, {
        wait: restartWait,
        signal: way.signal,
        now,
      });
      return failure === null;
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
    trouble: (sentence) => void troubles.push(sentence),
  };
  return { stage, problems, troubles };
}

/** Where a body's notifications are entered when it is made. */
interface Books {
  readonly ledger: Ledger;
  readonly scenario: string;
  /** What is in each body that has not been answered yet. */
  readonly underWay: Map<Buffer, readonly Planned[]>;
}

/** The bytes of each body, once what is in it is entered in the ledger. */
function* enteredIn(
  { ledger, scenario, underWay }: Books,
  bodies: Iterable<readonly Planned[]>,
  options: SendingOptions,
): Generator<Buffer> {
  let index = 0;
  for (const body of bodies) {
    options.onBody?.(index);
    for (const planned of body) ledger.sending(scenario, planned);
    const bytes = bodyOf(body, options);
    underWay.set(bytes, body);
    yield bytes;
    index += 1;
  }
}

/** The mark goes where Wallarm puts free text; twice, so that one of them survives most changes. */
function marked(type: NotificationType, options: BuildOptions, mark: string): object {
  const notification = build(type, { client: mark, ...options }) as { readonly summary: string };
  return { ...notification, summary: `${notification.summary} (${mark})` };
}
