/** Real syslog servers, and what they make of lines that are sent to them over TCP. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';
import { freePort } from '../helpers/peers';
import { connectTo, programAt, run, type Running } from './programs';

/** One message, as the server understood it. */
interface Message {
  readonly host: string;
  readonly program: string;
  readonly severity: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly text: string;
}

/** Where a server listens, and the file to which it writes its messages: `HOST|PROGRAM|SEVERITY|TIME|TEXT`. */
interface Place {
  readonly directory: TemporaryDirectory;
  readonly port: number;
  readonly out: string;
}

/** A syslog server of this machine. */
interface SyslogServer {
  /** Its program, where it is here. */
  readonly program: string | undefined;
  start(place: Place): Promise<Running>;
}

/** Sends lines to a server with its default limits; resolves to its messages. */
export async function messagesOf(
  lines: readonly string[],
  { start }: Pick<SyslogServer, 'start'>,
): Promise<readonly Message[]> {
  await using directory = await temporaryDirectory();
  const [port, out] = [await freePort(), join(directory.path, 'out')];
  await using server = await start({ directory, port, out });
  const socket = await connectTo(port, server);
  // Of the server's own messages none comes after this one.
  socket.end([...lines, '<13>1 2026-01-01T00:00:00Z end end - - - the end', ''].join('\n'));
  for (;;) {
    const rows = (await readFile(out, 'utf8').catch(() => '')).trimEnd().split('\n');
    const messages = rows.map(messageIn).filter(({ program }) => program !== 'rsyslogd');
    if (messages.some(({ host }) => host === 'end')) return messages.slice(0, -1);
    await sleep(50);
  }
}

function messageIn(row: string): Message {
  const [host = '', program = '', severity = '', time = '', ...text] = row.split('|');
  return {
    ...{ host, program, severity: Number(severity), time: Date.parse(time) },
    text: text.join('|'),
  };
}

const rsyslogd = programAt('rsyslogd');

/** rsyslog, where it is installed. */
export const rsyslog: SyslogServer = {
  program: rsyslogd,
  async start({ directory, port, out }) {
    const fields = ['hostname', 'programname', 'syslogseverity', 'timereported', 'msg'].map(
      (name) => `property(name="${name}"${name === 'timereported' ? ' dateFormat="rfc3339"' : ''})`,
    );
    const configuration = await directory.write(
      'rsyslog.conf',
      `global(workDirectory="${directory.path}")
module(load="imtcp")
input(type="imtcp" address="127.0.0.1" port="${port}")
template(name="row" type="list") { ${fields.join(' constant(value="|") ')} constant(value="\\n") }
*.* action(type="omfile" file="${out}" template="row")
`,
    );
    return run(rsyslogd ?? '', ['-n', '-f', configuration, '-i', `${out}.pid`]);
  },
};

const { stdout: place } = spawnSync(
  process.execPath,
  [join(__dirname, '..', '..', 'scripts', 'fetch-syslog-ng.mjs'), '--where'],
  { encoding: 'utf8' },
);
const syslogNgProgram = programAt('syslog-ng') ?? programAt(place.trim());
/** The folders that its package brings, when it was unpacked and not installed. */
const unpacked = join(dirname(syslogNgProgram ?? ''), '..', '..');

/** syslog-ng, where it is installed or `scripts/fetch-syslog-ng.mjs` has brought it. */
export const syslogNg: SyslogServer = {
  program: syslogNgProgram,
  async start({ directory, port, out }) {
    const env = { ...process.env, LD_LIBRARY_PATH: librariesIn(unpacked).join(':') };
    const program = syslogNgProgram ?? '';
    const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', env });
    const version = /\((\d+\.\d+)\./.exec(stdout)?.[1] ?? '';
    const configuration = await directory.write(
      'syslog-ng.conf',
      `@version: ${version}
options { keep-hostname(yes); frac-digits(3); };
source s { network(ip("127.0.0.1") port(${port}) transport("tcp") flags(syslog-protocol)); };
destination d { file("${out}" template("\${HOST}|\${PROGRAM}|\${LEVEL_NUM}|\${S_ISODATE}|\${MSG}\\n")); };
log { source(s); destination(d); };
`,
    );
    const files = [`--persist-file=${out}.p`, `--pidfile=${out}.pid`, `--control=${out}.c`];
    const modules = join(unpacked, 'usr', 'lib', 'syslog-ng', version);
    return run(
      program,
      [
        ...['--foreground', '--no-caps', '--cfgfile', configuration],
        ...[`--module-path=${modules}`, ...files],
      ],
      env,
    );
  },
};

function librariesIn(root: string): string[] {
  const machine = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  return ['usr/lib/syslog-ng', `usr/lib/${machine}`, `lib/${machine}`].map((folder) =>
    join(root, folder),
  );
}
