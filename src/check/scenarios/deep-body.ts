/**
 * `deep-body`: a body nested deeper than any notification is.
 *
 * Only so deep that it is clearly no notification. What has no limit takes that unharmed, and lets it through: deeper
 * ones can end a Logstash that prints its events.
 *
 * @module
 */
import type { Scenario } from '../scenario';

/** Published notifications nest 8 levels at most; the shipped pipelines take 24. */
const DEPTH = 28;

export const deepBody: Scenario = {
  id: 'deep-body',
  hazard:
    'Nothing limits how deep a body may be nested; one that is nested deep enough can end the process that parses, prints or passes it on.',
  expects: `A body nested ${DEPTH} levels deep is refused or kept out, and what comes after it arrives.`,
  remedy:
    'Limit the nesting where the body is parsed, as the shipped pipelines do (in Ruby: JSON.parse with max_nesting), and send nothing on that was not parsed within the limit. Print no events with rubydebug.',
  async run(stage) {
    await stage.sendUnwanted(
      stage.make('new_hits', { overrides: { details: { nested: nested() } } }),
    );
    await stage.send([[stage.make('new_hits')]]);
  },
};

/** Arrays within arrays; array, notification and `details` are around it. */
function nested(): unknown {
  let value: unknown = [];
  for (let depth = 1; depth < DEPTH - 3; depth += 1) value = [value];
  return value;
}
