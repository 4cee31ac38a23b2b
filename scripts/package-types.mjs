/**
 * The declarations of the packed package, as its users' compilers see them: each TypeScript that is in use, strict, with
 * nothing skipped and nothing given globally (TypeScript 6's `types: []`), for each `expect` that there is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute } from './pack.mjs';

/** Where each compiler is installed: TypeScript 6 under its own name, since ts-jest asks for it. */
export const COMPILERS = {
  'TypeScript 5.9': 'typescript-5.9',
  'TypeScript 6': 'typescript',
  'TypeScript 7': 'typescript-7',
};

const LIBRARY = "import { build, deliver, startReceiver } from 'wallstash';";
const MATCHERS = `
export async function matchers(): Promise<void> {
  await using receiver = await startReceiver();
  expect(build('new_hits')).toBeNotification('new_hits');
  await expect(receiver).toHaveReceived({ type: 'new_hits', exactly: 1 });
  await expect(receiver).not.toHaveReceived({ type: 'vuln' });
  // @ts-expect-error -- there is no such type
  expect(build('new_hits')).toBeNotification('new_hit');
  // @ts-expect-error -- there is no such type
  await expect(receiver).toHaveReceived({ type: 'new_hit' });
}`;

const FILES = {
  'library.mts': `${LIBRARY}
export async function library(): Promise<string> {
  await using receiver = await startReceiver({ closeAfter: (close) => void close });
  const { attempts } = await deliver(receiver, [build('new_hits')], { retries: 'wallarm', timeScale: 0 });
  const [hit] = await receiver.expect({ type: 'new_hits', headers: { 'x-tenant': /north/ }, noViolations: true });
  const [vuln] = await receiver.verify({ type: 'vuln' });
  const [any] = await receiver.expect({ atLeast: 1 });
  const unknown: unknown = any?.payload;
  // @ts-expect-error -- of no type in particular nothing is known
  any?.payload.details;
  // @ts-expect-error -- there is no such type
  await receiver.expect({ type: 'new_hit' });
  // @ts-expect-error -- there is no such condition
  await receiver.expect({ typ: 'new_hits', exactly: 1 });
  const path: string = hit?.payload.details.hit.path ?? String(unknown);
  return path + String(vuln?.payload.details.vuln) + String(attempts[0]?.status);
}`,
  'commonjs.cts': `import wallstash = require('wallstash');
import jest = require('wallstash/jest');
export const used = [wallstash.startReceiver, jest.toBeNotification];`,
  'jest-global.mts': `/// <reference types="jest" />
${LIBRARY}
import 'wallstash/jest';${MATCHERS}`,
  'jest-imported.mts': `import { expect } from '@jest/globals';
${LIBRARY}
import 'wallstash/jest';${MATCHERS}`,
  'vitest.mts': `import { expect, onTestFinished, test } from 'vitest';
${LIBRARY}
import 'wallstash/vitest';${MATCHERS}
test('closes by itself', async (context) => {
  await startReceiver({ closeAfter: onTestFinished });
  await startReceiver({ closeAfter: context });
});`,
  'node-test.mts': `import { test } from 'node:test';
${LIBRARY}
test('closes by itself', async (t) => {
  const receiver = await startReceiver({ closeAfter: t });
  await deliver(receiver, [build('vuln')]);
});`,
};

const OPTIONS = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  types: [],
  noEmit: true,
};

const TS_JEST = `import { build, deliver, startReceiver } from 'wallstash';
import 'wallstash/jest';

test('ts-jest compiles and runs it', async () => {
  const receiver = await startReceiver();
  await deliver(receiver, [build('new_hits')]);
  await expect(receiver).toHaveReceived({ type: 'new_hits', exactly: 1 });
  const [hit] = await receiver.expect({ type: 'new_hits' });
  expect(hit?.payload.details.hit.path).toBeTruthy();
  await receiver.close();
});`;

/** Compiles all files with one compiler; what it has against them or against the package, a line each. */
export function checkTypes(compiler, consumer) {
  const cwd = join(consumer, 'types');
  mkdirSync(cwd, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), `${text}\n`);
  const config = { compilerOptions: OPTIONS, files: Object.keys(FILES) };
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(consumer, 'node_modules', compiler, 'bin', 'tsc');
  const { ok, output } = execute(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd });
  if (ok) return [];
  const errors = output.split('\n').filter((line) => /error TS/.test(line));
  // What other packages have in their own declarations is theirs.
  const ours = errors.filter((line) => !/node_modules\/(?!wallstash\/)/.test(line));
  return errors.length === 0 ? [output] : ours;
}

/** Runs a test in TypeScript by ts-jest, which type-checks it. */
export function runTsJest(consumer, program) {
  const cwd = join(consumer, 'ts-jest');
  mkdirSync(cwd, { recursive: true });
  const config = { preset: 'ts-jest', testEnvironment: 'node' };
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true, jest: config }));
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', isolatedModules: false },
    ...{ strict: true, types: ['jest', 'node'], skipLibCheck: true },
  };
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  writeFileSync(join(cwd, 'hits.test.ts'), TS_JEST);
  const jest = join(consumer, 'node_modules', 'jest', 'bin', 'jest.js');
  const { ok, output } = execute(program, [jest], { cwd });
  return ok ? [] : [output];
}
