/**
 * `post`: the plainest delivery there is.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const post: Scenario = {
  id: 'post',
  hazard: 'Nothing gets through at all.',
  expects: 'One notification, by POST, arrives.',
  remedy:
    'Check that the pipeline runs, and that its output (in Logstash: http) posts to the receiver of this check and trusts its CA.',
  run: (stage) => stage.send([[stage.make('new_hits')]], { method: 'POST' }),
};
