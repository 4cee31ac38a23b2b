/**
 * `unicode`: text of every kind in the fields that hold text.
 *
 * @module
 */
import type { Scenario } from '../scenario';

/** Umlauts, right-to-left, CJK, emoji with joiners, combining marks, line separators, NUL, and what Logstash expands. */
const TEXTS = [
  'Grüße, Köln',
  'مرحبا بالعالم',
  '日本語のテキスト',
  '👩‍👩‍👧 𝕎 é',
  'line\u2028separator\u2029 tab\t newline\n',
  'zero\u0000byte',
  '%{[details]} ${HOME} \\u0041 "quoted"',
];

export const unicode: Scenario = {
  id: 'unicode',
  hazard: 'A wrong charset or a text template on the way changes what the attacker sent.',
  expects: `${TEXTS.length} notifications with text from many scripts arrive unaltered.`,
  remedy:
    'Read and write UTF-8 everywhere (charset => "UTF-8"), and put no content of a notification through a template.',
  run: (stage) =>
    stage.send(
      TEXTS.map((text) => [stage.make('create_user', { overrides: { description: text } })]),
    ),
};
