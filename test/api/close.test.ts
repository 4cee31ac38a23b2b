/** The end of an API with requests under way, over real sockets. */
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, startTestApi } from './setup';

test('an API that is closed finishes the answers under way and keeps no connection for another', async () => {
  const journal = memoryJournal();
  await using running = await startTestApi({}, { journal });
  const waits = new Promise<void>((resolve) => {
    const subscribe = journal.subscribe.bind(journal);
    journal.subscribe = (listener) => {
      resolve();
      return subscribe(listener);
    };
  });
  const body = { type: 'new_hits', within: 60_000 };
  const answer = call(running.api, '/api/verify', {
    ...{ method: 'POST', body },
    headers: { connection: 'keep-alive' },
  });
  await waits;

  const closed = running.api.close();
  await journal.append(draft(JSON.stringify([build('new_hits')])));
  const { status, headers } = await answer;
  await closed;

  expect([status, headers.connection]).toEqual([200, 'close']);
});
