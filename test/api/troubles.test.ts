/** What came to a real receiver and was no delivery, as the API beside it tells. */
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { request } from 'node:https';

import { startTestReceiver, type TestReceiver } from '../helpers/receiver';
import { call, startTestApi } from './setup';

const DISTRUST = {
  kind: 'tls',
  message: expect.stringMatching(/^The sender .*certificate/) as unknown,
  remoteAddress: expect.any(String) as unknown,
  at: expect.any(Number) as unknown,
};

/** A sender that was not given the CA. */
async function distrust(receiver: TestReceiver): Promise<void> {
  const outgoing = request(receiver.url, { method: 'POST' }).end();
  await once(outgoing, 'error');
  await receiver.nextTrouble();
}

test('a sender that does not trust the CA is listed and counted', async () => {
  await using receiver = await startTestReceiver();
  await using running = await startTestApi({}, { troubles: receiver.running.troubles });
  const listed = async () => (await call(running.api, '/api/troubles')).json();
  expect(await listed()).toEqual({ troubles: [] });

  await distrust(receiver);
  await distrust(receiver);

  expect(await listed()).toEqual({ troubles: [{ ...DISTRUST, times: 2 }] });
  const { text } = await call(running.api, '/metrics');
  expect(text).toMatch(/^wallstash_troubles_total\{kind="tls"\} 2$/m);
});

test('a live stream tells of it', async () => {
  await using receiver = await startTestReceiver();
  await using running = await startTestApi({}, { troubles: receiver.running.troubles });
  const opened = httpGet({ port: running.api.port, path: '/api/stream', agent: false });
  const [response] = (await once(opened, 'response')) as [IncomingMessage];

  await distrust(receiver);

  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (/^event: trouble\n.*\n\n/m.test(text)) break;
  }
  const [, data = ''] = /^event: trouble\ndata: (.*)$/m.exec(text) ?? [];
  expect(JSON.parse(data)).toEqual(DISTRUST);
});

test('there are none where no receiver runs beside it', async () => {
  await using running = await startTestApi();

  expect((await call(running.api, '/api/troubles')).json()).toEqual({ troubles: [] });
});
