/** Runs the code of the documentation: an example of a TSDoc comment, a block of a Markdown file. */
import { transformSync } from '@swc/core';

import * as wallstash from '../../src/index';
import * as wallstashJest from '../../src/testing/jest';
import * as wallstashMatchers from '../../src/testing/matchers';

const MODULES: Readonly<Record<string, object>> = {
  wallstash,
  'wallstash/jest': wallstashJest,
  // Vitest itself is not here; `npm run test:package` runs it.
  'wallstash/vitest': wallstashMatchers,
};

type Load = (name: string) => unknown;
type Body = () => unknown;
type Define = (...given: readonly unknown[]) => void;

/**
 * Runs it as a module with top-level await would run, the package resolved to `src`, but for what `instead` has in its
 * place; then the bodies of the tests that it defines, in order. Rejects with what it throws.
 */
export async function runExample(
  code: string,
  instead: Partial<typeof wallstash> = {},
): Promise<void> {
  const body = code
    .replaceAll(
      /^import (\{[^}]*\}) from '([^']+)';$/gm,
      (_line, names: string, from: string) => `const ${names} = load('${from}');`,
    )
    .replaceAll(/^import '([^']+)';/gm, (_line, from: string) => `load('${from}');`);
  const compiled = transformSync(`module.exports = async (load) => {\n${body}\n};`, {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    isModule: false,
  });
  const module: { exports?: (load: Load) => Promise<void> } = {};
  const modules: Readonly<Record<string, object>> = {
    ...MODULES,
    wallstash: { ...wallstash, ...instead },
  };
  const load: Load = (name) => modules[name] ?? jest.requireActual(name);
  const runner = new SmallRunner();
  const names = Object.keys(runner.globals);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the examples are ours
  const define = new Function('module', 'require', ...names, compiled.code) as Define;
  define(module, load, ...Object.values(runner.globals));
  await module.exports?.(load);
  await runner.run();
}

/** As much of Jest as the documents show. */
class SmallRunner {
  readonly #before: Body[] = [];
  readonly #after: Body[] = [];
  readonly #afterAll: Body[] = [];
  readonly #tests: Body[] = [];
  readonly globals = {
    expect,
    test: (_title: string, body: Body) => void this.#tests.push(body),
    beforeEach: (body: Body) => void this.#before.push(body),
    afterEach: (body: Body) => void this.#after.push(body),
    afterAll: (body: Body) => void this.#afterAll.push(body),
  };

  async run(): Promise<void> {
    for (const test of this.#tests) {
      for (const before of this.#before) await before();
      await test();
      for (const after of this.#after) await after();
    }
    for (const after of this.#afterAll) await after();
  }
}
