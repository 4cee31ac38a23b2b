import { startConsole } from '../../src/console/start-console';
import { createIdentity, startHttps } from '../helpers/peers';
import { consoleDirectory, ManualClock, startRecording } from './setup';

/** Not as the sender would write it: what arrives must be these bytes. */
const BODY = '[ {"details": {"notification_type": "new_hits"}} ]\n';

describe('a replay', () => {
  test('brings the bytes to the integration as they are, though it wants NDJSON and is disabled', async () => {
    await using directory = await consoleDirectory();
    const seen: string[] = [];
    await using peer = await startRecording((body) => (seen.push(body), 200));
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, format: 'ndjson', enabled: false });

    const attempt = await console.replay('Logstash', Buffer.from(BODY));

    expect(attempt).toMatchObject({ status: 200, failure: null, verifyTls: true });
    expect(seen).toEqual([BODY]);
  });

  test('bears the headers of the integration and shows none of their values', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    const headers = [{ name: 'X-Auth-Token', value: 'hush-hush' }];
    await console.create({ ...peer.settings, headers });

    const { answer } = await console.replay('1', Buffer.from(BODY));

    expect(answer?.text).toBe('you sent ********');
  });

  test('shows no password of Basic credentials that the receiver has decoded', async () => {
    await using directory = await consoleDirectory();
    const { tls, ca } = await createIdentity();
    await using peer = await startHttps(tls, (_request, response) => {
      response.writeHead(401).end('robot:open sesame is wrong: open sesame');
    });
    await using console = await startConsole({ directory: directory.path });
    const basic = `Basic ${Buffer.from('robot:open sesame').toString('base64')}`;
    const headers = [{ name: 'Authorization', value: basic }];
    await console.create({ name: 'Logstash', url: peer.url, ca, headers });

    const { answer } = await console.replay('1', Buffer.from(BODY));

    expect(answer?.text).toBe('******** is wrong: ********');
  });

  test('is one attempt that leaves no trace, however often it fails', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([500]);
    const clock = new ManualClock();
    await using console = await startConsole({ directory: directory.path, clock });
    await console.create({ ...peer.settings, events: ['hits'] });

    for (let time = 1; time <= 30; time += 1) {
      const { failure } = await console.replay('Logstash', Buffer.from(BODY));
      expect(failure?.code).toBe('STATUS_500');
    }

    expect(peer.bodies).toHaveLength(30);
    expect([console.attempts(), console.deliveries()]).toEqual([[], []]);
    expect(console.get('Logstash').enabled).toBe(true);
  });

  test('ends when it is told to', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create(peer.settings);

    const signal = AbortSignal.abort();
    const attempt = await console.replay('Logstash', Buffer.from(BODY), { signal });

    expect(attempt.failure?.code).toBe('ABORTED');
    expect(peer.bodies).toEqual([]);
  });

  test('to an unknown integration, or of a closed console, is refused', async () => {
    await using directory = await consoleDirectory();
    const console = await startConsole({ directory: directory.path });
    await expect(console.replay('nobody', Buffer.from(BODY))).rejects.toMatchObject({
      code: 'WST_INTEGRATION',
    });
    await console.close();
    await expect(console.replay('nobody', Buffer.from(BODY))).rejects.toMatchObject({
      code: 'WST_CONSOLE_CLOSED',
    });
  });
});
