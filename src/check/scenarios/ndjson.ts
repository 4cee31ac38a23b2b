/**
 * `ndjson`: the format that *Test integration* never sends.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const ndjson: Scenario = {
  id: 'ndjson',
  hazard:
    "With the data format NDJSON some or all notifications of a body are dropped, though it was answered 200: Logstash's json codec keeps the first alone, Fluentd's in_http none when they come as application/json.",
  expects: 'Each of five notifications on lines of their own arrives.',
  remedy:
    'Keep the body as text and read it line by line (in Logstash: codec => plain and a filter), or choose the JSON array in Wallarm Console. Which content type Wallarm gives NDJSON is unpublished: try --ndjson-type application/x-ndjson as well.',
  run: (stage) =>
    stage.send([Array.from({ length: 5 }, () => stage.make('new_hits'))], { carrier: 'ndjson' }),
};
