/**
 * The answers of the receiver, byte for byte those of Logstash's http input where it has one for the case
 * (observed on input-http 3.7.2 and 4.1.13): `ok`, 401, 413, 429, and 400 for a broken gzip.
 *
 * What Logstash has no answer for is `application/problem+json`, whose `type` points into docs/errors.md.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';

import type { Finding } from '../notification/inspection';
import type { Drain } from './drain';
import type { ResponseCode } from './options';

/** Logstash answers with these headers and no other: no Date, no Server, no Connection. */
const OK_HEADERS = { 'content-length': 2, 'content-type': 'text/plain' } as const;

export function answerOk(response: ServerResponse, status: ResponseCode): void {
  plain(response);
  if (status === 204) {
    response.writeHead(204).end();
  } else {
    response.writeHead(status, OK_HEADERS).end('ok');
  }
}

/** As Logstash: an empty body, and the challenge only for a request without credentials. */
export function answerUnauthorized(response: ServerResponse, challenge: boolean): void {
  plain(response);
  response
    .writeHead(401, {
      'content-length': 0,
      ...(challenge && { 'www-authenticate': 'Basic realm="Logstash HTTP Input"' }),
    })
    .end();
}

/** As Logstash: an empty body and `Connection: close`. The end waits until the sender has stopped sending, see {@link Drain}. */
export function answerTooLarge(response: ServerResponse, drain: Drain): void {
  answerUnread(response, 413, {}, drain);
}

function answerUnread(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  drain: Drain,
): void {
  response.sendDate = false;
  response
    .writeHead(status, { 'content-length': 0, connection: 'close', ...headers })
    .flushHeaders();
  drain.read(response.req, () => response.end());
}

/** A status alone, with an empty body: what a fault answers in place of the ordinary answer, and Logstash where it has no more to say. */
export function answerStatus(response: ServerResponse, status: number): void {
  plain(response);
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, bodiless ? {} : { 'content-length': 0 }).end();
}

/** As Logstash, with a hint of when to come back, which Logstash does not give. A body on its way is not waited for, see {@link answerTooLarge}. */
export function answerOverloaded(response: ServerResponse, drain: Drain): void {
  if (!response.req.readableEnded) {
    answerUnread(response, 429, { 'retry-after': '1' }, drain);
    return;
  }
  plain(response);
  response.writeHead(429, { 'content-length': 0, 'retry-after': '1' }).end();
}

/** As Logstash. */
export function answerBrokenEncoding(response: ServerResponse, encoding: string): void {
  plain(response);
  const text = `Input is not in the ${encoding.toUpperCase()} format`;
  response
    .writeHead(400, { 'content-length': Buffer.byteLength(text), 'content-type': 'text/plain' })
    .end(text);
}

/** RFC 9457 problem details. */
export interface Problem {
  /** Where docs/errors.md explains it. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Id of the journal entry that keeps the body. */
  readonly entry?: string;
  /** The first hundred at most. */
  readonly violations?: readonly Finding[];
  /** How many more there are. Absent when all are listed. */
  readonly moreViolations?: number;
}

/** Codes of the answers that are problem details; docs/errors.md has a section for each. */
export const PROBLEM_CODES = [
  'WST_SCHEMA',
  'WST_SYNTAX',
  'WST_PATH',
  'WST_METHOD',
  'WST_JOURNAL_WRITE',
  'WST_INTERNAL',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The problem with this code; `type` is a reference relative to the package. */
export function problem(
  code: ProblemCode,
  status: number,
  title: string,
  detail: string,
  more: Pick<Problem, 'entry' | 'violations' | 'moreViolations'> = {},
): Problem {
  return { type: `docs/errors.md#${code.toLowerCase()}`, title, status, detail, ...more };
}

export function answerProblem(
  response: ServerResponse,
  value: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  plain(response);
  const body = Buffer.from(JSON.stringify(value, null, 2) + '\n');
  response
    .writeHead(value.status, {
      'content-type': 'application/problem+json',
      'content-length': body.length,
      ...headers,
    })
    .end(body);
}

function plain(response: ServerResponse): void {
  response.sendDate = false;
  // Keep-alive is the rule in HTTP/1.1; Logstash does not say it, and neither does its stand-in.
  if (response.shouldKeepAlive) response.removeHeader('connection');
}
