/** A check that reads what arrives through the console API of a running receiver. */
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';

import type { Arrival } from '../../src/check/arrivals';
import { ConsoleApi } from '../../src/check/remote/console-api';
import { openRemoteArrivals } from '../../src/check/remote/remote-arrivals';
import { PublishedCheck } from '../../src/check/remote/published-check';
import { connectReceiver } from '../../src/check/remote/remote-receiver';
import { SCENARIOS } from '../../src/check/scenarios/all';
import type { CheckResult } from '../../src/check/result';
import { checkCommand } from '../../src/cli/check/check';
import { JournalCorruptError } from '../../src/journal/errors';
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { FaultBoard } from '../../src/receiver/faults/fault-board';
import { call, startTestApi } from '../api/setup';
import { runCommand } from '../cli/run-command';
import { runTool, temporaryDirectory } from '../helpers/certificates';
import { draft } from '../helpers/journal';
import { createIdentity, freePort, startPlainHttp } from '../helpers/peers';
import { startMovingApi, startStack } from './remote-stack';
import { failedIn, resultOf } from './setup';

const TOKEN = 'the token of this console';
/** Acts on nothing: somebody else's fault, that must stay on. */
const THEIRS = { kind: 'unknown-ca', share: 0 } as const;

const ignore = (): void => undefined;

