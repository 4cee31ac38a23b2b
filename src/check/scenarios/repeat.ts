/**
 * `repeat`: the same delivery twice, as after a timeout.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const repeat: Scenario = {
  id: 'repeat',
  hazard:
    'Wallarm sends again what was not answered in time; without an Idempotency-Key the system behind counts the attack twice.',
  expects:
    'A notification that is delivered twice arrives once, or each time with the same Idempotency-Key.',
  remedy:
    'Hash the notification in the pipeline and send the hash as Idempotency-Key, or as the document id.',
  run: (stage) => {
    const once = [stage.make('new_hits')];
    return stage.send([once, once], { concurrency: 1 });
  },
};
