/**
 * The check: sends through Logstash, scenario by scenario, and holds what arrives behind it against what was sent.
 *
 * Results are judged at the very end: a duplicate or a late arrival counts for its scenario whenever it comes.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { awaitAnswer } from '../sender/await-answer';
import { resolveDeliverySettings } from '../sender/settings';
import { LogstashUnreachableError, SelfCheckError } from './errors';
import { judge, type Tried } from './judge';
import { Ledger } from './ledger';
import { CHECK_DEFAULTS, type CheckOptions, chosenScenarios, newRun } from './options';
import type { CheckResult } from './result';
import type { Scenario } from './scenario';
import { setStage, type StageSettings } from './stage';
import { Timeline } from './timeline';

/** What a run works with. */
interface Run {
  readonly id: string;
  readonly seed: string;
  /** Host and port. */
  readonly through: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly ledger: Ledger;
  readonly settings: StageSettings;
  readonly timeline: Timeline;
  readonly tried: Tried[];
  /** Ids of the scenarios that have not run, the one under way first. */
  readonly toCome: string[];
}

/**
 * Runs a check to its end. Whatever Logstash does to notifications is in the result.
 *
 * @throws InvalidOptionError for options that cannot be used.
 * @throws LogstashUnreachableError when nothing can be sent to Logstash at all.
 * @throws SelfCheckError when what is sent to is the receiver that is read.
 * @throws the reason of `arrivals.broken` when what arrives can no longer be counted.
 */
export async function runCheck(options: CheckOptions): Promise<CheckResult> {
  const { arrivals } = options;
  const scenarios = chosenScenarios(options);
  const self = new AbortController();
  const run = prepareRun(options, self.signal);
  run.toCome.push(...scenarios.map(({ id }) => id));
  const unsubscribe = arrivals.subscribe((arrival) => {
    // Only the check's own knock bears this: Logstash passes on no header of what it took.
    if (arrival.idempotencyKey === knockKeyOf(run)) self.abort(new SelfCheckError(run.through));
    run.ledger.take(arrival);
  });
  try {
    await knock(options, run);
    self.signal.throwIfAborted();
    const stopTelling = tellOf(run, options);
    await tryRest(scenarios, run, { options, self: self.signal }).finally(stopTelling);
    return resultOf(run);
  } finally {
    unsubscribe();
  }
}

async function tryRest(
  scenarios: readonly Scenario[],
  run: Run,
  { options, self }: { readonly options: CheckOptions; readonly self: AbortSignal },
): Promise<void> {
  const { arrivals } = options;
  await tryAll(scenarios, run, options);
  self.throwIfAborted();
  arrivals.broken?.throwIfAborted();
  await run.settings.abilities.settled?.();
  await quiet(run, options.settle ?? CHECK_DEFAULTS.settle);
  await arrivals.caughtUp?.();
  arrivals.broken?.throwIfAborted();
}

/** A look at how far it is; a point is kept where something changed. */
const LOOK_MS = 200;
/** Whoever watches takes a check that says nothing for much longer for dead. */
const BEAT_MS = 5_000;

/** Looks at how far the run is, and tells of it, until the function returned is called. */
function tellOf(run: Run, { onInterim }: CheckOptions): () => void {
  const look = setInterval(() => note(run), LOOK_MS);
  const beat = setInterval(() => onInterim?.(resultOf(run), [...run.toCome]), BEAT_MS);
  return () => {
    clearInterval(look);
    clearInterval(beat);
  };
}

function note({ timeline, ledger, toCome, tried, startedAt, settings }: Run): void {
  const scenario = toCome[0] ?? tried.at(-1)?.scenario.id ?? '';
  timeline.add({ at: settings.now() - startedAt, scenario, ...ledger.total() });
}

function prepareRun(options: CheckOptions, self: AbortSignal): Run {
  const { through, arrivals, now = Date.now, seed = CHECK_DEFAULTS.seed } = options;
  const signals = [options.signal, arrivals.broken, self].filter((one) => one !== undefined);
  const id = newRun();
  const ledger = new Ledger(id, options.notificationAt ?? CHECK_DEFAULTS.notificationAt, now);
  const settings: StageSettings = {
    ...{ ledger, seed, now },
    abilities: options.abilities ?? {},
    way: {
      settings: through,
      rate: options.rate,
      timeScale: options.retryTimeScale ?? CHECK_DEFAULTS.retryTimeScale,
      signal: AbortSignal.any(signals),
    },
    timeout: options.timeout ?? CHECK_DEFAULTS.timeout,
    slowness: options.slowness ?? CHECK_DEFAULTS.slowness,
    burst: options.burst ?? CHECK_DEFAULTS.burst,
    restartWait: options.restartWait ?? CHECK_DEFAULTS.restartWait,
  };
  const { authority } = resolveDeliverySettings(through);
  const kept = { timeline: new Timeline(), tried: [], toCome: [] };
  return { ...{ id, seed, ledger, settings }, ...kept, through: authority, startedAt: now() };
}

