import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { MASK } from '../../src/console/integration';
import { readIntegrations, startConsole } from '../../src/console/start-console';
import { createIdentity } from '../helpers/peers';
import { consoleDirectory } from './setup';

const SECRET = 'Bearer s3cr3t-value';
const settings = {
  name: 'SIEM',
  url: 'https://logstash.example:5044/',
  headers: [{ name: 'Authorization', value: SECRET }],
};

function* endless(): Generator<string> {
  for (;;) yield 'x'.repeat(1_000);
}

test('a console needs the path of its directory', async () => {
  const nothing = {} as { readonly directory: string };
  const message = 'Cannot use nothing for directory: expected the path of a directory.';
  await expect(startConsole(nothing)).rejects.toThrow(message);
});

describe('an integration', () => {
  test('is kept with the settings of the Console, its secrets masked', async () => {
    await using directory = await consoleDirectory();
    const { ca } = await createIdentity();
    {
      await using console = await startConsole({ directory: directory.path });
      await console.create({ ...settings, ca, events: ['system', 'hits'], method: 'PUT' });
    }

    await using console = await startConsole({ directory: directory.path });
    const [view] = console.list();

    expect(view).toMatchObject({
      ...{ id: '1', name: 'SIEM', enabled: true, method: 'PUT', format: 'array' },
      ...{ verifyTls: true, requestTimeout: 15_000, connectionTimeout: 20_000 },
      headers: [{ name: 'Authorization', value: MASK }],
      ca: { certificates: 1 },
      events: ['hits', 'system'],
    });
    expect(JSON.stringify(view)).not.toMatch(/s3cr3t|BEGIN CERTIFICATE/);
    const file = join(directory.path, 'integrations.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(SECRET);
  });

  test('keeps a header value that is not given anew, and takes one that is', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    await console.create(settings);
    const stored = (): Promise<string> =>
      readFile(join(directory.path, 'integrations.json'), 'utf8');

    await console.update('SIEM', {
      headers: [{ name: 'authorization' }, { name: 'X', value: 'y' }],
    });
    expect(await stored()).toContain(SECRET);
    await console.update('1', { headers: [{ name: 'Authorization', value: MASK }], name: 'Two' });
    expect(await stored()).toContain(SECRET);
    await console.update('Two', { headers: [{ name: 'Authorization', value: 'new' }] });
    expect(await stored()).not.toContain(SECRET);
    await expect(console.update('1', { headers: [{ name: 'Z' }] })).rejects.toThrow(
      'Cannot use "(none)" for header Z: expected a value, since it is a new header.',
    );
  });

  test('does not take the secrets of one receiver to another', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    const headers = [...settings.headers, { name: 'X-Team', value: 'blue' }];
    await console.create({ ...settings, headers, url: `${settings.url}in?token=t0ken-in-url` });
    const stored = (): Promise<string> =>
      readFile(join(directory.path, 'integrations.json'), 'utf8');
    const before = await stored();
    const elsewhere = [
      { url: 'https://evil.example:5044/' },
      { url: 'https://logstash.example/' },
      { url: 'https://evil.example/?token=********' },
      { url: 'https://evil.example/', headers: [{ name: 'x-team' }, { name: 'A', value: 'b' }] },
      { url: 'https://evil.example/', headers: [{ name: 'Authorization', value: MASK }] },
    ];

    for (const changes of elsewhere) {
      const wanted = { code: 'WST_SECRETS_WANTED' };
      await expect(console.update('SIEM', changes)).rejects.toMatchObject(wanted);
      await expect(console.test('SIEM', { changes })).rejects.toMatchObject(wanted);
    }

    await expect(console.update('SIEM', elsewhere[2] ?? {})).rejects.toThrow(
      'Cannot send to https://evil.example what was given for another receiver: the header Authorization, ' +
        'the header X-Team, the parameter token of the URL. Give each a value again together with the URL, or leave it out.',
    );
    expect(await stored()).toBe(before);
    // Another path of the same receiver, in another spelling of its origin, is no other receiver.
    await console.update('SIEM', { url: 'HTTPS://LOGSTASH.example:5044/other' });
    expect(await stored()).toContain(SECRET);
    const given = [{ name: 'Authorization', value: 'for another' }];
    await console.update('SIEM', { url: 'https://another.example/', headers: given });
    expect(await stored()).not.toContain(SECRET);
    await console.update('SIEM', { headers: [] });
    await console.update('SIEM', { url: 'https://third.example/' });
  });

  test('shows its URL without the secrets in it, and takes it back as it was shown', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    const url = 'https://hec.example/in?team=blue&token=t0ken%2Fone&sig=2&token=t0ken-two';
    const shown = `https://hec.example/in?team=blue&token=${MASK}&sig=${MASK}&token=${MASK}`;
    const stored = async (): Promise<unknown> => {
      const text = await readFile(join(directory.path, 'integrations.json'), 'utf8');
      const content = JSON.parse(text) as { integrations: [{ settings: { url: string } }] };
      return content.integrations[0].settings.url;
    };

    expect(await console.create({ ...settings, url })).toMatchObject({ url: shown });
    await console.update('SIEM', { url: shown });
    expect(await stored()).toBe(url);
    await console.update('SIEM', { url: shown.replace(`sig=${MASK}`, 'sig=3') });
    expect(await stored()).toBe(url.replace('sig=2', 'sig=3'));
    await expect(console.update('SIEM', { url: `${shown}&key=${MASK}` })).rejects.toThrow(
      'expected a value in place of each mask',
    );
    await expect(console.create({ ...settings, url: shown })).rejects.toThrow('for url: expected');
  });

  test('with two headers of a name does not guess which of their values is to stay', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    const [first, second] = [
      { name: 'X', value: 'first' },
      { name: 'X', value: 'second' },
    ];
    await console.create({ ...settings, headers: [first, second] });
    const stored = async (): Promise<unknown> =>
      JSON.parse(await readFile(join(directory.path, 'integrations.json'), 'utf8'));

    await console.update('1', { headers: [{ name: 'X' }, { name: 'x', value: 'third' }] });
    await expect(console.update('1', { headers: [{ name: 'X' }] })).rejects.toThrow(
      'expected a value: 2 headers have this name, and which of them is to stay cannot be told.',
    );

    expect(await stored()).toMatchObject({
      integrations: [{ settings: { headers: [first, { name: 'x', value: 'third' }] } }],
    });
    await console.update('1', { headers: [second] });
    expect(await stored()).toMatchObject({ integrations: [{ settings: { headers: [second] } }] });
  });

  test('is refused with settings that cannot work, and nothing is kept', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });

    await expect(console.create({ ...settings, url: 'http://x/' })).rejects.toThrow('an https URL');
    await expect(console.create({ ...settings, name: ' ' })).rejects.toThrow('a name of 1 to 200');
    await expect(console.create({ ...settings, ca: 'x' })).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
    });
    const header = { name: 'X', value: 'a\r\nb' };
    await expect(console.create({ ...settings, headers: [header] })).rejects.not.toThrow('a\r\nb');
    expect(console.list()).toEqual([]);
  });

  test('never takes the id of one that was deleted', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    await console.create(settings);
    await console.delete('SIEM');

    expect(await console.create(settings)).toMatchObject({ id: '2' });
    expect(() => console.get('1')).toThrow(
      'Cannot find the integration "1": no id or name is like it',
    );
  });

  test('loses no change when many come at once', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => console.create({ ...settings, name: `n${index}` })),
    );
    await Promise.all(
      console.list().map(({ id, name }) => console.update(id, { name: `${name}-changed` })),
    );

    const names = (await readIntegrations(directory.path)).list().map(({ name }) => name);
    expect(names.sort()).toEqual(Array.from({ length: 20 }, (_, i) => `n${i}-changed`).sort());
  });
});