describe('a check that reads from a console API', () => {
  test('passes every scenario through a good pipeline, and leaves no fault on', async () => {
    await using stack = await startStack();

    const result = await stack.check();

    expect(result.scenarios.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(result).toMatchObject({
      passed: true,
      counts: { passed: SCENARIOS.length },
      unexpected: { count: 0 },
    });
    expect(stack.receiver.running.faults.list()).toEqual([]);
  });

  test.each([
    ['default-retryable-codes', ['receiver-rejects']],
    ['duplicates-without-key', ['repeat']],
    ['wrong-charset', ['unicode']],
  ] as const)('fails at the pipeline %s exactly in %j', async (pipeline, failing) => {
    await using stack = await startStack(pipeline);

    const only = ['post', 'array', 'unicode', 'repeat', 'receiver-down', 'receiver-rejects'];
    expect(failedIn(await stack.check({ only }))).toEqual(failing);
  });

  test('is told why the receiver did not accept what is lost, and not of its own faults', async () => {
    const header = { name: 'Authorization', value: 'Bearer of the SIEM' };
    await using closed = await startStack('default-retryable-codes', { requireHeader: header });
    await using open = await startStack('default-retryable-codes');

    const refused = resultOf(await closed.check({ only: ['array'] }), 'array');
    const faulty = resultOf(await open.check({ only: ['receiver-rejects'] }), 'receiver-rejects');

    expect(refused.reason).toBe(
      '5 of 5 lost. The receiver behind did not accept 5 deliveries meanwhile.',
    );
    expect(refused.findings).toMatchObject({
      notAccepted: 5,
      examples: { notAccepted: ['401: The request lacks the header "authorization".'] },
    });
    expect(faulty).toMatchObject({ outcome: 'failed', findings: { notAccepted: 0 } });
  });

  test('is told of a pipeline that does not trust the CA of the receiver', async () => {
    const { ca: trusted } = await createIdentity();
    await using stack = await startStack('good', { trusted });

    const post = resultOf(
      await stack.check({ only: ['post'], timeout: 500, abilities: {} }),
      'post',
    );

    expect(post.reason).toMatch(/^1 of 1 lost\. The receiver behind did not accept /);
    expect(post.findings?.examples.notAccepted).toEqual([
      expect.stringMatching(/^The sender .*certificate/),
    ]);
  });

  test('switches its fault off when it is stopped, and leaves that of somebody else', async () => {
    await using stack = await startStack();
    const { faults } = stack.receiver.running;
    faults.add(THEIRS);
    const stop = new AbortController();
    faults.subscribe(() => {
      if (faults.list().length > 1) stop.abort();
    });

    const result = await stack.check({ only: ['receiver-down'], signal: stop.signal });

    expect(result.passed).toBe(false);
    expect(faults.list().map(({ fault }) => fault)).toEqual([THEIRS]);
  });

  test('loses and doubles nothing while the API restarts in the middle of a burst', async () => {
    await using stack = await startStack();
    let count = 0;
    const restarted = new Promise<void>((resolve, reject) => {
      stack.receiver.journal.subscribe(() => {
        count += 1;
        if (count !== 40) return;
        stack.api
          .stop()
          .then(() => stack.api.start())
          .then(resolve, reject);
      });
    });

    const result = await stack.check({ only: ['burst'], burst: 200 });

    await restarted;
    expect(resultOf(result, 'burst').findings).toMatchObject({
      ...{ sent: 200, arrived: 200, lost: 0, late: 0, repeated: 0, duplicated: 0 },
    });
  });

  test('ends with an error when the journal drops what was not read yet', async () => {
    await using stack = await startStack();
    const small = memoryJournal({ keep: 2 });
    let count = 0;
    stack.receiver.journal.subscribe((entry) => {
      void small.append(entry);
      count += 1;
      if (count === 20) void stack.api.start(small);
    });
    await stack.api.stop();

    const checking = stack.check({ only: ['burst'], burst: 20 });

    await expect(checking).rejects.toMatchObject({
      code: 'WST_ARRIVALS_LOST',
      message: expect.stringMatching(/dropped 18 deliveries .* --keep/) as string,
    });
  });
});

/** What comes by a console API over a journal that only the test writes. */
async function reading(journal: Journal, patience?: number) {
  const api = await startMovingApi(journal);
  const remote = await connectReceiver({ url: api.url, patience }, ignore);
  const bodies: string[] = [];
  remote.arrivals.subscribe(({ body }: Arrival) => bodies.push(body.toString()));
  return {
    ...{ api, remote, bodies },
    /** Resolves with the error that ended it. */
    async broken(): Promise<unknown> {
      const { broken } = remote.arrivals;
      if (broken === undefined) throw new Error('it cannot break');
      if (!broken.aborted) await once(broken, 'abort');
      return broken.reason;
    },
    async [Symbol.asyncDispose]() {
      await remote[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
      await journal.close();
    },
  };
}

describe('a console API that never comes to an end', () => {
  test.each([
    ['in an event', 'text/event-stream', 'data: '],
    ['in an answer', 'application/json', '{"a":"'],
  ])('%s is told, and not read on', async (_where, type, start) => {
    let sent = 0;
    await using peer = await startPlainHttp((request, response) => {
      const endless = request.url?.startsWith('/api/stream') === (type === 'text/event-stream');
      response.writeHead(200, { 'content-type': endless ? type : 'text/event-stream' });
      response.write(endless ? start : 'id: 0000000000\n\n');
      const chunk = 'x'.repeat(1 << 20);
      const pump = (): void => {
        while (endless && !response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', pump);
      pump();
    });
    const url = `http://127.0.0.1:${peer.port}`;

    await expect(connectReceiver({ url }, ignore)).rejects.toMatchObject({
      code: 'WST_ARRIVALS_FOREIGN',
      message: expect.stringMatching(/over 67108864 characters/) as string,
    });
    expect(sent).toBeLessThan(500_000_000);
  });
});

test('a stream that is not read to its end does not hold up the process', async () => {
  await using peer = await startPlainHttp((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 0000000000\n\n');
  });
  const helper = join(__dirname, '..', 'helpers', 'left-stream.mjs');

  // Its silence alone would end it after 60 s.
  await runTool(process.execPath, [helper, `http://127.0.0.1:${peer.port}`]);
}, 30_000);

/** A body that is too large to be at hand when it is sent: it is read back from the journal. */
const READ_BACK = ' '.repeat(5 * 1024 * 1024);

describe('what arrives', () => {
  test('is told from the moment of connecting, byte for byte', async () => {
    await using journal = memoryJournal();
    await journal.append(draft('before'));
    await using read = await reading(journal);
    const arrivals: Arrival[] = [];
    read.remote.arrivals.subscribe((arrival) => arrivals.push(arrival));
    const bytes = Buffer.from([0xff, 0x00, 0x0a, 0x0a, 0xfe]);

    await journal.append(draft(bytes, { idempotencyKey: 'k' }));
    await journal.append(draft('line\n\ndata: x\r\n\u2028"', { answer: { status: 503 } }));
    await read.remote.arrivals.caughtUp?.();

    expect(arrivals).toMatchObject([
      { body: bytes, idempotencyKey: 'k', answer: { status: 200 } },
      { body: 'line\n\ndata: x\r\n\u2028"', answer: { status: 503 } },
    ]);
  });

  test.each([0, 3])('while the API is away is told when it is back (%d before)', async (before) => {
    await using journal = memoryJournal();
    for (let count = 0; count < before; count += 1) await journal.append(draft('before'));
    await using read = await reading(journal);

    await read.api.stop();
    await journal.append(draft('meanwhile'));
    await read.api.start();
    await journal.append(draft('later'));
    await read.remote.arrivals.caughtUp?.();

    expect(read.bodies).toEqual(['meanwhile', 'later']);
  });

  test('in a journal that began anew ends in an error', async () => {
    await using journal = memoryJournal();
    await using other = memoryJournal();
    await using read = await reading(journal);
    await journal.append(draft());
    await journal.append(draft());
    await read.remote.arrivals.caughtUp?.();

    await other.append(draft());
    await read.api.stop();
    await read.api.start(other);

    expect(await read.broken()).toMatchObject({
      code: 'WST_ARRIVALS_LOST',
      message: expect.stringMatching(/began anew/) as string,
    });
  });

  test('in another journal ends in an error, also when that has grown past the place', async () => {
    await using journal = memoryJournal();
    await using other = memoryJournal();
    await using read = await reading(journal);
    await journal.append(draft('[]', { receivedAt: 1 }));
    await read.remote.arrivals.caughtUp?.();

    for (let count = 0; count < 5; count += 1) {
      await other.append(draft('[]', { receivedAt: 2 }));
    }
    await read.api.stop();
    await read.api.start(other);

    expect(await read.broken()).toMatchObject({ code: 'WST_ARRIVALS_LOST' });
  });

  test('and is dropped before it could be read ends in an error', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal);
    journal.load = () => Readable.from([]);

    await journal.append(draft(READ_BACK));
    expect(await read.broken()).toMatchObject({
      code: 'WST_ARRIVALS_LOST',
      message: expect.stringContaining('dropped 1 deliveries') as string,
    });
  });

  test('and whose record is damaged ends in an error that says so', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal);
    journal.load = ([id = '']) =>
      Readable.from(id === '' ? [] : [id]).map((one: string) => {
        throw new JournalCorruptError(one, 'a file');
      });

    await journal.append(draft(READ_BACK));
    expect(await read.broken()).toMatchObject({
      code: 'WST_ARRIVALS_LOST',
      message: expect.stringContaining('records of 1 deliveries in its journal are') as string,
    });
  });

  test.each(['query', 'load'] as const)(
    'and is cleared before the %s that would read it ends in an error',
    async (reads) => {
      await using journal = memoryJournal();
      await using read = await reading(journal);
      if (reads === 'query') {
        const query = journal.query.bind(journal);
        journal.query = async (options) => {
          await journal.clear();
          return query(options);
        };
      } else {
        journal.load = async function* () {
          await journal.clear();
          yield* [];
        };
      }

      await journal.append(draft(READ_BACK));
      expect(await read.broken()).toMatchObject({
        code: 'WST_ARRIVALS_LOST',
        message: expect.stringContaining('1 deliveries were cleared') as string,
      });
    },
  );

  test('is waited for by several at a time', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal);
    const query = journal.query.bind(journal);
    let goOn = ignore;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    journal.query = async (options) => {
      await held;
      return query(options);
    };
    await journal.append(draft('[]'));

    const wait = async (): Promise<void> => read.remote.arrivals.caughtUp?.();
    const all = Promise.all([wait(), wait(), wait()]);
    // Each has asked for the newest by then, and waits.
    await new Promise((resolve) => setTimeout(resolve, 100));
    goOn();

    await all;
  });

  test('through a stream that stands still is not waited for without end', async () => {
    await using peer = await startPlainHttp((request, response) => {
      if (request.url?.startsWith('/api/stream') === true) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('id: 0000000001\n\n');
      } else {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"journal":{"newest":"0000000009"}}');
      }
    });
    const arrivals = await openRemoteArrivals(
      new ConsoleApi({ url: `http://127.0.0.1:${peer.port}`, patience: 10 }),
    );

    await expect(arrivals.caughtUp()).rejects.toThrow('stands still at 0000000001');
    await arrivals.close();
  });

  test('and cannot be read ends in an error, not in tries without end', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal, 0);
    journal.load = () => {
      throw new Error('a broken record');
    };

    await journal.append(draft(READ_BACK));

    expect(await read.broken()).toMatchObject({
      code: 'WST_ARRIVALS_LOST',
      message: expect.stringContaining('breaks off each time behind 0000000000') as string,
    });
  });

  test('at an API that stays away ends in an error', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal, 0);

    await read.api.stop();

    expect(await read.broken()).toMatchObject({
      code: 'WST_ARRIVALS_UNREACHABLE',
      message: expect.stringContaining('nothing listens there') as string,
    });
  });
});

