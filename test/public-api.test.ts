/** The public API: its names are pinned, and every example in its documentation runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as wallstash from '../src/index';
import * as wallstashJest from '../src/testing/jest';
import { runExample } from './helpers/run-example';

const SRC = join(__dirname, '..', 'src');

interface Example {
  readonly title: string;
  readonly code: string;
}

const examples: readonly Example[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => {
    const comments = readFileSync(join(SRC, path), 'utf8').matchAll(
      /^( *)\/\*\*\n((?:\1 \*.*\n)+?)\1 \*\/\n\1(?:export (?:async )?(?:function|const) )?(\w+)/gm,
    );
    return [...comments].flatMap(([, , comment = '', name = '']) => {
      const [, block] = /@example\n([\s\S]*?)(?=^ *\* @|$(?![\s\S]))/m.exec(comment) ?? [];
      if (block === undefined) return [];
      return [{ title: `${name} (${path})`, code: block.replaceAll(/^ *\* ?/gm, '') }];
    });
  });

const importedNames = (module: string): readonly string[] =>
  examples.flatMap(({ code }) =>
    [...code.matchAll(/^import \{([^}]*)\} from '([^']+)';$/gm)]
      .filter(([, , from]) => from === module)
      .flatMap(([, names = '']) => names.split(',').map((name) => name.trim())),
  );

describe('the public API', () => {
  test('has these values and no others', () => {
    expect(Object.keys(wallstash).sort()).toMatchSnapshot();
    expect(Object.keys(wallstashJest).sort()).toMatchSnapshot();
  });

  test('has these types and no others', () => {
    const index = readFileSync(join(SRC, 'index.ts'), 'utf8');
    const exported = [...index.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(
      ([, type, names = '']) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && (type !== undefined || name.startsWith('type '))),
    );
    expect(exported.map((name) => name.replace(/^type /, '')).sort()).toMatchSnapshot();
  });

  test.each([
    ['wallstash', wallstash],
    ['wallstash/jest', wallstashJest],
  ])('%s has an example of each function', (name, module) => {
    const isClass = (value: unknown): boolean =>
      typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
    const callable = Object.entries(module)
      .filter(([key, value]) => key !== 'ERROR_CODES' && !isClass(value))
      .map(([key]) => key);
    const shown = importedNames(name);
    const used = (key: string): boolean => examples.some(({ code }) => code.includes(`.${key}(`));
    expect(callable.filter((key) => !shown.includes(key) && !used(key))).toEqual([]);
  });
});

describe('examples', () => {
  test.each(examples.map((example) => [example.title, example] as const))(
    '%s runs',
    async (_title, example) => {
      await expect(runExample(example.code)).resolves.toBeUndefined();
    },
  );
});
