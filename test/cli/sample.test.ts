import { sampleCommand } from '../../src/cli/sample';
import { build } from '../../src/notification/build';
import { PUBLISHED_SAMPLES } from '../../src/notification/published-samples';
import { runCommand } from './run-command';

async function sample(...args: string[]): Promise<string> {
  return (await runCommand(sampleCommand, args)).output;
}

describe('wallstash sample', () => {
  test('prints an array of one, minified, as Wallarm sends it', async () => {
    expect(await sample('new_hits')).toBe(`${JSON.stringify([build('new_hits')])}\n`);
  });

  test('prints the same bytes for the same seed', async () => {
    const args = ['vuln', '--seed', 'spring', '--count', '3'];

    expect(await sample(...args)).toBe(await sample(...args));
    expect(await sample(...args)).not.toBe(await sample('vuln', '--count', '3'));
  });

  test('prints one notification on each line as NDJSON, any number of them', async () => {
    const text = await sample('new_hits', '--count', '1001', '--format', 'ndjson');
    const lines = text.split('\n');

    expect(lines).toHaveLength(1002);
    expect(lines.at(-1)).toBe('');
    expect(JSON.parse(lines[1000] ?? '')).toEqual(build('new_hits', { index: 1000 }));
    expect(JSON.parse(await sample('new_hits', '--count', '1001'))).toHaveLength(1001);
  });

  test('prints a bare object', async () => {
    expect(JSON.parse(await sample('ip_blocked', '--format', 'object'))).toEqual(
      build('ip_blocked'),
    );
  });

  test('sets fields, by JSON or as a string', async () => {
    const text = await sample(
      ...['new_hits', '--set', 'details.hit.type=xss', '--set', 'details.hit.remote_port=1234'],
      ...['--set', 'details.hit.payloads=["a=b"]', '--set', 'details.hit.__proto__.x=1'],
    );
    const [{ details }] = JSON.parse(text) as [{ details: { hit: Record<string, unknown> } }];

    expect(details.hit).toMatchObject({ type: 'xss', remote_port: 1234, payloads: ['a=b'] });
    expect(text).toContain('"__proto__":{"x":1}');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('chooses spelling and form of hits', async () => {
    const text = await sample('new_hits', '--era', 'classic', '--form', 'short');

    expect(JSON.parse(text)).toEqual([build('new_hits', { era: 'classic', form: 'short' })]);
  });

  test('prints the published samples as they are', async () => {
    expect(JSON.parse(await sample('new_hits', '--published'))).toEqual(PUBLISHED_SAMPLES.new_hits);
  });

  test('lists the types with their standing, as text and as JSON', async () => {
    expect(await sample('--list')).toMatch(/^new_hits +published +A hit was detected\./);
    expect(JSON.parse(await sample('--list', '--json'))).toContainEqual({
      type: 'create_user',
      published: false,
      description: expect.stringContaining('not published') as string,
    });
  });

  test.each([
    [['no_such_type'], /Cannot use "no_such_type" as a notification type: .*new_hits, vuln/],
    [['new_hit'], /Did you mean new_hits\?/],
    [[], /missing required argument 'type': --list shows the types/],
    [['vuln', '--count', '0'], /Cannot use "0" for --count: expected an integer of 1 or more\./],
    [['vuln', '--count', '2', '--format', 'object'], /for 2 notifications/],
    [['vuln', '--set', 'details'], /path=value/],
    [['create_user', '--published'], /a type with a published body/],
  ])('refuses %j', async (args, message) => {
    await expect(sample(...args)).rejects.toThrow(message);
  });
});
