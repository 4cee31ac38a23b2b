import { startConsole } from '../../src/console/start-console';
import { inspectBody } from '../../src/notification/inspect-body';
import { entriesOf, startTestReceiver } from '../helpers/receiver';
import { consoleDirectory, startRecording } from './setup';

const TYPES = ['create_user', 'new_hits', 'new_scope_object_ips', 'trigger_create', 'vuln'];

describe('a test run', () => {
  test('of settings not stored yet sends five valid arrays of one, even with NDJSON chosen', async () => {
    await using directory = await consoleDirectory();
    await using receiver = await startTestReceiver();
    await using console = await startConsole({ directory: directory.path });
    const seen: string[] = [];

    const { url, ca } = receiver;
    const run = await console.test(
      { name: 'new', url, ca, format: 'ndjson' },
      { onResult: ({ notificationType }) => void seen.push(notificationType) },
    );

    expect(run).toMatchObject({
      passed: true,
      remedies: [],
      verdict: 'All 5 test notifications were accepted.',
    });
    expect(seen).toEqual(TYPES);
    const entries = await entriesOf(receiver.journal);
    expect(entries.map(({ body }) => inspectBody(body).carrier)).toEqual(Array(5).fill('array'));
    expect(entries.map(({ verdict }) => verdict)).toEqual(Array(5).fill('accepted'));
    expect(entries.every(({ body }) => body.toString().includes('[Test message]'))).toBe(true);
    expect(console.list()).toEqual([]);
    expect(console.attempts()).toEqual([]);
  });

  test('tells one remedy once when all fail alike, and does not retry', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([401]);
    await using console = await startConsole({ directory: directory.path });
    await console.create(peer.settings);

    const run = await console.test('Logstash');

    expect(run.verdict).toMatch(
      /^All 5 test notifications failed for one reason\. .*Authorization/,
    );
    expect(run.remedies).toMatchObject([{ code: 'STATUS_401', notificationTypes: TYPES }]);
    expect(peer.bodies).toHaveLength(5);
    expect(console.get('Logstash').enabled).toBe(true);
  });

  test('lists the remedies when reasons differ, the most frequent first', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([200, 413, 503, 503]);
    await using console = await startConsole({ directory: directory.path });

    const run = await console.test(peer.settings);

    expect(run.passed).toBe(false);
    expect(run.verdict).toBe('4 of 5 test notifications failed, for 2 reasons: see each.');
    expect(run.remedies.map(({ code }) => code)).toEqual(['STATUS_503', 'STATUS_413']);
  });

  test('tries changes of a stored integration without keeping them', async () => {
    await using directory = await consoleDirectory();
    await using wrong = await startRecording([500]);
    await using right = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create(wrong.settings);

    const { url } = right.settings;
    expect(await console.test('1', { changes: { url } })).toMatchObject({ passed: true });
    expect(console.get('1').url).toBe(wrong.settings.url);
  });

  test('ends when it is told to, and says so', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    const stop = new AbortController();

    const run = await console.test(peer.settings, {
      signal: stop.signal,
      onResult: () => stop.abort(),
    });

    expect(run).toMatchObject({ passed: false, results: [{}] });
    expect(run.verdict).toContain('stopped after 1 of 5');
  });
});
