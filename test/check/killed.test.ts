/** A check and the `serve` that it tells of itself, killed as a machine does it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { openChecks } from '../../src/api/checks';
import type { CheckSummary } from '../../src/api/client-types';
import { temporaryDirectory } from '../helpers/certificates';
import { startCommand } from '../helpers/command-process';
import { startLogstash } from '../helpers/logstash/logstash';
import { type ServeProcess, startServe } from '../helpers/serve-process';

const consoleOf = ({ lines }: ServeProcess): string =>
  String(lines.find(({ event }) => event === 'listening')?.['api']);

async function checksOf(serve: ServeProcess): Promise<readonly CheckSummary[]> {
  const answer = await fetch(new URL('/api/checks', consoleOf(serve)));
  return ((await answer.json()) as { readonly checks: readonly CheckSummary[] }).checks;
}

const kept = (cwd: string): Promise<readonly string[]> =>
  readdir(join(cwd, 'data', 'checks')).catch(() => []);

describe('a check killed by kill -9', () => {
  test('is there after a restart, as far as it had come, and is told to be broken off', async () => {
    await using directory = await temporaryDirectory();
    const cwd = directory.path;
    {
      await using serve = await startServe(cwd);
      const to = { url: `https://localhost:${serve.port}`, ca: serve.ca };
      await using logstash = await startLogstash({ pipeline: 'good', to });
      await directory.write('logstash.crt', logstash.ca);
      await using check = startCommand(
        [
          ...['check', '--through', logstash.url, '--ca', 'logstash.crt'],
          ...['--arrives-at', consoleOf(serve)],
        ],
        { cwd },
      );
      const state = { over: false };
      void check.ended.then(() => (state.over = true));
      // It counts once the disk has it: before that the check was not answered.
      while (!state.over && !(await kept(cwd)).some((name) => name.endsWith('.json'))) await turn();
      check.kill('SIGKILL');
      expect(await check.ended).toBe('SIGKILL');
      expect(await checksOf(serve)).toMatchObject([{ state: 'running' }]);
      serve.child.kill('SIGKILL');
      await serve.ended;
    }

    // What is silent for 45 seconds is told so by `serve`; here a moment is enough.
    const checks = await openChecks({ directory: join(cwd, 'data', 'checks'), silence: 1 });
    const [left] = checks.list();
    expect(left).toMatchObject({ state: 'vanished', passed: false });
    expect(checks.get(left?.run ?? '')).toMatchObject({ state: 'vanished', run: left?.run });
    await checks.close();

    await using again = await startServe(cwd);
    const { run, counts, updatedAt } = left ?? {};
    expect(await checksOf(again)).toMatchObject([{ run, counts, updatedAt }]);
  });
});