describe('a console API', () => {
  test('that has a token is let in with it', async () => {
    await using running = await startTestApi({ token: TOKEN });
    const remote = await connectReceiver({ url: running.api.url, token: TOKEN }, ignore);
    await remote[Symbol.asyncDispose]();
    expect(remote.faults).toBeDefined();
  });

  test.each([
    ['no token', undefined],
    ['a wrong token', 'a wrong token, a secret'],
  ])('that is given %s is told so', async (_what, token) => {
    await using running = await startTestApi({ token: TOKEN });

    const connecting = connectReceiver({ url: running.api.url, token }, ignore);
    const error = await connecting.then(ignore, (reason: unknown) => reason as Error);

    expect(error).toMatchObject({ code: 'WST_ARRIVALS_REFUSED' });
    expect(error?.message).toMatch(/401: .*WALLSTASH_CONSOLE_TOKEN/);
    expect(inspect(error)).not.toContain('a secret');
  });

  test('that does not listen is told so', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(connectReceiver({ url }, ignore)).rejects.toMatchObject({
      code: 'WST_ARRIVALS_UNREACHABLE',
      message: expect.stringContaining(`${url}: nothing listens there`) as string,
    });
  });

  test.each([
    ['a page', 200, 'text/html', '<p>'],
    ['nothing', 404, 'text/plain', ''],
    ['another login', 302, 'text/html', ''],
    ['a problem of its own', 400, 'application/problem+json', '{"type":"about:blank"}'],
    ['another stream', 200, 'text/event-stream', 'event: hello\ndata: {}\n\n'],
    ['an empty stream', 200, 'text/event-stream', ''],
  ])('that answers with %s is none', async (_what, status, type, text) => {
    await using peer = await startPlainHttp((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(text);
    });
    const url = `http://127.0.0.1:${peer.port}`;
    await expect(connectReceiver({ url }, ignore)).rejects.toMatchObject({
      code: 'WST_ARRIVALS_FOREIGN',
    });
  });

  test.each(['127.0.0.1:8044', 'ftp://127.0.0.1', 'http://user:secret@127.0.0.1', 'http://a/?b'])(
    'at %s cannot be',
    async (url) => {
      const error = await connectReceiver({ url }, ignore).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'WST_OPTION' });
      expect(inspect(error)).not.toContain('secret');
    },
  );

  test('without a receiver beside it has no faults', async () => {
    await using journal = memoryJournal();
    await using read = await reading(journal);
    expect(read.remote.faults).toBeUndefined();
  });
});

