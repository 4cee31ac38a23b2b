/**
 * What a check may do to Logstash, and where it may look: `--restart-command` and `--quarantine`.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { Abilities } from '../../check/scenario';
import { findInputFiles } from '../input-files';

/** What the check may do to Logstash, and where it may look. */
export function abilitiesOf(
  {
    quarantine,
    restartCommand,
  }: { quarantine?: string | undefined; restartCommand?: string | undefined },
  cwd: string,
): Abilities {
  return {
    ...(quarantine !== undefined && { quarantine: () => filesNow(quarantine, cwd) }),
    ...(restartCommand !== undefined && { restart: () => runInShell(restartCommand, cwd) }),
  };
}

/** There may be no such file yet: a pipeline makes it with its first record. */
async function filesNow(pattern: string, cwd: string): Promise<readonly string[]> {
  return (await findInputFiles([pattern], cwd)).flatMap(({ path }) => path ?? []);
}

async function runInShell(commandLine: string, cwd: string): Promise<string | undefined> {
  const child = spawn(commandLine, { shell: true, cwd, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0 ? undefined : `The restart command ended with ${code ?? 'a signal'}.`;
}
