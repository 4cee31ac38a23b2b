/**
 * Two examples for the help of each command, by the words that lead to it. A test runs each through the parser.
 *
 * @module
 */
import type { Command } from '@commander-js/extra-typings';

/** Without `wallstash` in front. */
export const EXAMPLES: Readonly<Record<string, readonly [string, string]>> = {
  '': ['serve', 'test --url https://localhost:5044/ --ca certs/ca.crt'],
  serve: [
    'serve --port 5045 --on-violation accept',
    'serve --journal memory --fault status=503,503,200',
  ],
  test: [
    'test --url https://localhost:5044/ --ca certs/ca.crt',
    'test --url https://logstash.example:5044/ --era current --json',
  ],
  send: [
    'send new_hits vuln --count 100 --url https://localhost:5044/ --ca certs/ca.crt',
    'send --file hit.json --url https://localhost:5044/ --ca certs/ca.crt',
  ],
  doctor: [
    'doctor https://logstash.example:5044/',
    'doctor https://localhost:5044/ --ca certs/ca.crt --report junit=doctor.xml',
  ],
  check: [
    'check --through https://localhost:5044/ --ca certs/ca.crt',
    'check --through https://localhost:5044/ --ca certs/ca.crt --only post,ndjson --report junit=check.xml',
  ],
  integration: ['integration list', 'integration test Logstash'],
  'integration create': [
    'integration create --name Logstash --url https://localhost:5044/ --ca certs/ca.crt',
    'integration create --name SIEM --url https://siem.example/ --header "X-Token: …" --format ndjson',
  ],
  'integration list': ['integration list', 'integration list --json'],
  'integration show': ['integration show Logstash', 'integration show 1 --json'],
  'integration update': [
    'integration update Logstash --method PUT',
    'integration update 1 --ca new-ca.crt',
  ],
  'integration enable': ['integration enable Logstash', 'integration enable 1 --data data'],
  'integration disable': ['integration disable Logstash', 'integration disable 1 --json'],
  'integration delete': ['integration delete Logstash', 'integration delete 1 --json'],
  'integration test': ['integration test Logstash', 'integration test 1 --json'],
  'integration triggers': ['integration triggers', 'integration triggers --json'],
  event: ['event new_hits --count 3', 'event ip_blocked --to Logstash'],
  validate: [
    'validate notifications/',
    'validate --strict --report junit=validate.xml "logs/**/*.ndjson"',
  ],
  'lint-pipeline': [
    'lint-pipeline pipeline.conf',
    'lint-pipeline /etc/logstash/pipelines.yml --strict',
  ],
  verify: [
    'verify --expect expectations.json',
    'verify --expect expectations.json --now --report junit=verify.xml',
  ],
  sample: ['sample new_hits --set details.hit.type=xss', 'sample vuln --count 100 --format ndjson'],
  schema: ['schema new_hits', 'schema --list'],
  journal: ['journal list', 'journal tail --follow'],
  'journal list': ['journal list since:1h verdict:rejected', 'journal list --type new_hits --json'],
  'journal show': ['journal show 42', 'journal show 42 --raw'],
  'journal tail': ['journal tail --follow', 'journal tail --lines 50 --type new_hits'],
  'journal export': ['journal export since:1d', 'journal export --as har --type vuln'],
  'journal import': ['journal import failure.ndjson', 'journal import - < failure.ndjson'],
  'journal clear': ['journal clear --older-than 2d', 'journal clear type:vuln --yes'],
  'journal verify': ['journal verify', 'journal verify --data data --json'],
  certs: ['certs', 'certs --host-name wallstash.test --json'],
  'certs server': ['certs server logstash localhost', 'certs server siem.example --out siem-certs'],
  'certs client': ['certs client wallarm', 'certs client wallarm --out client-certs --force'],
  explain: ['explain WST_PORT_IN_USE', 'explain STATUS_429'],
  completion: ['completion bash', 'completion fish'],
};

/** What is asked of commands. */
type AnyCommand = Pick<Command, 'name' | 'addHelpText'> & {
  readonly commands: readonly AnyCommand[];
};

/** Puts the examples below the help of a command and of all below it. */
export function addExamples(command: AnyCommand, path = ''): void {
  const lines = (EXAMPLES[path] ?? []).map((line) => `\n  wallstash ${line}`);
  if (lines.length > 0) command.addHelpText('after', `\nExamples:${lines.join('')}`);
  for (const below of command.commands) addExamples(below, `${path} ${below.name()}`.trimStart());
}