function knockKeyOf({ id }: Run): string {
  return `wallstash-check.${id}`;
}

/** Sees whether deliveries are taken. @throws LogstashUnreachableError */
async function knock(
  { through, wait = CHECK_DEFAULTS.wait }: CheckOptions,
  run: Run,
): Promise<void> {
  const { now, way } = run.settings;
  const { failure, status } = await awaitAnswer(through, {
    ...{ wait, key: knockKeyOf(run), signal: way.signal, now },
  });
  if (failure !== null && (status === null || status === 401) && failure.code !== 'ABORTED') {
    throw new LogstashUnreachableError(run.through, failure.message);
  }
}

/** As things stand now. */
function resultOf(run: Run): CheckResult {
  const { id, seed, through, startedAt, ledger, settings, timeline, tried } = run;
  note(run);
  const scenarios = tried.map((one) => judge(one, ledger));
  const count = (outcome: 'passed' | 'failed' | 'skipped'): number =>
    scenarios.filter((one) => one.outcome === outcome).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  return {
    ...{ run: id, seed, through, startedAt, counts, scenarios },
    duration: settings.now() - startedAt,
    passed: counts.failed === 0 && counts.passed > 0 && !settings.way.signal.aborted,
    unexpected: ledger.unexpected,
    timeline: timeline.points,
  };
}

const NOTHING_CAME = 'nothing arrived in the scenario "post": mend that first.';

async function tryAll(
  scenarios: readonly Scenario[],
  run: Run,
  { onScenario, onProgress, onInterim }: CheckOptions,
): Promise<void> {
  const { ledger, settings, tried, toCome } = run;
  let hopeless: string | undefined;
  onInterim?.(resultOf(run), [...toCome]);
  for (const scenario of scenarios) {
    const skipped = settings.way.signal.aborted ? 'the check was stopped.' : hopeless;
    const stopWatching = watch(scenario.id, ledger, onProgress);
    note(run);
    const one = await tryOne(scenario, settings, skipped).finally(stopWatching);
    note(run);
    tried.push(one);
    toCome.shift();
    onScenario?.(judge(one, ledger));
    onInterim?.(resultOf(run), [...toCome]);
    if (scenario.id === 'post' && ledger.arrivals === 0) hopeless = NOTHING_CAME;
  }
}

async function tryOne(
  scenario: Scenario,
  settings: StageSettings,
  skipped: string | undefined,
): Promise<Tried> {
  const { ledger, abilities, now } = settings;
  const skipReason = skipped ?? scenario.unable?.(abilities);
  if (skipReason !== undefined) {
    return { scenario, skipReason, problems: [], troubles: [], duration: 0 };
  }
  const begun = now();
  ledger.begin(scenario.id);
  const { stage, problems, troubles } = setStage(scenario.id, settings);
  await scenario.run(stage);
  await complete(scenario.id, settings);
  ledger.end(scenario.id);
  return { scenario, skipReason, problems, troubles, duration: now() - begun };
}

const PROGRESS_MS = 1_000;

/** Tells every second how far a scenario is. */
function watch(
  scenario: string,
  ledger: Ledger,
  onProgress: CheckOptions['onProgress'],
): () => void {
  if (onProgress === undefined) return () => undefined;
  const timer = setInterval(() => {
    onProgress({ scenario, ...ledger.progress(scenario) });
  }, PROGRESS_MS);
  return () => {
    clearInterval(timer);
  };
}

/** Resolves when nothing of the scenario is missing, nothing more can come, or nothing has come for the timeout. */
function complete(
  scenario: string,
  { ledger, timeout, abilities, way: { signal }, now }: StageSettings,
): Promise<void> {
  if (ledger.missing(scenario) === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      ledger.onComplete(scenario, undefined);
      resolve();
    };
    // Repeats alone do not prolong it, or a pipeline that sends one for ever would.
    let missing = ledger.missing(scenario);
    const look = (): void => {
      const left = ledger.lastArrival + timeout - now();
      if (left <= 0 || ledger.missing(scenario) === missing) {
        end();
        return;
      }
      missing = ledger.missing(scenario);
      timer = setTimeout(look, left);
    };
    let timer = setTimeout(look, timeout);
    signal.addEventListener('abort', end, { once: true });
    ledger.onComplete(scenario, end);
    void abilities.settled?.().then(end);
  });
}

/** Waits until no notification has arrived for so long. */
async function quiet({ ledger, settings: { now } }: Run, settle: number): Promise<void> {
  const begun = now();
  for (;;) {
    const left = Math.max(ledger.lastArrival, begun) + settle - now();
    if (left <= 0) return;
    await sleep(left);
  }
}
