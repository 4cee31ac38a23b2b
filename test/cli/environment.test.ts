import type { Command, Option } from '@commander-js/extra-typings';

import { EXIT } from '../../src/cli/command';
import { createProgram, run } from '../../src/cli/program';
import { collectOutput } from './output';

/** A flag and the words that lead to its command. */
interface Flag {
  readonly path: string;
  readonly flag: Option;
}

type AnyCommand = Pick<Command, 'options' | 'name'> & { readonly commands: readonly AnyCommand[] };

function flagsOf(command: AnyCommand, path: readonly string[] = []): readonly Flag[] {
  return [
    ...command.options.map((flag) => ({ path: path.join(' '), flag })),
    ...command.commands.flatMap((one) => flagsOf(one, [...path, one.name()])),
  ];
}

const FLAGS = flagsOf(createProgram(collectOutput().dependencies) as unknown as AnyCommand).filter(
  ({ path }) => path !== '',
);
const isSwitch = ({ flag }: Flag): boolean => !flag.required && !flag.optional;
const twinOf = ({ flag }: Flag): string | undefined => flag.envVar;
const SWITCHES = FLAGS.filter((one) => isSwitch(one) && twinOf(one) !== undefined);

/** Flags that say what one call is about. */
const WITHOUT_TWIN = [
  ...['--as', '--older-than', '--yes'],
  ...['--count', '--file', '--set', '--to', '--list', '--published', '--form', '--raw', '--follow'],
  ...['--limit', '--lines', '--oldest-first', '--type', '--verdict', '--valid'],
  ...['--invalid', '--carrier', '--text', '--fingerprint', '--since', '--until'],
];

/** Names that two commands give to what is not quite the same: what they share. */
const SAME_THING: Readonly<Record<string, string>> = {
  WALLSTASH_CONSOLE_TOKEN: 'the token of the console: serve asks for it, the others bear it',
  WALLSTASH_DATA: 'the data directory',
  WALLSTASH_JSON: 'print JSON',
  WALLSTASH_LOGSTASH_FIELD: 'where a Logstash event holds the notification',
  WALLSTASH_SEED: 'the same seed, the same content',
  WALLSTASH_STRICT: 'what else is only told counts',
  WALLSTASH_USER: 'who may post to the endpoint that Wallarm posts to',
};

const before = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('WALLSTASH_')) Reflect.deleteProperty(process.env, name);
  }
});
afterAll(() => void Object.assign(process.env, before));

/** Runs a command line with variables; exit code and standard error. */
async function runWith(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  Object.assign(process.env, env);
  const errors: string[] = [];
  const { dependencies, text } = collectOutput();
  const err = (part: string): void => void errors.push(part);
  const code = await run(args, { ...dependencies, err });
  return { code, errors: errors.join(''), output: text() };
}

describe('the environment twin', () => {
  test('of each flag is its name in capitals; what one call is about has none', () => {
    const wrong = FLAGS.filter((one) => {
      const { path, flag } = one;
      const long = flag.long ?? '';
      const isOwn =
        WITHOUT_TWIN.includes(long) ||
        (path === 'sample' && ['--format', '--era'].includes(long)) ||
        (path.startsWith('journal') && ['--format', '--method', '--path'].includes(long)) ||
        (path === 'integration update' && !['--data', '--console-token', '--json'].includes(long));
      const expected = `WALLSTASH_${long.slice(2).toUpperCase().replaceAll('-', '_')}`;
      return twinOf(one) !== (isOwn ? undefined : expected);
    });
    expect(FLAGS.length).toBeGreaterThan(200);
    expect(wrong.map(({ path, flag }) => `${path} ${flag.flags}`)).toEqual([]);
  });

  test('means one thing wherever it is read', () => {
    const meanings = new Map<string, Set<string>>();
    for (const one of FLAGS) {
      const twin = twinOf(one);
      if (twin === undefined) continue;
      const { description } = one.flag;
      meanings.set(twin, (meanings.get(twin) ?? new Set<string>()).add(description));
    }
    const several = [...meanings].filter(([, { size }]) => size > 1).map(([twin]) => twin);
    expect(several.filter((twin) => SAME_THING[twin] === undefined)).toEqual([]);
  });

  const CASES = SWITCHES.map(({ path, flag }) => [path, flag.long ?? '', flag] as const);

  test.each(CASES)('of %s %s is off, on, or refused', (path, long, flag) => {
    const { envVar = '' } = flag;
    const values = (text: string): unknown => {
      process.env[envVar] = text;
      const program = createProgram(collectOutput().dependencies) as unknown as AnyCommand;
      const found = path
        .split(' ')
        .reduce<AnyCommand | undefined>(
          (command, name) => command?.commands.find((one) => one.name() === name),
          program,
        ) as unknown as Command & { emit(event: string): boolean };
      found.emit(`optionEnv:${flag.name()}`);
      return found.getOptionValue(flag.attributeName());
    };
    const unset = values('');
    const isNegative = long.startsWith('--no-');
    for (const on of ['true', '1', 'yes', 'on', 'TRUE']) expect(values(on)).toBe(!isNegative);
    for (const off of ['false', '0', 'no', 'off', ' ']) {
      const isOpposite = long === '--console' && off !== ' ';
      expect(values(off)).toBe(isOpposite ? false : unset);
    }
    expect(() => values('perhaps')).toThrow(
      `Cannot use "perhaps" for ${envVar}: expected true, 1, yes, on, or false, 0, no, off.`,
    );
  });

  test.each(['false', '0', 'no', 'off', ''])('WALLSTASH_INSECURE=%s verifies', async (value) => {
    const given = { WALLSTASH_INSECURE: value, WALLSTASH_JSON: '1' };
    const { output } = await runWith(given, 'test', '--url', 'https://localhost:9');
    expect(output).toContain('"verifyTls": true');
    expect(output).not.toContain('"verifyTls": false');
  });

  test('of another word ends with 2 and names the variable', async () => {
    const { code, errors } = await runWith({ WALLSTASH_STRICT: 'ja' }, 'validate', 'x.json');
    expect(code).toBe(EXIT.usage);
    expect(errors).toMatch(/^wallstash: Cannot use "ja" for WALLSTASH_STRICT: expected true, /);
  });

  test.each([
    [{ WALLSTASH_PORT: 'abc' }, ['serve'], '"abc" for WALLSTASH_PORT'],
    [{}, ['serve', '--port', 'abc'], '"abc" for --port'],
    [{}, ['serve', '--keep-header', 'cookie'], '"cookie" for --keep-header'],
    [{ WALLSTASH_KEEP_HEADER: 'cookie' }, ['serve'], '"cookie" for WALLSTASH_KEEP_HEADER'],
    [{}, ['serve', '--max-body', '1x'], '"1x" for --max-body'],
    [{}, ['send', 'vuln', '--url', 'https://a', '--method', 'GET'], '--method'],
    [{ WALLSTASH_URL: 'http://a' }, ['test'], '"http://a" for WALLSTASH_URL'],
    [{}, ['serve', '--console-host', '0.0.0.0'], 'nothing for --console-token'],
  ])('or flag is named when its value is refused (%j %j)', async (env, args, words) => {
    const { code, errors } = await runWith(env, ...args);
    expect(code).toBe(EXIT.usage);
    expect(errors).toContain(words);
  });
});