describe('the console of a directory', () => {
  test('belongs to one at a time, who is named; its integrations can be read all the same', async () => {
    await using directory = await consoleDirectory();
    const { path } = directory;
    {
      await using console = await startConsole({ directory: path, owner: 'wallstash serve' });
      await console.create(settings);
      await expect(startConsole({ directory: path })).rejects.toMatchObject({
        code: 'WST_CONSOLE_LOCKED',
        owner: 'wallstash serve',
      });
      expect((await readIntegrations(path)).list()).toHaveLength(1);
    }
    await (await startConsole({ directory: path })).close();
  });

  test('is somebody’s also when a socket in it talks without end', async () => {
    await using directory = await consoleDirectory();
    const { path } = directory;
    await mkdir(path);
    const talker = createServer((socket) => {
      Readable.from(endless())
        .on('error', () => undefined)
        .pipe(socket.on('error', () => undefined));
    });
    talker.listen(join(path, 'lock-talker.sock'));
    await once(talker, 'listening');

    const opened = startConsole({ directory: path });

    await expect(opened).rejects.toMatchObject({ owner: 'another process' });
    talker.close();
  });

  test.each([
    ['not JSON', '{"version": 1, "integr'],
    ['of another form', '{"version":1,"nextId":2,"integrations":[{"id":"1","enabled":true}]}'],
    ['of another version', '{"version":2}'],
  ])('with a file that is %s is refused, and the file stays', async (_what, text) => {
    await using directory = await consoleDirectory();
    await (await startConsole({ directory: directory.path })).close();
    const file = join(directory.path, 'integrations.json');
    await writeFile(file, text);

    await expect(startConsole({ directory: directory.path })).rejects.toMatchObject({
      code: 'WST_CONSOLE_STATE',
      message: expect.stringMatching(/Put a sound copy in its place, or move it away/) as string,
    });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('tells at once where its API is, as soon as it has one', async () => {
    await using directory = await consoleDirectory();
    const { path } = directory;
    const apis: string[] = [];
    await using console = await startConsole({ directory: path, api: () => apis[0] });
    const before = startConsole({ directory: path });
    await expect(before).rejects.toMatchObject({ code: 'WST_CONSOLE_LOCKED', api: undefined });

    apis.push('http://127.0.0.1:8044');

    await expect(startConsole({ directory: path })).rejects.toMatchObject({ api: apis[0] });
    expect(console.list()).toEqual([]);
  });

  test('is closed to everything once it is closed', async () => {
    await using directory = await consoleDirectory();
    const console = await startConsole({ directory: directory.path });
    await console.close();
    await console.close();

    await expect(console.create(settings)).rejects.toMatchObject({ code: 'WST_CONSOLE_CLOSED' });
  });
});
