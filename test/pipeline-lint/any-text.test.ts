/** Throws texts of all kinds at the lint: each gives a result, with places that lie within the text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as fc from 'fast-check';

import { lintPipeline } from '../../src/pipeline-lint/lint-pipeline';
import { lintSettings } from '../../src/pipeline-lint/settings/lint-settings';

const RECEIVE = readFileSync(
  join(__dirname, '..', 'fixtures', 'pipelines', 'intake-10-receive.conf'),
  'utf8',
);
const TOKENS = [
  ...['input', 'filter', 'output', 'http', 'if', 'else', 'in', 'not in', 'and', 'codec', 'json'],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '=>',
    '=~',
    '==',
    '!',
    ',',
    '"',
    "'",
    '/',
    '#',
    '\n',
    ' ',
    '\\',
  ],
  ...['ssl', '5044', '${A}', '${B:c}', '[a]', '["x"]', '"x"', '\uFEFF', '\0', 'é', '__proto__'],
];

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(' ')),
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join('')),
  // A real pipeline with a piece cut out and another put in.
  fc
    .tuple(fc.nat(RECEIVE.length), fc.nat(40), fc.constantFrom('', ...TOKENS))
    .map(([at, cut, token]) => RECEIVE.slice(0, at) + token + RECEIVE.slice(at + cut)),
);

test('any text is linted, and findings stand within it', () => {
  const options = { version: '9', documentedVariables: new Set<string>() } as const;
  fc.assert(
    fc.property(texts, (text) => {
      const file = { name: 'a.conf', text };
      const findings = [
        ...lintPipeline([file], options).findings,
        ...lintSettings({ logstashYml: file, pipelinesYml: null }, options).findings,
        ...lintSettings({ logstashYml: null, pipelinesYml: file }, options).findings,
      ];
      const lines = text.split('\n');
      return findings.every(({ line, column }) => {
        const width = lines[line - 1]?.length ?? -1;
        return column >= 1 && column <= width + 1;
      });
    }),
    { numRuns: 3_000 },
  );
});