test('an API that names as its newest delivery what no journal has is not waited for', async () => {
  await using peer = await startPlainHttp(({ url = '' }, response) => {
    if (url.startsWith('/api/stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 0000000000\n\n');
    } else {
      const answer = url === '/readyz' ? { journal: { newest: 'zzz' } } : { faults: [] };
      response.end(JSON.stringify(answer));
    }
  });
  await using remote = await connectReceiver({ url: peer.url.replace('https', 'http') }, ignore);

  await expect(remote.arrivals.caughtUp?.()).rejects.toMatchObject({
    code: 'WST_ARRIVALS_FOREIGN',
  });
});

test('a fault that is on at the end is switched off, and no other', async () => {
  await using running = await startTestApi();
  running.faults.add(THEIRS);
  const remote = await connectReceiver({ url: running.api.url }, ignore);
  await remote.faults?.add({ kind: 'status', status: 503 });
  const during = running.faults.list().length;

  await remote[Symbol.asyncDispose]();

  expect(during).toBe(2);
  expect(running.faults.list().map(({ fault }) => fault)).toEqual([THEIRS]);
});

test('a fault that cannot be switched off is told', async () => {
  await using journal = memoryJournal();
  const troubles: string[] = [];
  const api = await startMovingApi(journal, { faults: new FaultBoard(ignore) });
  const remote = await connectReceiver({ url: api.url, patience: 0 }, (one) => troubles.push(one));
  await remote.faults?.add({ kind: 'status', status: 503 });

  await api.stop();
  await remote[Symbol.asyncDispose]();

  expect(troubles).toEqual([
    expect.stringMatching(/^A fault of the check may still be on: .* Cannot read what arrives at/),
  ]);
});

