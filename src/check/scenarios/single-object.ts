/**
 * `single-object`: a notification without an array around it.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const singleObject: Scenario = {
  id: 'single-object',
  hazard: 'A body of one bare object, which older setups and tests by hand send, is lost.',
  expects: 'One notification without an array around it arrives.',
  remedy: 'Let the pipeline take an object as well as an array of objects.',
  run: (stage) => stage.send([[stage.make('new_hits')]], { carrier: 'object' }),
};
