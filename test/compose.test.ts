/** The compose file: that an engine takes it, and that it keeps what it promises. Running it needs a container engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  readonly image: string;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly read_only?: boolean;
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
}

const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
};
const services = Object.entries(compose.services);

/** Source: https://github.com/compose-spec/compose-go, schema/compose-spec.json, Apache-2.0. */
function compileSpecification() {
  const schema = JSON.parse(read('test/fixtures/compose/compose-spec.json')) as object;
  const formats = { duration: true, ports: true, expose: true, 'subnet-mask': true } as const;
  return new Ajv2020({ strict: false, formats }).compile(schema);
}

describe('docker-compose.yml', () => {
  test('keeps to the compose specification', () => {
    const keepsTo = compileSpecification();
    expect(keepsTo(compose) || keepsTo.errors).toBe(true);
    expect(keepsTo({ services: { one: { imgae: 'x' } } })).toBe(false);
  });

  test.each(services)('%s drops every capability and gains none', (_name, service) => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
  });

  test.each(services)('%s publishes ports on this machine only', (_name, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('our own services need no writable root', () => {
    const own = services.filter(([, { image }]) => image.startsWith('wallstash:'));
    expect(own.map(([name]) => name)).toEqual(['certs', 'wallstash', 'check']);
    for (const [, { read_only }] of own) expect(read_only).toBe(true);
  });

  test('takes every variable from .env, and .env has no others', () => {
    const used = [...text.matchAll(/(?<!\$)\$\{(\w+)\}/g)].map(([, name]) => name);
    const set = [...read('.env').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(set.sort());
  });

  test('keeps the key of the CA from Logstash', () => {
    expect(compose.services['logstash']?.volumes.filter((one) => one.startsWith('data:'))).toEqual(
      [],
    );
  });
});
