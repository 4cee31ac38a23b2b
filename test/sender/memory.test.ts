import { join } from 'node:path';

import { runTool, temporaryDirectory } from '../helpers/certificates';
import { createIdentity, startTls } from '../helpers/peers';

const COUNT = 100_000;

describe('a sender', () => {
  test(`holds its memory flat over ${COUNT} deliveries`, async () => {
    await using directory = await temporaryDirectory();
    const identity = await createIdentity();
    // No HTTP server: each body is small enough to come with its head or right behind it.
    await using peer = await startTls(identity.tls, (socket) => {
      socket.on('data', (chunk: Buffer) => {
        if (chunk.at(-1) === 0x5d) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    const caFile = await directory.write('ca.crt', identity.ca);
    const helper = join(__dirname, '..', 'helpers', 'memory-sender.mjs');

    const output = await runTool(process.execPath, [helper, peer.url, caFile, String(COUNT)]);

    const { delivered, rss } = JSON.parse(output) as { delivered: number; rss: number[] };
    expect(delivered).toBe(COUNT);
    // From a fifth of the way on: by then the heap has its size. 40,000 kept attempts would be far above.
    expect((rss.at(-1) ?? NaN) - (rss[2] ?? NaN)).toBeLessThan(80);
  }, 300_000);
});
