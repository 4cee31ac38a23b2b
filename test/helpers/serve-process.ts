/** `wallstash serve` as a user runs it: the compiled program in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const MAIN = join(__dirname, '..', '..', 'dist', 'main.js');

export interface ServeProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly port: number;
  readonly ca: string;
  /** Lines of standard output so far, parsed. */
  readonly lines: readonly Record<string, unknown>[];
  /** Resolves when the next line is there. */
  next(): Promise<void>;
  /** What it wrote to standard error. */
  errors(): string;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts it in `cwd` on a free port, with further variables; resolves when it listens. */
export async function startServe(
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ServeProcess> {
  if (!existsSync(MAIN)) throw new Error('dist/main.js is missing: npm run build');
  const wallarm = args.includes('--wallarm-api-port') ? [] : ['--no-wallarm-api'];
  const child = spawn(
    process.execPath,
    [MAIN, 'serve', '--port', '0', '--console-port', '0', '--log', 'json', ...wallarm, ...args],
    {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface(child.stdout);
  const listening = new Promise<Record<string, unknown>>((resolve) => {
    reader.on('line', (line) => {
      const parsed = JSON.parse(line) as Record<string, unknown>;
      lines.push(parsed);
      if (parsed['event'] === 'listening') resolve(parsed);
    });
  });
  const announced = await Promise.race([
    listening,
    ended.then((code) => Promise.reject(new Error(`serve ended with ${code}: ${stderr}`))),
  ]);
  return {
    child,
    port: Number(new URL(String(announced['endpoint'])).port),
    ca: await readFile(join(cwd, String(announced['caFile'])), 'utf8'),
    lines,
    next: () => Promise.race([once(reader, 'line'), ended]).then(() => undefined),
    errors: () => stderr,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
