/**
 * What the sinks of `logstash/` wrote on a real Logstash: the files of test/fixtures/sinks, or those of the directory that
 * RECORDED_SINKS names, which `npm run test:logstash` has just recorded. A sink that it could not have has no file there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON object of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

const DIRECTORY = process.env['RECORDED_SINKS'] ?? join(__dirname, '..', 'fixtures', 'sinks');
const fileOf = (name: string): string => join(DIRECTORY, name);

/** The lines that a sink wrote, in the order of their arrival. */
export const linesOf = (sink: string): readonly string[] =>
  readFileSync(fileOf(`${sink}.txt`), 'utf8')
    .trimEnd()
    .split('\n');

/** What the webhook was sent: the notifications of one array. */
export const sent = JSON.parse(readFileSync(fileOf('sent.json'), 'utf8')) as readonly JsonObject[];

/** `test`, or a skipped test, for what needs the lines of these sinks. */
export function testSinks(...sinks: readonly string[]): { run: jest.It; reason: string } {
  const missing = sinks.filter((sink) => !existsSync(fileOf(`${sink}.txt`)));
  return missing.length === 0
    ? { run: test, reason: '' }
    : { run: test.skip, reason: ` (skipped: ${missing.join(', ')} could not be recorded)` };
}

/** A request of an HTTP sink, with the headers that say something of the sink. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export const requestsOf = (sink: string): readonly RecordedRequest[] =>
  linesOf(sink).map((line) => JSON.parse(line) as RecordedRequest);

/** `<PRI>1 TIME HOST PROGRAM - - - `, before the text of a syslog line. */
export const HEADER = /^<(\d+)>1 (\S+) (\S+) (\S+) - - - /;
