/**
 * `put`: the other method of Wallarm's integration.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const put: Scenario = {
  id: 'put',
  hazard: 'An integration that is set to PUT loses everything, though it is answered 200.',
  expects: 'One notification, by PUT, arrives.',
  whenRefused: {
    hazard: 'An integration that is set to PUT delivers nothing.',
    remedy: 'Allow PUT beside POST, or choose POST in Wallarm Console.',
  },
  remedy: 'Take the method out of the conditions of the pipeline, or allow PUT beside POST.',
  run: (stage) => stage.send([[stage.make('new_hits')]], { method: 'PUT' }),
};
