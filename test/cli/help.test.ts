import { EXAMPLES } from '../../src/cli/examples';
import { createProgram, run } from '../../src/cli/program';
import { ERROR_CODES } from '../../src/errors';
import { collectOutput } from './output';

/** What is asked of commands. */
interface AnyCommand {
  readonly commands: readonly AnyCommand[];
  name(): string;
  action(work: () => void): unknown;
  parseAsync(args: readonly string[], options: { from: 'user' }): Promise<unknown>;
}

function pathsOf({ commands }: AnyCommand, path = ''): readonly string[] {
  return [path, ...commands.flatMap((one) => pathsOf(one, `${path} ${one.name()}`.trimStart()))];
}

const programOf = (): AnyCommand => createProgram(collectOutput().dependencies);

/** Exit code and output of a command line. */
async function wallstash(...args: readonly string[]) {
  const { dependencies, text } = collectOutput();
  let errors = '';
  const code = await run(args, { ...dependencies, err: (part) => void (errors += part) });
  return { code, output: text(), errors };
}

describe('the help', () => {
  const paths = pathsOf(programOf());

  test('knows all commands', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...paths].sort());
  });

  test.each(paths.map((path) => [path]))('of "%s" has two examples', async (path) => {
    const { code, output } = await wallstash(...path.split(' ').filter(Boolean), '--help');

    expect(code).toBe(0);
    expect(output.match(/^ {2}wallstash \S.*$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  test.each(Object.values(EXAMPLES).flat())('has an example that parses: %s', async (line) => {
    const program = programOf();
    let ran = 0;
    const silence = (command: AnyCommand): void => {
      command.action(() => void (ran += 1));
      command.commands.forEach(silence);
    };
    program.commands.forEach(silence);
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, whole, word]) => whole ?? word ?? '',
    );
    await program.parseAsync(words, { from: 'user' });

    expect(ran).toBe(1);
  });
});

describe('a word that is no command', () => {
  test.each([
    [['help', 'jornal'], "unknown command 'jornal'\n(Did you mean journal?)"],
    [['help', 'nonsense'], "unknown command 'nonsense'\n(One of serve, "],
    [['help', 'journal', 'lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['journal', 'help', 'lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['nonsense', '--help'], "unknown command 'nonsense'\n(One of serve, "],
    [['journal', 'lst', '-h'], "unknown command 'lst'\n(Did you mean list?)"],
  ])('is told in %j', async (args, sentence) => {
    const { code, output, errors } = await wallstash(...args);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(sentence);
  });

  test.each([
    [['help', 'journal', 'list'], 'Usage: wallstash journal list '],
    [['help', 'sample', 'new_hits'], 'Usage: wallstash sample '],
    [['journal', 'help', 'list'], 'Usage: wallstash journal list '],
    [['help'], 'Usage: wallstash [options] [command]'],
  ])('is none of those in %j', async (args, usage) => {
    const { code, output } = await wallstash(...args);

    expect(code).toBe(0);
    expect(output).toContain(usage);
  });
});

describe('wallstash explain', () => {
  test.each([...ERROR_CODES, 'WST_SCHEMA', 'TLS_UNKNOWN_CA'])(
    'says what %s means',
    async (code) => {
      const { code: exit, output } = await wallstash('explain', code.toLowerCase());

      expect(exit).toBe(0);
      expect(output).toMatch(new RegExp(`^${code}\n\n\\S[\\s\\S]*\\.\n$`));
    },
  );

  test('takes any status, lists all codes, and suggests the nearest', async () => {
    expect((await wallstash('explain', 'STATUS_429')).output).toMatch(
      /^STATUS_429\n\nThe receiver/,
    );
    expect((await wallstash('explain')).output.split('\n')).toContain('WST_OPTION');
    expect(await wallstash('explain', 'WST_PORT_INUSE')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('did you mean WST_PORT_IN_USE?') as string,
    });
  });
});

describe.each(['sample', 'schema', 'event', 'send'])('a mistyped type of %s', (command) => {
  test('is quoted, with the nearest one', async () => {
    const url = command === 'send' ? ['--url', 'https://localhost:9'] : [];
    const { code, errors } = await wallstash(command, 'new_hit', ...url);

    expect(code).toBe(2);
    expect(errors).toContain('"new_hit"');
    expect(errors).toContain('Did you mean new_hits?');
  });
});

/** Commander says what is wrong; what to do is ours. */
describe('a line with a mistake', () => {
  test.each([
    ['certs clients x', "error: unknown command 'clients'\n(Did you mean client?)\n"],
    ['certs x', "error: unknown command 'x'\n(One of server, client.)\n"],
    ['journal nonsense', /\(One of list, show, /],
    ['integration remove x', /unknown command 'remove'\n\(One of create, list, .*delete/],
    ['nonsense', /unknown command 'nonsense'\n\(One of serve, test, /],
    [
      'certs client a b',
      "error: too many arguments for 'client'. Expected 1 argument but got 2.\n(Usage: wallstash certs client [options] <name>; --help lists the options.)\n",
    ],
  ])('says of %j what to do', async (line, expected) => {
    const { code, errors } = await wallstash(...line.split(' '));

    expect(code).toBe(2);
    if (typeof expected === 'string') expect(errors).toBe(expected);
    else expect(errors).toMatch(expected);
  });

  test.each(pathsOf(programOf()).map((path) => [path]))(
    'of "%s" tells of an option that there is not, and of its own use',
    async (path) => {
      const words = path.split(' ').filter(Boolean);
      const { code, errors } = await wallstash(...words, '--no-such-thing');

      expect(code).toBe(2);
      expect(errors).toContain(`error: unknown option '--no-such-thing'`);
      expect(errors).toContain(`(Usage: ${['wallstash', ...words].join(' ')} [options]`);
    },
  );
});
