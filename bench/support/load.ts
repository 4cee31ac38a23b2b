/**
 * A load generator that costs less than any server it drives: raw TLS sockets, each sending the next request when the
 * answer to the last has come, with requests made beforehand.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

export interface Load {
  readonly port: number;
  readonly ca: string;
  readonly connections: number;
  /** One after the other, each connection beginning with another one. */
  readonly bodies: readonly Buffer[];
  /** Whether each request bears an `Idempotency-Key` of its own, as those of Logstash may. @default false */
  readonly keyed?: boolean;
  /** Milliseconds. @default until `requests` are sent */
  readonly duration?: number;
  /** @default until `duration` is over */
  readonly requests?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 2xx, and connections that broke. */
  readonly failures: number;
}

/** Runs the load once. */
export async function runLoad({
  port,
  ca,
  connections,
  bodies,
  keyed = false,
  duration = Infinity,
  requests = Infinity,
}: Load): Promise<LoadResult> {
  const prepared = bodies.map((body) => requestOf(port, body, keyed));
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ port, host: 'localhost', ca, servername: 'localhost' });
      await once(socket, 'secureConnect');
      return socket;
    }),
  );
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + duration;
  let left = requests;
  const goOn = (): boolean => left-- > 0 && performance.now() < end;
  const failures = await Promise.all(
    sockets.map((socket, index) => {
      const next = keyed ? withKeys(prepared, index) : inTurn(prepared, index);
      return drive(socket, next, goOn, latencies);
    }),
  );
  const elapsed = performance.now() - start;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? NaN;
  return {
    requests: latencies.length,
    perSecond: latencies.length / (elapsed / 1_000),
    p50: at(0.5),
    p99: at(0.99),
    failures: failures.reduce((sum, one) => sum + one, 0),
  };
}

/** Where the key of a keyed request stands. */
const KEY = 'idempotency-key: ';
/** A SHA-256 in hexadecimal digits, as the reference pipeline makes it. */
const KEY_LENGTH = 64;

function requestOf(port: number, body: Buffer, keyed: boolean): Buffer {
  const key = keyed ? `${KEY}${'0'.repeat(KEY_LENGTH)}\r\n` : '';
  return Buffer.concat([
    Buffer.from(
      `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n${key}` +
        `Content-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
}

/** Gives the next request each time. */
type Requests = () => Buffer;

function inTurn(prepared: readonly Buffer[], start: number): Requests {
  let next = start;
  return () => prepared[next++ % prepared.length] ?? Buffer.alloc(0);
}

let keys = 0;

/** Each with a new key, written over that of a copy of its own: the one before was answered. */
function withKeys(prepared: readonly Buffer[], start: number): Requests {
  const next = inTurn(prepared, start);
  const largest = Math.max(...prepared.map(({ length }) => length));
  const own = Buffer.alloc(largest);
  const place = (prepared[0]?.indexOf(KEY) ?? 0) + KEY.length;
  return () => {
    const { length } = own.subarray(0, next().copy(own));
    own.write(String((keys += 1)).padStart(KEY_LENGTH, '0'), place, 'latin1');
    return own.subarray(0, length);
  };
}

/** One connection as long as it is to go on; resolves with its failures. */
function drive(
  socket: TLSSocket,
  nextRequest: Requests,
  goOn: () => boolean,
  latencies: number[],
): Promise<number> {
  return new Promise((resolve) => {
    let failures = 0;
    let sent = 0;
    let received = '';
    const next = (): void => {
      if (!goOn()) {
        socket.end();
        return;
      }
      sent = performance.now();
      socket.write(nextRequest());
    };
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      if (!received.startsWith('HTTP/1.1 2')) failures += 1;
      received = '';
      latencies.push(performance.now() - sent);
      next();
    });
    socket.on('error', () => (failures += 1));
    socket.on('close', () => resolve(failures));
    next();
  });
}

/** Whether an answer has come to its end; a chunked one ends with an empty chunk. */
function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = received.slice(0, end);
  if (/transfer-encoding: chunked/i.test(head)) return received.endsWith('\r\n0\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return received.length >= end + 4 + length;
}
