/**
 * Real HAProxy: the shipped balancer takes a Logstash for up once its webhook answers, 401 too; and a balancer before a
 * receiver, as HTTP goes through it by default, hands on what the sinks send as they sent it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { temporaryDirectory } from '../helpers/certificates';
import { createIdentity, freePort, startHttps, startPlainHttp } from '../helpers/peers';
import { connectTo, run, testWith } from './programs';
import { type RecordedRequest, requestsOf, testSinks } from './recorded';

const SHIPPED = readFileSync(
  join(__dirname, '..', '..', 'logstash', 'scale', 'haproxy.cfg'),
  'utf8',
);
const { run: testHaproxy, reason, program } = testWith('haproxy');

testHaproxy(
  `the balancer is ready once a webhook answers 401, and no sooner${reason}`,
  async () => {
    const identity = await createIdentity();
    let isStarting = true;
    let asked = 0;
    await using webhook = await startHttps(identity.tls, (request, response) => {
      asked += 1;
      request.resume().on('end', () => response.writeHead(isStarting ? 503 : 401).end());
    });
    await using directory = await temporaryDirectory();
    const [front, health] = [await freePort(), await freePort()];
    const file = await directory.write(
      'haproxy.cfg',
      configured({ front, health, to: webhook.port }),
    );
    await using haproxy = run(program, ['-f', file]);
    const ready = async (): Promise<number> =>
      fetch(`http://127.0.0.1:${health}/ready`).then(
        ({ status }) => status,
        () => 0,
      );

    while ((await ready()) !== 503 || asked < 2) await sleep(50);
    isStarting = false;
    while ((await ready()) !== 200) await sleep(50);

    expect(asked).toBeGreaterThan(2);
    expect(haproxy.child.exitCode).toBeNull();
  },
);

testHaproxy(`the balancer takes nothing for a webhook that speaks no TLS${reason}`, async () => {
  let asked = 0;
  await using plain = await startPlainHttp((_request, response) => response.end());
  await using directory = await temporaryDirectory();
  const [front, health] = [await freePort(), await freePort()];
  const file = await directory.write('haproxy.cfg', configured({ front, health, to: plain.port }));
  await using haproxy = run(program, ['-f', file]);
  for (let status = 0; status !== 503; asked += 1) {
    status = await fetch(`http://127.0.0.1:${health}/ready`).then(
      (response) => response.status,
      () => 0,
    );
    await sleep(50);
  }
  expect(asked).toBeGreaterThan(0);
  expect(haproxy.child.exitCode).toBeNull();
});

const SINKS = ['siem', 'splunk', 'qradar', 'elasticsearch'];
const recorded = testSinks(...SINKS);
(reason === '' ? recorded.run : testHaproxy).each(SINKS)(
  `a balancer hands on each request of the sink %s as it was sent${reason || recorded.reason}`,
  async (sink) => {
    const arrived: RecordedRequest[] = [];
    await using receiver = await startPlainHttp((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        arrived.push({
          ...{ method, url, headers: headers as Record<string, string> },
          body: Buffer.concat(chunks).toString(),
        });
        response.end();
      });
    });
    await using directory = await temporaryDirectory();
    const port = await freePort();
    const file = await directory.write('haproxy.cfg', plainBalancer(port, receiver.port));
    await using haproxy = run(program, ['-f', file]);
    (await connectTo(port, haproxy)).destroy();
    const requests = requestsOf(sink);
    for (const { method, url, headers, body } of requests) {
      const { status } = await fetch(`http://127.0.0.1:${port}${url}`, { method, headers, body });
      expect(status).toBe(200);
    }

    expect(arrived).toEqual(
      requests.map(({ headers, ...request }) => ({
        ...{ ...request, headers: expect.objectContaining(headers) as Record<string, string> },
      })),
    );
  },
);

function plainBalancer(front: number, to: number): string {
  return `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
listen sinks
  bind 127.0.0.1:${front}
  server receiver 127.0.0.1:${to}
`;
}

/** The shipped file with the ports of this machine, one server, and checks without a pause. */
function configured({ front, health, to }: { front: number; health: number; to: number }): string {
  const ours = SHIPPED.replace('bind :5044', `bind 127.0.0.1:${front}`)
    .replace('127.0.0.1:8404', `127.0.0.1:${health}`)
    .replace('inter 2s', 'inter 100ms')
    .replace('logstash:5044', `127.0.0.1:${to}`)
    .replace(/^ {2}server logstash-2 .*\n/m, '');
  expect(ours.match(/127\.0\.0\.1:\d+/g)).toHaveLength(3);
  return ours;
}
