/** Whether a process ends in which a receiver was started: nothing of the library may keep it up but what is awaited. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

import { MAIN } from '../helpers/serve-process';

/** Runs a script of a user's to its end; its exit code and what it printed. */
function runScript(body: string): { readonly status: number | null; readonly stdout: string } {
  const script = `
    const { build, createSender, deliver, startReceiver } = require(${JSON.stringify(dirname(MAIN))});
    (async () => {
      const receiver = await startReceiver();
      const HIT = build('new_hits');
      ${body}
    })();`;
  return spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
}

describe('a process with a receiver that nobody closes', () => {
  test('ends though an expect that nobody awaits could still hold', () => {
    const { status } = runScript("receiver.expect({ type: 'vuln', within: 3_600_000 });");
    expect(status).toBe(0);
  });

  test('ends though an expect waits for quiet, which nobody awaits', () => {
    const { status } = runScript('receiver.expect({ never: true, quietFor: 3_600_000 });');
    expect(status).toBe(0);
  });

  test('ends with the error of the test, though an expect had been asked for', () => {
    const { status } = runScript(
      "const waiting = receiver.expect({ within: 3_600_000 }); throw new Error('earlier');",
    );
    expect(status).toBe(1);
  });

  test.each([
    ['nobody awaits', "deliver(receiver, [HIT], { retries: 'wallarm' });"],
    [
      'nobody awaits, but for a failure',
      "deliver(receiver, [HIT], { retries: 'wallarm' }).catch(() => undefined);",
    ],
  ])('ends though a delivery goes on with its retries that %s', (_title, body) => {
    const { status } = runScript(`receiver.fault({ kind: 'status', status: 503 }); ${body}`);
    expect(status).toBe(0);
  });

  test('lives until a delivery that is awaited has had its retries, its failure taken or not', () => {
    const { stdout } = runScript(`
      receiver.fault({ kind: 'status', status: [503, 200], next: 2 });
      const retries = { retries: 'wallarm', timeScale: 0.1 };
      const { outcome } = await deliver(receiver, [HIT], retries).catch(() => undefined);
      console.log(outcome);`);
    expect(stdout).toBe('delivered\n');
  });

  test('lives until a sender that is awaited has sent all', () => {
    const { stdout } = runScript(`
      receiver.fault({ kind: 'status', status: [503, 200], next: 2 });
      const sender = createSender(receiver);
      const bodies = [Buffer.from(JSON.stringify([HIT]))];
      const { delivered } = await sender.sendAll(bodies, { retry: { timeScale: 0.1 } });
      console.log(delivered);`);
    expect(stdout).toBe('1\n');
  });

  test('lives until an expect that is awaited is decided', () => {
    const { status, stdout } = runScript(
      "await receiver.expect({ type: 'vuln', within: 100 }).catch(({ code }) => console.log(code));",
    );
    expect(stdout).toBe('WST_VERIFICATION\n');
    expect(status).toBe(0);
  });

  test('lives until nothing more came to an expect that is awaited', () => {
    const { stdout } = runScript(
      "await receiver.expect({ never: true, quietFor: 100 }); console.log('none');",
    );
    expect(stdout).toBe('none\n');
  });
});

describe('in a test of a runner that limits its time', () => {
  // As Jest and Vitest have it.
  const IN_A_TEST =
    "globalThis[Symbol.for('$$jest-matchers-object')] = { state: { currentTestName: 'a test' } };";

  test.each([
    ['an expect', "receiver.expect({ within: 3_600_000 }).then(() => console.log('over'));"],
    [
      'retries',
      "receiver.fault({ kind: 'status', status: 503 }); deliver(receiver, [HIT], { retries: 'wallarm' }).then(() => console.log('over'));",
    ],
    [
      'an answer',
      "receiver.fault({ kind: 'never-respond' }); createSender({ url: receiver.url, ca: receiver.ca, requestTimeout: 3_600_000 }).sendAll([Buffer.from('[]')]).then(() => console.log('over'));",
    ],
    [
      'an answer on a kept connection',
      `receiver.fault({ kind: 'status', status: 200, next: 1 });
      const sender = createSender({ url: receiver.url, ca: receiver.ca, requestTimeout: 3_600_000, keepAlive: true });
      const bodies = [Buffer.from('[]')];
      sender.sendAll(bodies).then(() => {
        receiver.fault({ kind: 'never-respond' });
        sender.sendAll(bodies).then(() => console.log('over'));
      });`,
    ],
  ])('the process ends though %s is awaited', (_title, body) => {
    const { status, stdout } = runScript(`${IN_A_TEST} ${body}`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
