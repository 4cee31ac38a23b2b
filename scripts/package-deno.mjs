/**
 * The package in Deno: the receiver, the sender, `expect` and every fault, each in a test of `deno test`. Deno comes from
 * the npm registry, whose packages hold the program.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute, install } from './pack.mjs';

/** The version that docs/contract-tests.md names. */
const VERSION = '2.9.6';

const TESTS = `
import { match, rejects, strictEqual } from 'node:assert';
import { build, createSender, deliver, startReceiver } from 'wallstash';

const HIT = build('new_hits');

Deno.test('what is delivered arrives', async () => {
  await using receiver = await startReceiver();
  await deliver(receiver, [HIT]);
  const [hit] = await receiver.expect({ type: 'new_hits', exactly: 1 });
  strictEqual(hit.payload.summary, HIT.summary);
});

Deno.test('a sender keeps its connection', async () => {
  await using receiver = await startReceiver();
  await using sender = createSender({ url: receiver.url, ca: receiver.ca, keepAlive: true });
  const bodies = [1, 2, 3].map(() => Buffer.from(JSON.stringify([HIT])));
  strictEqual((await sender.sendAll(bodies)).delivered, 3);
});

Deno.test('a failed expectation shows the nearest miss', async () => {
  await using receiver = await startReceiver();
  await deliver(receiver, [HIT]);
  const waiting = receiver.expect({ where: { details: { hit: { type: 'nonsense' } } }, within: 100 });
  await rejects(waiting, /details\\.hit\\.type: want "nonsense"/);
});

Deno.test('a forgotten CA is told, and nothing untrue besides', async () => {
  await using receiver = await startReceiver();
  await rejects(deliver({ url: receiver.url }, [HIT]), ({ failure, message }) => {
    match(message, /^Not delivered/);
    strictEqual(message.includes('Besides'), false);
    return failure === 'TLS_UNKNOWN_CA';
  });
});

Deno.test('an expect that nobody awaits is told, and keeps nothing up', async () => {
  const receiver = await startReceiver();
  receiver.expect({ within: 3_600_000 });
  await rejects(receiver.close(), { code: 'WST_EXPECTATION_OPEN' });
});

for (const [fault, failure] of [
  [{ kind: 'delay', milliseconds: 1 }, undefined],
  [{ kind: 'slow-response', milliseconds: 1 }, undefined],
  [{ kind: 'status', status: 503 }, 'STATUS_503'],
  [{ kind: 'connection-reset' }, 'CONNECTION_CLOSED'],
  [{ kind: 'empty-response' }, 'CONNECTION_CLOSED'],
  [{ kind: 'never-respond' }, 'REQUEST_TIMEOUT'],
  [{ kind: 'expired' }, 'TLS_CERTIFICATE_EXPIRED'],
  [{ kind: 'not-yet-valid' }, 'TLS_CERTIFICATE_NOT_YET_VALID'],
  [{ kind: 'wrong-host' }, 'TLS_WRONG_HOST'],
  [{ kind: 'unknown-ca' }, 'TLS_UNKNOWN_CA'],
  [{ kind: 'missing-intermediate' }, 'TLS_INCOMPLETE_CHAIN'],
  [{ kind: 'handshake-hang' }, 'CONNECTION_TIMEOUT'],
  [{ kind: 'handshake-reset' }, 'TLS_HANDSHAKE_RESET'],
]) {
  Deno.test('the fault ' + fault.kind + ' acts', async () => {
    await using receiver = await startReceiver();
    const on = receiver.fault(fault);
    const { url, ca } = receiver;
    // Short where nothing ever comes.
    const isHeld = ['never-respond', 'handshake-hang'].includes(fault.kind);
    const limit = isHeld ? { connectionTimeout: 500, requestTimeout: 500 } : {};
    const delivering = deliver({ url, ca, ...limit }, [HIT]);
    if (failure === undefined) await delivering;
    else await rejects(delivering, { failure });
    strictEqual(on.acted, 1);
  });
}
`;

/** Installs Deno below `folder` and runs the tests beside a folder with the package; what is wrong, or why it was skipped. */
export function checkDeno(folder, consumer) {
  const { ok } = install(join(folder, 'deno'), { deno: VERSION });
  const program = ok ? programBelow(join(folder, 'deno', 'node_modules', '@deno')) : undefined;
  if (program === undefined) return { skipped: `Deno ${VERSION} cannot be had from the registry` };
  const cwd = join(consumer, 'deno-tests');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'wallstash_test.js'), `import { Buffer } from 'node:buffer';${TESTS}`);
  const args = ['test', '--allow-all', '--no-check', '--node-modules-dir=manual', 'deno-tests'];
  const env = { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', DENO_DIR: cwd };
  const { ok: passed, output } = execute(program, args, { cwd: consumer, env });
  return { faults: passed ? [] : [output] };
}

/** The program of the one platform that was installed. */
function programBelow(scope) {
  if (!existsSync(scope)) return undefined;
  const found = readdirSync(scope).map((name) => join(scope, name, 'deno'));
  return found.find((path) => existsSync(path));
}
