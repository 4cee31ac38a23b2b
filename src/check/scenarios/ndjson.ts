/**
 * `ndjson`: the format that *Test integration* never sends.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const ndjson: Scenario = {
  id: 'ndjson',
  hazard:
    'With the data format NDJSON the json codec keeps the first notification of a body and drops the rest, answering 200.',
  expects: 'Each of five notifications on lines of their own arrives.',
  remedy:
    'Keep the body as text (codec => plain) and read it line by line in a filter, or choose the JSON array in Wallarm Console.',
  run: (stage) =>
    stage.send([Array.from({ length: 5 }, () => stage.make('new_hits'))], { carrier: 'ndjson' }),
};
