/** `logstash/sinks/elasticsearch/setup.sh` against a server in Elasticsearch's place, which keeps what it was asked. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { createAuthority, issueCertificate } from '../src/tls/authority';
import { temporaryDirectory, testWith } from './helpers/certificates';

const SINK = join(__dirname, '..', 'logstash', 'sinks', 'elasticsearch');
const KEY_FILE = 'elasticsearch.api-key';
const PASSWORD = 'a "quoted" \\ password';

interface Asked {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Knows one password and, once it was made, one key. */
async function startElasticsearch() {
  const asked: Asked[] = [];
  const authority = await createAuthority();
  const names = ['localhost'];
  const { cert, key } = await issueCertificate(authority, { names, purpose: 'server' });
  const server = createServer({ cert, key }, (request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      const { method = '', url = '', headers } = request;
      const { authorization } = headers;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      asked.push({ request: `${method} ${url}`, authorization, body });
      const known = [basic(`elastic:${PASSWORD}`), apiKey('the-id:the-key')];
      response.statusCode = known.includes(authorization ?? '') ? 200 : 401;
      response.end('{"id":"the-id","name":"logstash-wallarm","api_key":"the-key","encoded":"x"}');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    ca: authority.cert,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    },
  };
}

/** A server, a directory with its CA, and the script with both in its environment. */
async function prepare() {
  const elasticsearch = await startElasticsearch();
  const directory = await temporaryDirectory();
  const { url: ES_URL, ca, asked } = elasticsearch;
  const ES_CA = await directory.write('ca.crt', ca);
  const keyFile = join(directory.path, KEY_FILE);
  const env = { PATH: process.env['PATH'], ES_URL, ES_CA, ES_API_KEY_FILE: keyFile };
  return {
    directory,
    keyFile,
    asked,
    run: (further: NodeJS.ProcessEnv = {}) =>
      promisify(execFile)(join(SINK, 'setup.sh'), {
        env: { ...env, ELASTIC_PASSWORD: PASSWORD, ...further },
      }),
    async [Symbol.asyncDispose]() {
      await elasticsearch[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

describe('setup.sh of the Elasticsearch sink', () => {
  const testWithCurl = testWith('curl');

  testWithCurl('loads the template and makes a key that may only write notifications', async () => {
    await using prepared = await prepare();

    await prepared.run();

    const template = JSON.parse(await readFile(join(SINK, 'index-template.json'), 'utf8')) as {
      readonly index_patterns: readonly string[];
    };
    const [loaded, made] = prepared.asked;
    expect(loaded).toEqual({
      request: 'PUT /_index_template/logs-wallarm.notification',
      authorization: basic(`elastic:${PASSWORD}`),
      body: template,
    });
    expect(made).toMatchObject({
      request: 'POST /_security/api_key',
      body: {
        role_descriptors: { 'wallarm-writer': { indices: [{ names: template.index_patterns }] } },
      },
    });
    expect(await readFile(prepared.keyFile, 'utf8')).toBe('the-id:the-key');
    expect((await stat(prepared.keyFile)).mode & 0o777).toBe(0o600);
  });

  testWithCurl('keeps a key that works', async () => {
    await using prepared = await prepare();
    await prepared.directory.write(KEY_FILE, 'the-id:the-key');

    await prepared.run();

    expect(prepared.asked.at(-1)).toMatchObject({
      request: 'GET /_security/_authenticate',
      authorization: apiKey('the-id:the-key'),
    });
  });

  testWithCurl('replaces a key of an Elasticsearch that is no more', async () => {
    await using prepared = await prepare();
    await prepared.directory.write(KEY_FILE, 'old:old');

    await prepared.run();

    expect(await readFile(prepared.keyFile, 'utf8')).toBe('the-id:the-key');
  });

  testWithCurl("sets the password of Kibana's user, whatever characters it has", async () => {
    await using prepared = await prepare();

    await prepared.run({ KIBANA_PASSWORD: PASSWORD });

    expect(prepared.asked[1]).toMatchObject({
      request: 'POST /_security/user/kibana_system/_password',
      body: { password: PASSWORD },
    });
  });

  testWithCurl('fails, and leaves no key, when the password is wrong', async () => {
    await using prepared = await prepare();

    await expect(prepared.run({ ELASTIC_PASSWORD: 'wrong' })).rejects.toMatchObject({ code: 22 });

    expect(prepared.asked).toHaveLength(1);
    await expect(stat(prepared.keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

function apiKey(key: string): string {
  return `ApiKey ${Buffer.from(key).toString('base64')}`;
}
