/** The shipped balancer on a real HAProxy: it takes a Logstash for up once its webhook answers, 401 too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { temporaryDirectory } from '../helpers/certificates';
import { createIdentity, freePort, startHttps, startPlainHttp } from '../helpers/peers';
import { run, testWith } from './programs';

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
