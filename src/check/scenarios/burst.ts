/**
 * `burst`: many notifications at once.
 *
 * @module
 */
import type { Planned, Scenario, Stage } from '../scenario';

export const burst: Scenario = {
  id: 'burst',
  hazard: 'Under load notifications are dropped, though they were answered 200.',
  expects: 'Each of many notifications (--burst) that are sent as fast as they go arrives.',
  remedy:
    'Let a full queue refuse (429) and never drop: no output or filter that discards, and in Logstash queue.type: persisted.',
  run: (stage) => stage.send(bodies(stage), { concurrency: 16, keepAlive: true }),
};

/** Made while they are sent, so that any number needs little memory. */
function* bodies(stage: Stage): Generator<readonly Planned[]> {
  for (let index = 0; index < stage.burst; index += 1) yield [stage.make('new_hits')];
}
