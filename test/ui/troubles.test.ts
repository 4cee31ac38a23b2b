/** What came to the receiver and was no delivery, above the list. */
import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';

import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { startTestClient, type TestClient } from './setup';

/** A sender that was not given the CA. */
async function distrust({ receiver }: TestClient): Promise<void> {
  const outgoing = request(receiver.url, { method: 'POST' }).end();
  await once(outgoing, 'error');
}

/** One that does not know that the port is HTTPS. */
async function speakPlain({ receiver }: TestClient): Promise<void> {
  const socket = connect(receiver.port, '127.0.0.1').end('POST / HTTP/1.1\r\n\r\n');
  await once(socket.resume(), 'close');
}

describeWithBrowser('the screen Deliveries', (openPage) => {
  test('tells of a sender that does not trust the CA, as it comes, until that is dismissed', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/deliveries`);
    const { page } = opened;
    await page.getByText('No delivery yet').waitFor();
    const bar = page.getByRole('group', { name: 'No delivery' });

    await distrust(client);
    await bar.getByText(/^The sender .*certificate/).waitFor();
    await distrust(client);
    await bar.getByText('2 times, the last').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await speakPlain(client);
    await bar.getByText(/plain HTTP/).waitFor();
    await bar.getByText('1 other reason').press('Enter');
    await bar.getByText(/certificate/).waitFor();

    await bar.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await bar.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('No delivery yet').waitFor();
    expect(await bar.count()).toBe(0);
    await distrust(client);
    await bar.getByText('3 times, the last').waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });
});
