/**
 * The check: sends through Logstash, scenario by scenario, and holds what arrives behind it against what was sent.
 *
 * Results are judged at the very end: a duplicate or a late arrival counts for its scenario whenever it comes.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { attempt } from '../sender/attempt';
import { resolveDeliverySettings } from '../sender/settings';
import { LogstashUnreachableError } from './errors';
import { judge, type Tried } from './judge';
import { Ledger } from './ledger';
import { CHECK_DEFAULTS, type CheckOptions, chosenScenarios, newRun } from './options';
import type { CheckResult } from './result';
import type { Scenario } from './scenario';
import { setStage, type StageSettings } from './stage';

/**
 * Runs a check to its end. Whatever Logstash does to notifications is in the result.
 *
 * @throws InvalidOptionError for options that cannot be used.
 * @throws LogstashUnreachableError when nothing can be sent to Logstash at all.
 */
export async function runCheck(options: CheckOptions): Promise<CheckResult> {
  const { through, arrivals, now = Date.now, signal = new AbortController().signal } = options;
  const scenarios = chosenScenarios(options);
  const startedAt = now();
  const seed = options.seed ?? CHECK_DEFAULTS.seed;
  const run = newRun();
  const authority = await knock(options, signal);
  const ledger = new Ledger(run, options.notificationAt ?? CHECK_DEFAULTS.notificationAt);
  const unsubscribe = arrivals.subscribe((entry) => {
    ledger.take(entry);
  });
  try {
    const settings: StageSettings = {
      ...{ ledger, seed, now },
      abilities: options.abilities ?? {},
      way: {
        settings: through,
        rate: options.rate,
        timeScale: options.retryTimeScale ?? CHECK_DEFAULTS.retryTimeScale,
        signal,
      },
      timeout: options.timeout ?? CHECK_DEFAULTS.timeout,
      slowness: options.slowness ?? CHECK_DEFAULTS.slowness,
      burst: options.burst ?? CHECK_DEFAULTS.burst,
    };
    const tried = await tryAll(scenarios, settings, options);
    await quiet(ledger, options.settle ?? CHECK_DEFAULTS.settle, now);
    const results = tried.map((one) => judge(one, ledger));
    const count = (outcome: 'passed' | 'failed' | 'skipped'): number =>
      results.filter((one) => one.outcome === outcome).length;
    const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
    return {
      ...{ run, seed, startedAt, counts },
      through: authority,
      duration: now() - startedAt,
      passed: counts.failed === 0 && counts.passed > 0 && !signal.aborted,
      scenarios: results,
      unexpected: ledger.unexpected,
    };
  } finally {
    unsubscribe();
  }
}

/** An empty array makes no event: it only shows whether Logstash takes deliveries. */
async function knock({ through }: CheckOptions, signal: AbortSignal): Promise<string> {
  const settings = resolveDeliverySettings(through);
  const { failure, status } = await attempt(settings, Buffer.from('[]'), { signal });
  if (failure !== null && (status === null || status === 401)) {
    throw new LogstashUnreachableError(settings.authority, failure.message);
  }
  return settings.authority;
}

const NOTHING_CAME = 'nothing arrived in the scenario "post": mend that first.';

async function tryAll(
  scenarios: readonly Scenario[],
  settings: StageSettings,
  { onScenario, onProgress }: CheckOptions,
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  let hopeless: string | undefined;
  for (const scenario of scenarios) {
    const skipped = settings.way.signal.aborted ? 'the check was stopped.' : hopeless;
    const stopWatching = watch(scenario.id, settings.ledger, onProgress);
    const one = await tryOne(scenario, settings, skipped).finally(stopWatching);
    tried.push(one);
    onScenario?.(judge(one, settings.ledger));
    if (scenario.id === 'post' && settings.ledger.arrivals === 0) hopeless = NOTHING_CAME;
  }
  return tried;
}

async function tryOne(
  scenario: Scenario,
  settings: StageSettings,
  skipped: string | undefined,
): Promise<Tried> {
  const { ledger, abilities, timeout, now } = settings;
  const skipReason = skipped ?? scenario.unable?.(abilities);
  if (skipReason !== undefined) return { scenario, skipReason, problems: [], duration: 0 };
  const begun = now();
  const { stage, problems } = setStage(scenario.id, settings);
  await scenario.run(stage);
  await complete(ledger, scenario.id, timeout, settings.way.signal);
  ledger.end(scenario.id, now());
  return { scenario, skipReason, problems, duration: now() - begun };
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

/** Resolves when nothing of the scenario is missing, or the time is up. */
function complete(
  ledger: Ledger,
  scenario: string,
  timeout: number,
  signal: AbortSignal,
): Promise<void> {
  if (ledger.missing(scenario) === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      ledger.onComplete(scenario, undefined);
      resolve();
    };
    const timer = setTimeout(end, timeout);
    signal.addEventListener('abort', end, { once: true });
    ledger.onComplete(scenario, end);
  });
}

/** Waits until no notification has arrived for so long. */
async function quiet(ledger: Ledger, settle: number, now: () => number): Promise<void> {
  const begun = now();
  for (;;) {
    const left = Math.max(ledger.lastArrival, begun) + settle - now();
    if (left <= 0) return;
    await sleep(left);
  }
}
