/**
 * The language of searches as text: `docs/search.md`, and what `--help` prints.
 *
 * @module
 */
import { SEARCH_FIELDS, SEARCH_RULES } from './search-fields';

const HEAD = `# Searching deliveries

Made from \`src/journal/search/search-fields.ts\` by \`npm run generate\`.

One language finds deliveries everywhere: in the console's search box, in \`wallstash journal list\`, \`tail\`, \`export\`
and \`clear\`, as \`search\` of the API's routes under \`/api/deliveries\`, and as \`search\` of a filter in the library.

\`\`\`text
type:new_hits verdict:rejected since:1h
from:127.0.0.1 path:/wallarm -status:2xx
attack:sqli,xss host:example.com "union select"
\`\`\`

On the command line a term that begins with \`-\` stands behind \`--\`: \`wallstash journal list -- -type:new_hits\`. A field
that does not exist, or a value that a field cannot have, is refused with the one that was probably meant: over HTTP with
400, on the command line with exit code 2.
`;

/** The page. */
export function searchDoc(): string {
  const rules = SEARCH_RULES.map((rule) => `- ${rule}`).join('\n');
  const rows = SEARCH_FIELDS.map(
    ({ name, about, example, readsBody }) =>
      `| \`${name}\` | ${about} | \`${example}\` | ${readsBody ? 'reads bodies' : ''} |`,
  );
  const table = ['| field | deliveries … | for instance | |', '| --- | --- | --- | --- |', ...rows];
  return `${HEAD}\n## Rules\n\n${rules}\n\n## Fields\n\n${table.join('\n')}\n\n${TAIL}`;
}

/** What \`--help\` says below the flags. */
export function searchHelp(): string {
  const fields = SEARCH_FIELDS.map(({ example, about }) => `  ${example.padEnd(26)} ${about}`);
  const rules = SEARCH_RULES.map((rule) => `  ${rule}`);
  const text = ['Search, in deliveries:', ...fields, ...rules].join('\n').replaceAll('`', '');
  return `\n${text}\n`;
}

const TAIL = `What reads bodies takes longer: all else is decided by what memory has of each delivery. Bodies over 1 MiB are not parsed
for it; there a field of the notification counts as found when its value (of \`details.…\`, its name too) stands in the
body. Fingerprints are computed whatever the size.

Names and values are those of the notification as it came: \`host\` finds \`host\` and \`domain\`, \`severity\` finds \`risk\` and
\`threat\`, whichever spelling it has.
`;
