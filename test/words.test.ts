/** One word for one thing: in every help, in the API's documents, on the pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createProgram, run } from '../src/cli/program';
import { call, startTestApi } from './api/setup';
import { collectOutput } from './cli/output';
import { abandonedIn } from './helpers/abandoned-words';

const ROOT = join(__dirname, '..');
/** What is not written here: the history, and what is made from the code. */
const LEFT_OUT = ['api.md'];

interface AnyCommand {
  readonly commands: readonly AnyCommand[];
  name(): string;
}

function pathsOf({ commands }: AnyCommand, path: readonly string[] = []): readonly string[][] {
  return [[...path], ...commands.flatMap((one) => pathsOf(one, [...path, one.name()]))];
}

describe('an abandoned word', () => {
  test('is known when it is met', () => {
    expect(abandonedIn('lost  doubled')).toEqual(['"doubled": duplicated']);
    expect(abandonedIn('Sent\nRemarks\n503 failed')).toHaveLength(2);
    expect(abandonedIn('5 duplicates, 3 attempts, no type')).toEqual([]);
  });

  test('stands in no help', async () => {
    const found: string[] = [];
    for (const path of pathsOf(createProgram(collectOutput().dependencies))) {
      const { dependencies, text } = collectOutput();
      await run([...path, '--help'], dependencies);
      expect(text()).toContain('Usage: wallstash');
      found.push(...abandonedIn(text()).map((word) => `${path.join(' ')}: ${word}`));
    }
    expect(found).toEqual([]);
  });

  test("stands in no description of the API's", async () => {
    await using running = await startTestApi();
    for (const document of ['/openapi.json', '/asyncapi.json']) {
      const { text } = await call(running.api, document);
      expect(abandonedIn(text)).toEqual([]);
    }
  });

  test('stands on no page', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
    const found = pages
      .filter((name) => !LEFT_OUT.includes(name))
      .flatMap((name) => {
        const text = readFileSync(join(ROOT, 'docs', name), 'utf8');
        return abandonedIn(text).map((word) => `${name}: ${word}`);
      });
    expect(found).toEqual([]);
    expect(pages).toContain('glossary.md');
  });
});

describe('docs/glossary.md', () => {
  const glossary = readFileSync(join(ROOT, 'docs', 'glossary.md'), 'utf8');
  const words = [...glossary.matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, word = '']) => word);

  test('says each word once', () => {
    expect(words).toEqual([...new Set(words)]);
    expect(words).toEqual(
      expect.arrayContaining([
        ...['notification', 'delivery', 'attempt', 'sent', 'verdict', 'contract', 'finding'],
        ...['notice', 'violation', 'refused', 'rejected', 'duplicated', 'era', 'carrier'],
      ]),
    );
  });

  test('says of carrier and era what the console says of them', () => {
    const source = readFileSync(join(ROOT, 'src', 'ui', 'parts', 'term.tsx'), 'utf8');
    const meanings = [...source.matchAll(/^ {2}(carrier|era):\n? +'(.+)',$/gm)];
    expect(meanings).toHaveLength(2);
    for (const [, word = '', meaning = ''] of meanings) {
      const [row = ''] = glossary.split('\n').filter((line) => line.startsWith(`| **${word}**`));
      expect(row).toContain(meaning);
    }
  });
});
