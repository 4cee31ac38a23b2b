/** Runs the code of the documentation: an example of a TSDoc comment, a block of a Markdown file. */
import { transformSync } from '@swc/core';

import * as wallstash from '../../src/index';
import * as wallstashJest from '../../src/jest';

const MODULES: Readonly<Record<string, object>> = {
  wallstash,
  'wallstash/jest': wallstashJest,
};

type Load = (name: string) => unknown;
type Body = () => unknown;
type Define = (...given: readonly unknown[]) => void;

/**
 * Runs it as a module with top-level await would run, the package resolved to `src`; then the bodies of the tests that
 * it defines, in order. Rejects with what it throws.
 */
export async function runExample(code: string): Promise<void> {
  const body = code.replaceAll(
    /^import (\{[^}]*\}) from '([^']+)';$/gm,
    (_line, names: string, from: string) => `const ${names} = load('${from}');`,
  );
  const compiled = transformSync(`module.exports = async (load) => {\n${body}\n};`, {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    isModule: false,
  });
  const module: { exports?: (load: Load) => Promise<void> } = {};
  const load: Load = (name) => MODULES[name] ?? jest.requireActual(name);
  const tests: Body[] = [];
  const test = (_title: string, one: Body): void => void tests.push(one);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the examples are ours
  const define = new Function('module', 'expect', 'require', 'test', compiled.code) as Define;
  define(module, expect, load, test);
  await module.exports?.(load);
  for (const one of tests) await one();
}
