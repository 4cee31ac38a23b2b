/** What a real rsyslog makes of the lines that a real Logstash 9.5.2 wrote with the syslog sinks. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { temporaryDirectory } from '../helpers/certificates';
import { freePort } from '../helpers/peers';
import { connectTo, run, testWith } from './programs';

const FIXTURES = join(__dirname, '..', 'fixtures', 'sinks');
const recorded = (file: string): string[] =>
  readFileSync(join(FIXTURES, file), 'utf8').trimEnd().split('\n');
/** `<PRI>1 TIME HOST PROGRAM - - - `, before the text. */
const HEADER = /^<(\d+)>1 (\S+) (\S+) (\S+) - - - /;
const { run: testRsyslog, reason, program } = testWith('rsyslogd');

/** Sends lines to an rsyslog with its default limits; resolves to its messages: host, program, severity, time, text. */
async function messagesOf(lines: readonly string[]): Promise<readonly string[][]> {
  await using directory = await temporaryDirectory();
  const [port, out] = [await freePort(), join(directory.path, 'out')];
  const fields = ['hostname', 'programname', 'syslogseverity', 'timereported', 'msg'].map((name) =>
    name === 'timereported'
      ? 'property(name="timereported" dateFormat="rfc3339")'
      : `property(name="${name}")`,
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
  await using rsyslog = run(program, ['-n', '-f', configuration, '-i', `${out}.pid`]);
  const socket = await connectTo(port, rsyslog);
  // Of rsyslog's own messages none comes after this one.
  socket.end([...lines, '<13>1 2026-01-01T00:00:00Z end end - - - the end', ''].join('\n'));
  for (;;) {
    const rows = (await readFile(out, 'utf8').catch(() => '')).trimEnd().split('\n');
    const ours = rows.map((row) => row.split('|')).filter(([, name]) => name !== 'rsyslogd');
    if (ours.some(([host]) => host === 'end')) return ours.slice(0, -1);
    await sleep(50);
  }
}

testRsyslog.each(['syslog-json.txt', 'syslog-cef.txt'])(
  `rsyslog takes each line of %s for one message, with its host, program, severity and time${reason}`,
  async (file) => {
    const lines = recorded(file);
    expect(lines.length).toBeGreaterThan(2);

    const messages = await messagesOf(lines);

    expect(messages).toHaveLength(lines.length);
    for (const [index, [host, name, severity, time = '', ...text]] of messages.entries()) {
      const line = lines[index] ?? '';
      const [header = '', priority, sentAt = ''] = HEADER.exec(line) ?? [];
      expect({ host, name, severity }).toEqual({
        ...{ host: 'wallarm', name: 'wallarm', severity: String(Number(priority) % 8) },
      });
      expect(Date.parse(time)).toBe(Date.parse(sentAt));
      expect(text.join('|')).toBe(line.slice(header.length));
    }
  },
);

testRsyslog(`rsyslog makes several messages of a line beyond its limit${reason}`, async () => {
  const [line = ''] = recorded('syslog-json.txt');
  expect((await messagesOf([line + 'x'.repeat(9_000)])).length).toBeGreaterThan(1);
});

test('every recorded line is as long as its sink lets it be, and what was shortened says so', () => {
  for (const file of ['syslog-json.txt', 'syslog-cef.txt']) {
    const lines = recorded(file);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThan(8_096);
    expect(lines.some((line) => line.includes('...[20006 bytes]'))).toBe(true);
  }
  for (const line of recorded('syslog-json.txt')) {
    const event = JSON.parse(line.replace(HEADER, '')) as { tags?: string[] };
    expect(event.tags ?? []).toEqual(line.includes(' bytes]') ? ['shortened'] : []);
  }
});
