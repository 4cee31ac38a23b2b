/** The http input: HTTPS, any path, any method, and answers byte for byte as observed. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

import type { Configuration } from './configuration';
import type { ReceivedRequest } from './events';

const gunzipped = promisify(gunzip);
const inflated = promisify(inflate);

/** Basic credentials that senders must bear. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface InputSettings {
  readonly cert: string;
  readonly key: string;
  readonly credentials: Credentials | undefined;
  readonly configuration: Configuration;
  /** Takes a body into the queue; resolves to the status to answer with. */
  readonly take: (request: ReceivedRequest) => Promise<200 | 429>;
}

/** Requests that are read or wait for room; any more are answered 429 at once. */
const MAX_PENDING_REQUESTS = 200;

/** Refusals that need nothing but a status. */
class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, headers: Readonly<Record<string, string>> = {}, text = '') {
    super(text);
    this.status = status;
    this.headers = headers;
  }
}

export function httpInput(settings: InputSettings): Server {
  let pending = 0;
  // Logstash sets no time limit of its own; Node's would close connections that it leaves open.
  const limits = { requestTimeout: 0, keepAliveTimeout: 0, headersTimeout: 0 };
  const server = createServer({ cert: settings.cert, key: settings.key, ...limits });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    pending += 1;
    const isTooMuch = pending > MAX_PENDING_REQUESTS;
    const answered = isTooMuch ? Promise.resolve(429 as const) : receive(request, settings);
    answered
      .then((status) => answer(response, status, {}, status === 200 ? 'ok' : ''))
      .catch((error: unknown) => {
        if (error instanceof Refusal) answer(response, error.status, error.headers, error.message);
        else response.destroy();
      })
      .finally(() => (pending -= 1));
  });
  return server;
}

async function receive(request: IncomingMessage, settings: InputSettings): Promise<200 | 429> {
  checkCredentials(request, settings.credentials);
  const bytes = await readBody(request, settings.configuration);
  return settings.take({
    method: request.method ?? '',
    path: request.url ?? '',
    peer: request.socket.remoteAddress ?? '',
    // Bytes that are not UTF-8 arrive as U+FFFD, as they do behind Logstash.
    body: bytes.toString(settings.configuration.charset),
  });
}

function checkCredentials({ headers }: IncomingMessage, wanted: Credentials | undefined): void {
  if (wanted === undefined) return;
  const { authorization } = headers;
  if (authorization === undefined) {
    throw new Refusal(401, { 'www-authenticate': 'Basic realm="Logstash HTTP Input"' });
  }
  const text = Buffer.from(`${wanted.user}:${wanted.password}`).toString('base64');
  if (authorization !== `Basic ${text}`) throw new Refusal(401);
}

async function readBody(
  request: IncomingMessage,
  { decompresses, maxContentLength }: Configuration,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxContentLength) chunks.push(chunk); // the rest is read, so that the sender sees the answer
  }
  if (size > maxContentLength) throw new Refusal(413, { connection: 'close' });
  const body = Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'];
  if (!decompresses || (encoding !== 'gzip' && encoding !== 'deflate')) return body;
  return decompressed(body, encoding, maxContentLength);
}

async function decompressed(
  body: Buffer,
  encoding: 'gzip' | 'deflate',
  maxOutputLength: number,
): Promise<Buffer> {
  try {
    return await (encoding === 'gzip' ? gunzipped : inflated)(body, { maxOutputLength });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Refusal(413, { connection: 'close' });
    }
    throw new Refusal(400, {}, 'Input is not in the GZIP format');
  }
}

/** With `content-length` and `content-type` and nothing else: no Date, no Server, no Connection. */
function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.sendDate = false;
  response.removeHeader('connection');
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    ...(text !== '' && { 'content-type': 'text/plain' }),
    ...headers,
  });
  response.end(text);
}

/** Starts to listen on `localhost`; port 0 takes a free one. */
export async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Ends it as a kill does: connections are cut, requests under way get no answer. */
export async function kill(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
