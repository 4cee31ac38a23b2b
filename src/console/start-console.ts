/**
 * Opens a console: its directory, its lock, what an earlier process left.
 *
 * @module
 */
import { lockDirectory } from '../disk/directory-lock';
import { hideFromGit } from '../disk/private-files';
import { AttemptHistory } from './attempt-history';
import type { Console, ConsoleOptions } from './console';
import { Deliveries } from './deliveries';
import { describeIntegration } from './describe-integration';
import { ConsoleLockedError } from './errors';
import { makeDirectory, openDirectory } from './files';
import { IntegrationStore } from './integration-store';
import { resolveConsoleOptions } from './options';
import { Outbox } from './outbox';
import { describeKept, describeTrigger } from './wallarm-account';
import { RunningConsole } from './running-console';

/**
 * Starts the console of a directory; what an earlier process did not deliver goes on where it stood. Close it.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { startConsole, startReceiver } from 'wallstash';
 *
 * const receiver = await startReceiver();
 * const { url, ca } = receiver;
 * const directory = await mkdtemp(join(tmpdir(), 'wallstash-'));
 * const wallarm = await startConsole({ directory });
 * await wallarm.create({ name: 'SIEM', url, ca, events: ['hits'] });
 * await wallarm.raise('new_hits');
 * await receiver.expect({ type: 'new_hits', exactly: 1 });
 * await wallarm.close();
 * await receiver.close();
 * await rm(directory, { recursive: true });
 *
 * @throws ConsoleLockedError while another process runs it.
 * @throws ConsoleStateError when a file of it holds something else; nothing is changed then.
 * @throws InvalidOptionError, ConsoleWriteError
 */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  return startRunningConsole(options);
}

/** The same, with what Wallarm's own API works on. @throws as {@link startConsole} */
export async function startRunningConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const resolved = resolveConsoleOptions(options);
  const { directory, owner, api } = resolved;
  await makeDirectory(directory);
  // It is the console's own, whatever somebody has put there.
  await hideFromGit(directory, () => true);
  const lock = await lockDirectory(directory, {
    self: () => ({ owner, api: api() }),
    refusal: (holder) => new ConsoleLockedError(directory, holder),
  });
  try {
    await openDirectory(directory);
    const store = await IntegrationStore.open(directory);
    const outbox = await Outbox.open(directory);
    const history = await AttemptHistory.open(directory);
    const deliveries = new Deliveries({ store, outbox, history }, resolved);
    // A process was killed between deleting an integration and what waited for it.
    await deliveries.dropOrphans();
    return new RunningConsole({ store, deliveries, lock }, resolved);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Reads the integrations of a directory as they are now; works while another process runs its console.
 *
 * @throws ConsoleStateError when the file holds something else.
 */
export async function readIntegrations(
  directory: string,
): Promise<Pick<Console, 'list' | 'get' | 'kept' | 'triggers'>> {
  const store = await IntegrationStore.open(directory);
  return {
    list: () => store.all.map(describeIntegration),
    kept: () => store.kept.map(describeKept),
    triggers: () => store.triggers.map(describeTrigger),
    get: (reference) => describeIntegration(store.find(reference)),
  };
}
