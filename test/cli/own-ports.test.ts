/** `serve` asked for one port twice: it must not blame another process. */
import { crowdedOut } from '../../src/cli/serve/own-ports';
import { serveFlags } from '../../src/cli/serve/serve-flags';
import { serveWallarmApi } from '../../src/cli/serve/serve-wallarm-api';
import { startRunningConsole } from '../../src/console/start-console';
import { temporaryDirectory } from '../helpers/certificates';

function crowding(line: string): string | undefined {
  const command = serveFlags().configureOutput({ writeErr: () => undefined });
  command.parse(line.split(' ').filter(Boolean), { from: 'user' });
  return crowdedOut(command.opts(), (name) => command.getOptionValueSource(name));
}

describe('serve, of its own ports,', () => {
  test.each([
    ['--port 8443', '--port'],
    ['--console-port 8443', '--console-port'],
  ])('leaves Wallarm’s API out with %s, and says why', (line, flag) => {
    expect(crowding(line)).toBe(
      `Its port 8443 was given to ${flag}: pass --wallarm-api-port 0 to take a free one, or --no-wallarm-api.`,
    );
  });

  test.each([
    ['--port 8044', '8044 for port', '--console-port, whose default it is'],
    ['--console-port 5044', '5044 for consolePort', '--port, whose default it is'],
    ['--wallarm-api-port 5044', '5044 for wallarmApiPort', '--port, whose default it is'],
    ['--wallarm-api-port 8044', '8044 for wallarmApiPort', '--console-port, whose default it is'],
    ['--port 9 --console-port 9', '9 for consolePort', '--port; 0'],
    ['--port 9 --wallarm-api-port 9', '9 for wallarmApiPort', '--port; 0'],
    ['--port 8044 --host 0.0.0.0', '8044 for port', '--console-port, whose default it is'],
  ])('refuses %s and names both flags', (line, what, other) => {
    const message = `Cannot use ${what}`;
    expect(() => crowding(line)).toThrow(
      expect.objectContaining({
        code: 'WST_OPTION',
        message: expect.stringMatching(
          new RegExp(`^${message}.*: expected another port than that of ${other}`),
        ) as string,
      }) as Error,
    );
  });

  test.each([
    '',
    '--port 0 --console-port 0 --wallarm-api-port 0',
    '--port 8443 --no-wallarm-api',
    '--port 8443 --no-console',
    '--port 8443 --wallarm-api-port 0',
    '--port 8443 --host 127.0.0.2',
    '--port 8443 --host 0.0.0.0 --wallarm-api-host ::1',
  ])('has nothing to say of "%s"', (line) => {
    expect(crowding(line)).toBeUndefined();
  });

  test('runs without Wallarm’s API then, and notes it', async () => {
    await using directory = await temporaryDirectory();
    await using console = await startRunningConsole({ directory: directory.path });
    const notes: string[] = [];
    await using api = await serveWallarmApi({
      flags: serveFlags().opts(),
      wallarm: console.wallarm,
      certificate: { cert: '', key: '' },
      portTaken: 'Why, and what to do.',
      note: (message) => void notes.push(message),
    });

    expect(api.url).toBeNull();
    expect(notes).toEqual(["Wallarm's own API is left out. Why, and what to do."]);
  });
});