describe('wallstash check --arrives-at', () => {
  test('shows the check in the console', async () => {
    await using stack = await startStack('json-codec-ndjson');
    await using directory = await temporaryDirectory();
    await directory.write('ca.crt', stack.logstash.ca);
    const { code, output, errors } = await runCommand(
      checkCommand,
      [
        ...['--through', stack.logstash.url, '--ca', 'ca.crt', '--arrives-at', stack.api.url],
        ...['--only', 'post,ndjson', '--timeout', '1', '--json'],
      ],
      { cwd: directory.path },
    );

    const result = JSON.parse(output) as CheckResult;
    expect(code).toBe(1);
    expect(failedIn(result)).toEqual(['ndjson']);
    expect(errors).toContain(`Reads what arrives at ${stack.api.url}; Logstash must post`);
    const shown = await call(stack.api.running(), `/api/checks/${result.run}`);
    expect(shown.json()).toEqual({
      ...result,
      ...{ state: 'finished', toCome: [], updatedAt: expect.any(Number) as number },
    });
  });

  test('tells the console one thing after the other, and of what comes meanwhile the newest', async () => {
    const told: string[] = [];
    const answers: (() => void)[] = [];
    const asked = new EventEmitter();
    await using peer = await startPlainHttp((request, response) => {
      void text(request).then((body) => {
        told.push((JSON.parse(body) as { state: string; seed: string }).seed);
        answers.push(() => response.writeHead(204).end());
        asked.emit('asked');
      });
    });
    const check = new PublishedCheck(
      new ConsoleApi({ url: peer.url.replace('https', 'http') }),
      ignore,
    );
    const result = (seed: string) => ({ seed }) as CheckResult;

    check.tell('running', result('first'), []);
    await once(asked, 'asked');
    check.tell('running', result('second'), []);
    check.tell('finished', result('third'), []);
    answers[0]?.();
    await once(asked, 'asked');
    answers[1]?.();
    await check.close();

    expect(told).toEqual(['first', 'third']);
  });

  test('is stopped in the console when it ends early', async () => {
    await using stack = await startStack();
    const { remote } = stack;
    const stop = new AbortController();
    const result = await stack.check({
      only: ['post', 'put'],
      signal: stop.signal,
      onInterim(soFar, toCome) {
        remote.tell('running', soFar, toCome);
        stop.abort();
      },
    });
    await remote[Symbol.asyncDispose]();

    const reply = await call(stack.api.running(), `/api/checks/${result.run}`);
    expect(reply.json()).toMatchObject({ run: result.run, state: 'stopped', passed: false });
  });

  test('says that another check has not ended there, since each meets the faults of the other', async () => {
    await using running = await startTestApi();
    const troubles: string[] = [];
    const report = {
      ...{ seed: '1', through: 'localhost:5044', startedAt: 1, duration: 1, passed: false },
      ...{ counts: { passed: 0, failed: 0, skipped: 0 }, toCome: [], scenarios: [] },
      unexpected: { count: 0, examples: [] },
    };
    for (const [run, state] of [
      ['aaaa', 'running'],
      ['bbbb', 'finished'],
    ]) {
      const body = { ...report, run, state };
      await call(running.api, '/api/checks', { method: 'POST', body });
    }

    const remote = await connectReceiver({ url: running.api.url }, (one) => troubles.push(one));
    await remote[Symbol.asyncDispose]();

    expect(troubles).toEqual([expect.stringMatching(/^The check aaaa has not told that console/)]);
  });

  test('goes on when the console does not take what it is told, and says so once', async () => {
    await using stack = await startStack();
    const { remote, troubles } = stack;
    const huge = 'x'.repeat(3 * 1024 * 1024);

    const result = await stack.check({
      only: ['post', 'put'],
      onInterim: (soFar) => remote.tell('running', soFar, [huge]),
    });
    await remote[Symbol.asyncDispose]();

    expect(result.passed).toBe(true);
    expect(troubles).toEqual([
      expect.stringMatching(/^The console does not show this check\. .* over \d+ characters/),
    ]);
  });

  test('cannot listen as well', async () => {
    const args = ['--through', 'https://localhost', '--arrives-at', 'http://localhost'];
    await expect(runCommand(checkCommand, [...args, '--listen', '0'])).rejects.toMatchObject({
      code: 'commander.conflictingOption',
    });
  });
});
