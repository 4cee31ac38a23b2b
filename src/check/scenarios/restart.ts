/**
 * `restart`: Logstash is restarted in the middle of a stream.
 *
 * @module
 */
import type { Scenario } from '../scenario';

const COUNT = 100;

export const restart: Scenario = {
  id: 'restart',
  hazard: 'What Logstash had acknowledged and not yet passed on is gone after a restart.',
  expects: `Each of ${COUNT} notifications, amid which Logstash is restarted, arrives.`,
  remedy: 'Set queue.type: persisted (and queue.checkpoint.writes: 1).',
  unable: (given) =>
    given.restart === undefined
      ? 'how to restart Logstash is not known: pass --restart-command.'
      : undefined,
  async run(stage) {
    let restarting: Promise<string | undefined> | undefined;
    const onBody = (index: number): void => {
      if (index === COUNT / 2) restarting = stage.restart?.();
    };
    // With the receiver down, all that was acknowledged is still in the queue when Logstash goes.
    const fault = await stage.faults?.add({ kind: 'status', status: 503 });
    try {
      await stage.send(
        Array.from({ length: COUNT }, () => [stage.make('new_hits')]),
        { onBody },
      );
      const problem = await restarting;
      if (problem !== undefined) stage.problem(problem);
    } finally {
      if (fault !== undefined) await stage.faults?.clear(fault.id);
    }
  },
};
