/** The compose files: that an engine takes them, and that they keep what they promise. Running them needs an engine. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { temporaryDirectory } from './helpers/certificates';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Dependency {
  readonly condition: 'service_healthy' | 'service_completed_successfully';
  readonly required?: boolean;
}

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly privileged?: boolean;
  readonly user?: string;
  readonly network_mode?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
}

interface ComposeFile {
  readonly include?: readonly string[];
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, object>>;
}

const parseFile = (file: string): ComposeFile => parse(read(file), { merge: true }) as ComposeFile;
const main = parseFile('docker-compose.yml');
const files = ['docker-compose.yml', ...(main.include ?? [])];
const parsed = files.map(parseFile);
const text = files.map(read).join('\n');
const services = parsed.flatMap((file) => Object.entries(file.services));
const compose: Readonly<Record<string, Service>> = Object.fromEntries(services);
const settings = new Map(
  [...read('.env').matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

const isOwn = ({ image }: Service): boolean => image.startsWith('wallstash:');
const runsOnce = ({ restart }: Service): boolean => restart === undefined;

describe('the compose files', () => {
  test('are held to the compose specification, all of them', async () => {
    await using directory = await temporaryDirectory();
    const spoiled = await directory.write('spoiled.yml', 'services: { one: { imgae: x } }');
    const lint = (...args: readonly string[]) =>
      spawnSync(process.execPath, [join(ROOT, 'scripts', 'lint-compose.mjs'), ...args], {
        encoding: 'utf8',
      });

    expect(lint()).toMatchObject({ status: 0, stderr: '' });
    expect(lint(...files.map((file) => join(ROOT, file)))).toMatchObject({ status: 0 });
    expect(lint(spoiled)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        '/services/one must NOT have additional properties',
      ) as unknown,
    });
  });

  test.each(services)('%s drops every capability and gains none', (_name, service) => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    const { privileged, user, network_mode } = service;
    expect({ privileged, user, network_mode }).toEqual({});
  });

  test.each(services)('%s publishes ports on this machine only', (_name, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{\w+_PORT\}:\d+$/);
  });

  test.each(services)('%s is of a version that .env pins', (_name, { image }) => {
    const [, variable = ''] = /^[^$]+:\$\{(\w+_VERSION)\}$/.exec(image) ?? [];
    expect(settings.get(variable)).toMatch(/^(?:\d+\.\d+\.\d+(?:-alpine)?|local)$/);
  });

  test.each(services)('%s waits for what can be waited for', (_name, service) => {
    for (const [name, { condition, required = true }] of Object.entries(service.depends_on ?? {})) {
      const other = compose[name];
      const once = other !== undefined && runsOnce(other);
      expect(condition).toBe(once ? 'service_completed_successfully' : 'service_healthy');
      // The health check of our own image stands in the Dockerfile.
      if (!once) expect(other?.healthcheck ?? (other && isOwn(other))).toBeTruthy();
      // Whenever this one starts, that one must be there to start too.
      const wanted: readonly string[] = service.profiles ?? ['every profile'];
      if (required && other?.profiles)
        expect(other.profiles).toEqual(expect.arrayContaining(wanted));
    }
  });

  test('every service that stays up has a health check', () => {
    const staysUp = services.filter(([, service]) => !runsOnce(service) && !isOwn(service));
    for (const [, { healthcheck }] of staysUp) expect(healthcheck?.test?.[0]).toMatch(/^CMD/);
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m);
  });

  test('our own services, and all that can, need no writable root', () => {
    const closed = services.filter(([, { read_only }]) => read_only === true);
    expect(closed.map(([name]) => name)).toEqual([
      ...['certs', 'wallstash', 'check', 'balancer', 'elastic-setup'],
    ]);
    expect(services.filter(([, one]) => isOwn(one) && one.read_only !== true)).toEqual([]);
  });

  test('take every variable from .env, and .env has no others', () => {
    const used = [...text.matchAll(/(?<!\$)\$\{(\w+)\}/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual([...settings.keys()].sort());
  });

  test('hold no secret: those stand in .env', () => {
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|TOKEN/.test(name)) expect(value).toMatch(/^\$\{\w+\}$/);
      }
    }
    expect(text).not.toContain('change-me');
  });

  test('mount what is there: files of this checkout, and volumes that are declared', () => {
    const volumes = new Set(parsed.flatMap((file) => Object.keys(file.volumes)));
    const used = services.flatMap(([, one]) => one.volumes ?? []).map((one) => one.split(':'));
    for (const [source = ''] of used) {
      // A reports folder is made when it is wanted.
      if (!source.startsWith('./')) expect(volumes).toContain(source);
      else if (source !== './reports') expect(existsSync(join(ROOT, source))).toBe(true);
    }
    expect([...volumes].sort()).toEqual(
      [...new Set(used.map(([source]) => source))].filter((one) => !one?.startsWith('./')).sort(),
    );
  });

  test('give each Logstash and Elasticsearch a volume of its own for what it keeps', () => {
    const kept = services.flatMap(([, { volumes = [] }]) =>
      volumes.filter((one) => /^[\w-]+-data:[^:]+$/.test(one)).map((one) => one.split(':')[0]),
    );
    expect(kept).toHaveLength(new Set(kept).size);
  });

  test('name sinks that there are', () => {
    const named = [...`${text}\n${read('.env')}`.matchAll(/^[# ]*SINKS=([\w,-]+)/gm)];
    const sinks = new Set(named.flatMap(([, list = '']) => list.split(',')));
    expect([...sinks].sort()).toEqual(['elasticsearch', 'kafka', 'none']);
    for (const sink of sinks) {
      const conf = `logstash/sinks/${sink}/${sink}.conf`;
      if (sink !== 'none') expect(existsSync(join(ROOT, conf))).toBe(true);
    }
  });

  test('keep the key of the CA to our own services', () => {
    const holders = services.filter(([, { volumes = [] }]) => volumes.some(isData));
    expect(holders.filter(([, service]) => !isOwn(service))).toEqual([]);
  });
});

function isData(volume: string): boolean {
  return volume.startsWith('data:');
}

describe('the stack', () => {
  test('has a token that the console takes, and its name on the list of hosts', () => {
    expect(settings.get('CONSOLE_TOKEN')?.length).toBeGreaterThanOrEqual(16);
    expect(compose['wallstash']?.environment).toMatchObject({
      WALLSTASH_CONSOLE_HOST: '0.0.0.0',
      WALLSTASH_CONSOLE_HOST_NAME: 'wallstash',
    });
  });

  test('writes to the topic that it makes, with room for the largest record', () => {
    const { KAFKA_TOPIC: topic, KAFKA_MAX_BYTES: size } = defaultsOf('sinks/kafka/kafka.conf');
    expect(defaultsOf('scale/from-kafka.conf')).toMatchObject({ KAFKA_TOPIC: topic });
    expect(compose['kafka-topic']).toMatchObject({
      command: expect.arrayContaining([
        `--topic=${topic}`,
        `--config=max.message.bytes=${size}`,
      ]) as unknown,
    });
  });

  test('asks for the pipelines behind Kafka by their names', () => {
    const ids = [...read('logstash/scale/pipelines.yml').matchAll(/^- pipeline\.id: (.+)$/gm)];
    const url = compose['indexer']?.healthcheck?.test?.at(-1);
    expect(url).toContain(`/{${ids.map(([, id]) => id).join(',')}}`);
  });

  test('balances over the Logstashes of its profile', () => {
    const servers = [...read('logstash/scale/haproxy.cfg').matchAll(/^ {2}server (\S+) (\S+)$/gm)];
    expect(servers.map(([, name, address]) => [name, address])).toEqual([
      ['logstash', 'logstash:5044'],
      ['logstash-2', 'logstash-2:5044'],
    ]);
    expect(Object.keys(compose['balancer']?.depends_on ?? {})).toEqual(['logstash', 'logstash-2']);
  });

  test('runs setup.sh, which is executable for those without an engine', () => {
    expect(statSync(join(ROOT, 'logstash/sinks/elasticsearch/setup.sh')).mode & 0o111).toBe(0o111);
  });
});

/** The values behind `${NAME:value}` in a pipeline. */
function defaultsOf(file: string): Readonly<Record<string, string>> {
  const found = [...read(`logstash/${file}`).matchAll(/\$\{(\w+):([^}]*)\}/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}
