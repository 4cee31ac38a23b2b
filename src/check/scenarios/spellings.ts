/**
 * `spellings`: the forms and field names that Wallarm has used over the years.
 *
 * @module
 */
import type { Scenario } from '../scenario';

export const spellings: Scenario = {
  id: 'spellings',
  hazard: 'A filter that renames or requires one spelling spoils notifications with the other.',
  expects:
    'Hits with `host` and with `domain`, short and long, and a vulnerability under both of its names arrive unaltered.',
  remedy: 'Copy fields to the names you want, and leave the notification as it came.',
  run: (stage) =>
    stage.send([
      ...(['classic', 'current'] as const).flatMap((era) =>
        (['short', 'long'] as const).map((form) => [stage.make('new_hits', { era, form })]),
      ),
      [stage.make('vuln')],
      [stage.make('security_issue')],
    ]),
};
