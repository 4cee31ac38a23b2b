import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';

import { build, deliver, startReceiver } from 'wallstash';

import { createForwarder } from './forwarder.js';

const ca = readFileSync('certs/ca.crt', 'utf8');
const cert = readFileSync('certs/localhost.crt', 'utf8');
const key = readFileSync('certs/localhost.key', 'utf8');

/** Listens on a free port until the test ends; resolves with the URL. */
async function listen(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `https://localhost:${server.address().port}`;
}

async function startSiem(t) {
  return startReceiver({ closeAfter: t });
}

/** A line to a port on which the first connections break. Certificates are for a name, not for a port. */
function unreliableLine(port, broken) {
  return createServer((near) => {
    broken -= 1;
    if (broken >= 0) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    near.on('error', () => far.destroy()).pipe(far);
    far.on('error', () => near.destroy()).pipe(near);
  });
}

test('each notification of a batch reaches the SIEM once, in a request of its own', async (t) => {
  const siem = await startSiem(t);
  const url = await listen(t, createForwarder({ key, cert }, siem));

  await deliver({ url, ca }, [build('new_hits'), build('vuln')]);

  const received = await siem.expect({ inOrder: [{ type: 'new_hits' }, { type: 'vuln' }] });
  assert.equal(new Set(received.map(({ entry }) => entry)).size, 2);
  await siem.expect({ exactly: 2 });
});

test('a connection that breaks costs nothing: the forwarder tries again', async (t) => {
  const siem = await startSiem(t);
  const line = await listen(t, unreliableLine(siem.port, 2));
  const target = { url: line, ca: siem.ca, tries: 3, pause: 1 };
  const url = await listen(t, createForwarder({ key, cert }, target));

  const { attempts } = await deliver({ url, ca }, [build('new_hits')]);

  assert.equal(attempts.length, 1);
  await siem.expect({ type: 'new_hits', exactly: 1 });
});

test('when the forwarder gives up it says 503, and Wallarm sends again', async (t) => {
  const siem = await startSiem(t);
  const line = await listen(t, unreliableLine(siem.port, 2));
  const target = { url: line, ca: siem.ca, tries: 1 };
  const url = await listen(t, createForwarder({ key, cert }, target));

  // Wallarm waits for minutes between its attempts; a test need not.
  const options = { retries: 'wallarm', timeScale: 0 };
  const { attempts } = await deliver({ url, ca }, [build('vuln')], options);

  assert.deepEqual(
    attempts.map(({ status }) => status),
    [503, 503, 200],
  );
  await siem.expect({ type: 'vuln', exactly: 1 });
});
