/**
 * `restart`: Logstash is restarted in the middle of a stream.
 *
 * @module
 */
import type { Planned, Scenario, Stage } from '../scenario';

const COUNT = 100;

export const restart: Scenario = {
  id: 'restart',
  hazard: 'What Logstash had acknowledged and not yet passed on is gone after a restart.',
  expects: `Each of ${COUNT} notifications, amid which Logstash is restarted, is acknowledged in the end, and arrives.`,
  remedy: 'Set queue.type: persisted, with path.data on a disk that outlives the process.',
  whenRefused: {
    hazard:
      'While Logstash is away nothing is acknowledged: Wallarm sends it again for about 51 minutes, then gives it up.',
    remedy: 'See why it takes so long, and give the check more time for its start: --restart-wait.',
  },
  unable: (given) =>
    given.restart === undefined
      ? 'how to restart Logstash is not known: pass --restart-command.'
      : undefined,
  async run(stage) {
    const planned = Array.from({ length: COUNT }, () => stage.make('new_hits'));
    // With the receiver down, all that was acknowledged is still in the queue when Logstash goes.
    const fault = await stage.faults?.add({ kind: 'status', status: 503 });
    try {
      if (await restartAmid(stage, planned)) await sendRest(stage, planned);
    } finally {
      if (fault !== undefined) await stage.faults?.clear(fault.id);
    }
  },
};

/** Resolves, when the restart is done, to whether there was one. */
async function restartAmid(stage: Stage, planned: readonly Planned[]): Promise<boolean> {
  let restarting: Promise<string | undefined> | undefined;
  const onBody = (index: number): void => {
    if (index === COUNT / 2) restarting = stage.restart?.();
  };
  await stage.send(each(planned), { onBody, isTentative: true });
  if (restarting === undefined) {
    stage.trouble('Deliveries failed before it was restarted, so it was not.');
    return false;
  }
  const problem = await restarting;
  if (problem !== undefined) stage.trouble(problem);
  return problem === undefined;
}

/** A start may take longer than all of Wallarm's retries take here. */
async function sendRest(stage: Stage, planned: readonly Planned[]): Promise<void> {
  const left = planned.filter((one) => !stage.isAcknowledged(one));
  if (left.length === 0) return;
  if (await stage.isBack()) await stage.send(each(left));
  else if (!stage.signal.aborted) {
    stage.trouble(`It did not answer again within ${stage.restartWait / 1_000} s of its restart.`);
  }
}

function each(planned: readonly Planned[]): readonly (readonly Planned[])[] {
  return planned.map((one) => [one]);
}
