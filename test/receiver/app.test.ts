import request from 'supertest';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { createReceiverApp } from '../../src/receiver/app';
import { FaultBoard } from '../../src/receiver/faults/fault-board';
import { createIngest } from '../../src/receiver/ingest';
import { resolveReceiverOptions } from '../../src/receiver/options';
import { entriesOf } from '../helpers/receiver';

describe('the app without a port', () => {
  test('takes notifications through supertest', async () => {
    const journal = memoryJournal();
    const options = resolveReceiverOptions();
    const ignore = (): void => undefined;
    const faults = new FaultBoard(ignore);
    const rest = { report: ignore, now: Date.now, isClosing: () => false, reset: ignore };
    const app = createReceiverApp(createIngest({ journal, options, faults, ...rest }));

    const response = await request(app)
      .post('/')
      .send([build('new_hits', { seed: 1 })]);

    expect(response.status).toBe(200);
    expect(response.text).toBe('ok');
    expect(await entriesOf(journal)).toMatchObject([{ tlsVersion: null, verdict: 'accepted' }]);
    expect((await request(app).get('/')).status).toBe(405);
  });
});
