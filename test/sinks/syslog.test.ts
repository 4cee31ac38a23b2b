/** What real syslog servers make of the lines that a real Logstash wrote with the syslog sinks. */
import { HEADER, linesOf, testSinks } from './recorded';
import { messagesOf, rsyslog, syslogNg } from './syslog';

const SINKS = ['syslog-json', 'syslog-cef'];

describe.each([
  ['rsyslog', rsyslog, 9_000],
  ['syslog-ng', syslogNg, 66_000],
] as const)('%s', (name, server, tooLong) => {
  const recorded = testSinks(...SINKS);
  const isHere = server.program !== undefined;
  const run = isHere ? recorded.run : test.skip;
  const reason = isHere ? recorded.reason : ` (skipped: there is no ${name} here)`;

  run.each(SINKS)(
    `takes each line of %s for one message, with its host, program, severity and time${reason}`,
    async (sink) => {
      const lines = linesOf(sink);

      const messages = await messagesOf(lines, server);

      expect(lines.length).toBeGreaterThan(2);
      expect(messages).toEqual(
        lines.map((line) => {
          const [header = '', priority, sentAt = ''] = HEADER.exec(line) ?? [];
          return {
            ...{ host: 'wallarm', program: 'wallarm', severity: Number(priority) % 8 },
            ...{ time: Date.parse(sentAt), text: line.slice(header.length) },
          };
        }),
      );
    },
  );

  run(`makes several messages of a line beyond its limit${reason}`, async () => {
    const [line = ''] = linesOf('syslog-json');

    const messages = await messagesOf([line + 'x'.repeat(tooLong)], server);

    expect(messages.length).toBeGreaterThan(1);
  });
});
