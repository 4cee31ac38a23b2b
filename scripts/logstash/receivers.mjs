/**
 * What stands behind the sinks in `npm run test:logstash`: each receiver answers as its system does, as far as the output
 * asks, and keeps what it was sent.
 */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** Headers of a request that say something of the sink, not of the connection. */
const KEPT = ['authorization', 'content-type', 'idempotency-key', 'x-splunk-request-channel'];

/** An HTTPS receiver; `answer` gives status, headers and body of a request, and whether it is one to keep. */
async function startHttps(tls, answer) {
  const requests = [];
  const server = createHttpsServer(tls, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const isPacked = request.headers['content-encoding'] === 'gzip';
      const body = (isPacked ? gunzipSync(bytes) : bytes).toString();
      const { isKept = true, status = 200, headers = {}, text = '' } = answer(request, body);
      if (isKept) requests.push(recordOf(request, body));
      response.writeHead(status, headers).end(text);
    });
  });
  return { requests, ...(await listening(server)) };
}

function recordOf({ method, url, headers }, body) {
  const kept = KEPT.filter((name) => headers[name] !== undefined);
  return {
    ...{ method, url, headers: Object.fromEntries(kept.map((name) => [name, headers[name]])) },
    body,
  };
}

/** A SIEM, QRadar's HTTP receiver or Splunk's collector: an event a request. */
export const startSiem = (tls) =>
  startHttps(tls, () => ({
    headers: { 'Content-Type': 'application/json' },
    text: '{"text":"Success","code":0}',
  }));

/** So much of Elasticsearch as the output asks for at its start, and its bulk requests. */
export const startElasticsearch = (tls) =>
  startHttps(tls, ({ method, url }, body) => {
    const headers = { 'Content-Type': 'application/json', 'X-Elastic-Product': 'Elasticsearch' };
    const json = (value) => ({ isKept: false, headers, text: JSON.stringify(value) });
    if (url.startsWith('/_license')) return json({ license: { status: 'active', type: 'basic' } });
    if (!url.includes('/_bulk')) {
      const about = { number: '9.5.2', build_flavor: 'default' };
      return json(method === 'HEAD' ? {} : { version: about, tagline: 'You Know, for Search' });
    }
    const items = body
      .trimEnd()
      .split('\n')
      .filter((line) => line.startsWith('{"create":'))
      .map(() => ({ create: { status: 201 } }));
    return { ...json({ took: 1, errors: false, items }), isKept: true };
  });

/** A syslog server: keeps the text of every connection. */
export async function startSyslog() {
  const received = { text: '' };
  const server = createServer((socket) => {
    socket.setEncoding('utf8');
    socket.on('data', (text) => (received.text += text));
    socket.on('error', () => undefined);
  });
  return { received, ...(await listening(server)) };
}

async function listening(server) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
