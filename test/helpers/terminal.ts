/** An interactive program at a terminal of its own, by `script` of util-linux: what is typed, and what is shown. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

/** Whether terminals can be had here. */
export const hasTerminals = spawnSync('script', ['--version']).status === 0;

/** A program that runs at a terminal. */
export interface Terminal extends AsyncDisposable {
  /** Types this. */
  type(keys: string): void;
  /** Waits until all of this has been shown since the last wait. @throws when the program ends before that */
  shows(...texts: readonly string[]): Promise<void>;
}

/** Starts a line of shell at a terminal. */
export function openTerminal(
  command: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Terminal {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    ...options,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = once(child, 'close');
  // What is typed behind its end goes nowhere.
  child.stdin.on('error', () => undefined);
  let shown = '';
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  void ended.then(() => (isOver = true));

  return {
    type: (keys) => void child.stdin.write(keys),
    async shows(...texts) {
      const isThere = (): boolean => {
        const plain = stripVTControlCharacters(shown);
        return texts.every((text) => plain.includes(text));
      };
      while (!isThere()) {
        if (isOver) throw new Error(`It ended without having shown ${texts.join(', ')}: ${shown}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
      shown = '';
    },
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}
