/**
 * `npm run bench -- validate-file [--megabytes 20] [--beside CHECKOUT]`: processor time of `wallstash validate` for a file of NDJSON beside
 * that of reading it and `JSON.parse` of each line, all threads, from start to end, less what the same command takes
 * for one line. `--beside` measures another checkout that has been built, in the same rounds.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from '../src/notification/build';
import type { Usage } from './support/probe';

const ROUNDS = 11;
const PROBE = ['--require', join(__dirname, 'support', 'probe.js')];

/** What anything does that looks at all lines. */
const PARSE = `
const bytes = require('node:fs').readFileSync(process.argv[1]);
for (let at = 0, end; (end = bytes.indexOf(10, at)) !== -1; at = end + 1) JSON.parse(bytes.toString('utf8', at, end));
`;

function main(): void {
  const { values } = parseArgs({
    options: { megabytes: { type: 'string', default: '20' }, beside: { type: 'string' } },
  });
  const directory = mkdtempSync(join(tmpdir(), 'wallstash-bench-'));
  const [one, many] = [join(directory, 'one.ndjson'), join(directory, 'many.ndjson')];
  writeFileSync(one, hits(1));
  writeFileSync(many, hits(Number(values.megabytes) * 1e6));

  const checkouts = values.beside === undefined ? ['.'] : [values.beside, '.'];
  const commands = [
    ['-e', PARSE],
    ...checkouts.map((checkout) => [resolve(checkout, 'dist', 'main.js'), 'validate']),
  ];
  const least = commands.map(() => ({ one: Infinity, many: Infinity }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, command] of commands.entries()) {
      const times = least[index];
      if (times === undefined) continue;
      times.one = Math.min(times.one, processorTime([...command, one], directory));
      times.many = Math.min(times.many, processorTime([...command, many], directory));
    }
  }
  rmSync(directory, { recursive: true });

  const [parsed = Number.NaN, ...validated] = least.map((times) => times.many - times.one);
  console.log(`reading and JSON.parse of each line: ${parsed.toFixed(0)} ms`);
  for (const [index, time] of validated.entries()) {
    const ratio = (time / parsed).toFixed(2);
    console.log(`validate (${checkouts[index] ?? ''}): ${time.toFixed(0)} ms, ${ratio} times that`);
  }
}

/** Lines of at least so many bytes in all, each as published, and each another. */
function hits(size: number): string {
  const lines: string[] = [];
  for (let length = 0; length < size;) {
    const line = `${JSON.stringify(build('new_hits', { seed: lines.length, form: 'short' }))}\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}

/** Milliseconds that a process takes. */
function processorTime(args: readonly string[], directory: string): number {
  const usage = join(directory, 'usage.json');
  const { status } = spawnSync(process.execPath, [...PROBE, ...args], {
    env: { ...process.env, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  const { cpu } = JSON.parse(readFileSync(usage, 'utf8')) as Usage;
  return cpu / 1_000;
}

main();
