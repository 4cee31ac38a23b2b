/**
 * `array`: several notifications in one body, in Wallarm's default format.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const array: Scenario = {
  id: 'array',
  hazard: 'Of several notifications in one body only some arrive.',
  expects: 'Each of five notifications in one JSON array arrives on its own.',
  remedy:
    "Make an event of each element of the array, as Logstash's json codec or split filter does.",
  run: (stage) => stage.send([Array.from({ length: 5 }, () => stage.make('new_hits'))]),
};
