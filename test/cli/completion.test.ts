/** Completion as somebody meets it who types in a real shell: the line that the help says, then the tab key. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { MAIN } from '../helpers/serve-process';
import { hasTerminals, openTerminal, type Terminal } from '../helpers/terminal';

/** From here on the command only says what it was called with. */
const SAY = "wallstash() { printf '<%s>\\n' \"$*\"; }\nPS1='ready: '\nstty rows 50 columns 200\n";

/** A shell: what it reads when it starts, under which name, how it is started, and the keys that list what there is. */
interface Shell {
  readonly file: string;
  readonly setup: string;
  readonly start: string;
  readonly list: string;
}

const SHELLS: Readonly<Record<string, Shell>> = {
  bash: {
    file: 'bashrc',
    setup: `eval "$(wallstash completion bash)"\n${SAY}`,
    start: 'bash --noprofile --rcfile bashrc -i',
    list: '\t\t',
  },
  zsh: {
    file: '.zshrc',
    setup: `autoload -Uz compinit && compinit -u -D\neval "$(wallstash completion zsh)"\n${SAY}`,
    start: 'zsh -i',
    list: '\t',
  },
  fish: {
    file: 'setup.fish',
    setup: `wallstash completion fish > wallstash.fish
source wallstash.fish
function wallstash; printf '<%s>\\n' "$argv"; end
function fish_prompt; echo 'ready: '; end
stty rows 50 columns 200
`,
    start: 'fish --no-config -i --init-command "source setup.fish"',
    list: '\t',
  },
};

describe.each(Object.entries(SHELLS))('%s', (name, { file, setup, start, list }) => {
  const missing = [
    ...(spawnSync(name, ['--version']).status === 0 ? [] : [name]),
    ...(hasTerminals ? [] : ['script of util-linux']),
  ];
  const testHere: typeof test = missing.length === 0 ? test : test.skip;
  const title = (text: string): string =>
    missing.length === 0 ? text : `${text} (skipped: no ${missing.join(', no ')} here)`;
  const directory = mkdtempSync(join(tmpdir(), `wallstash-${name}-`));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  beforeAll(() => {
    symlinkSync(MAIN, join(directory, 'wallstash'));
    writeFileSync(join(directory, file), setup);
    writeFileSync(join(directory, 'a-hit.json'), '[]');
  });

  async function openShell(): Promise<Terminal> {
    const path = `${directory}${delimiter}${process.env['PATH'] ?? ''}`;
    const places = { HOME: directory, ZDOTDIR: directory, XDG_DATA_HOME: directory };
    const env = { ...process.env, ...places, PATH: path, TERM: 'xterm', LC_ALL: 'C.UTF-8' };
    const terminal = openTerminal(start, { cwd: directory, env });
    await terminal.shows('ready: ');
    return terminal;
  }

  testHere(title('completes commands, flags, their values and files'), async () => {
    await using shell = await openShell();
    const lines: Readonly<Record<string, string>> = {
      'lint\t': 'lint-pipeline',
      'journal li\t--verd\trej\t': 'journal list --verdict rejected',
      'serve --journal mem\t': 'serve --journal memory',
      'sample new_h\t': 'sample new_hits',
      'journal list --type security_i\t': 'journal list --type security_issue',
      'validate a-h\t': 'validate a-hit.json',
    };
    for (const [typed, said] of Object.entries(lines)) {
      shell.type(`wallstash ${typed}\n`);
      await shell.shows(`<${said}`);
    }
  });

  testHere(title('lists the commands that may follow'), async () => {
    await using shell = await openShell();
    shell.type(`wallstash journal ${list}`);
    await shell.shows('clear', 'export', 'list', 'show', 'tail', 'verify');
  });
});
