/**
 * The way of one body: credentials → bytes → inspection → journal → answer. It never runs back.
 *
 * A plain Node request listener, so that neither Express nor a promise chain stands on the hot path. What is
 * answered 2xx is in the journal, and durable when the journal is; nothing is answered before that.
 *
 * Faults act between the journal and the answer (and, in the handshake, before all of this).
 *
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';

import type { Answer, EntryDraft, Verdict } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { inspectBody } from '../notification/inspect-body';
import type {
  Findings,
  NotificationFindings,
  NotificationInspection,
} from '../notification/inspection';
import {
  allViolations,
  answerBrokenEncoding,
  answerOk,
  answerOverloaded,
  answerProblem,
  answerTooLarge,
  answerUnauthorized,
  problem,
} from './answers';
import { createCredentialCheck } from './credentials';
import type { ResolvedReceiverOptions } from './options';
import { decodeBody, readBody } from './read-body';
import { createHeaderRedaction, redactPath } from './redact';
import type { TroubleListener } from './trouble';

export interface IngestDependencies {
  readonly journal: Journal;
  readonly options: ResolvedReceiverOptions;
  readonly report: TroubleListener;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What a delivery came to: the part of its journal entry that depends on the body, and how to answer it. */
interface Judgement {
  readonly body: Buffer;
  readonly bodySize: number;
  readonly findings: Findings;
  readonly verdict: Verdict;
  readonly answer: Answer;
  readonly send: (response: ServerResponse, entry: string) => void;
}

const NOTHING: Findings = { carrier: null, notifications: [], violations: [] };
const NO_BYTES = Buffer.alloc(0);

/** Bodies in memory at one time, as a multiple of the largest one: beyond it, 429. */
const BUFFERED_BODIES = 16;

/** Makes the listener for POST and PUT. */
export function createIngest({
  journal,
  options,
  report,
  now,
}: IngestDependencies): RequestListener {
  const refusalOf = createCredentialCheck(options);
  const redactHeaders = createHeaderRedaction(options.requireHeader?.name);
  const maxBuffered = options.maxBody * BUFFERED_BODIES;
  const inspectOptions = { logstashField: options.logstashField };
  let pending = 0;
  let buffered = 0;

  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      fail(request, response, 'internal', error);
    });
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      request.resume();
      return keep(
        request,
        response,
        refused(401, refusal.reason, (to) => {
          answerUnauthorized(to, refusal.challenge);
        }),
      );
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    const received = await readBody(request, options.maxBody);
    if (received.kind === 'aborted') {
      const reason = `The sender broke off after ${received.size} bytes of the body.`;
      return keep(
        request,
        response,
        refused(0, reason, () => undefined, received.size),
      );
    }
    if (received.kind === 'too-large') {
      return keep(request, response, tooLarge(Math.max(received.size, announced)));
    }
    if (pending >= options.maxPendingRequests || buffered > maxBuffered) {
      overload(request, response);
      return;
    }
    const { bytes } = received;
    pending += 1;
    buffered += bytes.length;
    try {
      await keep(request, response, await judge(bytes, request.headers['content-encoding']));
    } finally {
      pending -= 1;
      buffered -= bytes.length;
    }
  }

  async function judge(bytes: Buffer, encoding: string | undefined): Promise<Judgement> {
    if (encoding === undefined || encoding === 'identity') return judgeContent(bytes);
    const decoded = await decodeBody(bytes, encoding, options.maxBody);
    switch (decoded.kind) {
      case 'decoded':
        return judgeContent(decoded.bytes);
      case 'too-large':
        return tooLarge(options.maxBody + 1);
      case 'broken': {
        const reason = `The body is not ${encoding}, as its Content-Encoding says.`;
        return {
          ...refused(400, reason, (to) => answerBrokenEncoding(to, encoding), bytes.length),
          body: bytes,
          verdict: 'rejected',
        };
      }
      case 'unknown-encoding':
        // Logstash's http input takes such bytes as they are, and so does this; the inspection says what they are not.
        return judgeContent(bytes);
    }
  }

  function judgeContent(body: Buffer): Judgement {
    const { carrier, notifications, violations } = inspectBody(body, inspectOptions);
    const findings: Findings = {
      carrier,
      violations,
      notifications: notifications.map(withoutPayload),
    };
    const base = { body, bodySize: body.length, findings };
    const valid =
      violations.length === 0 && notifications.every((one) => one.violations.length === 0);
    if (valid || options.onViolation === 'accept') {
      const status = options.responseCode;
      return {
        ...base,
        verdict: 'accepted',
        answer: { status },
        send: (to) => answerOk(to, status),
      };
    }
    const all = allViolations(findings);
    const reason = all[0]?.message ?? '';
    const [status, code, title] =
      carrier === null
        ? ([400, 'WST_SYNTAX', 'The body holds no notification that can be read'] as const)
        : ([422, 'WST_SCHEMA', 'The body breaks the notification schema'] as const);
    return {
      ...base,
      verdict: 'rejected',
      answer: { status, reason },
      send: (to, entry) =>
        answerProblem(to, problem(code, status, title, reason, { entry, violations: all })),
    };
  }

  function tooLarge(size: number): Judgement {
    const reason = `The body is larger than ${options.maxBody} bytes (--max-body).`;
    return refused(413, reason, (to) => answerTooLarge(to, maxBuffered), size);
  }

  /** Journals, then answers. The order is the promise of this whole product. */
  async function keep(
    request: IncomingMessage,
    response: ServerResponse,
    { send, ...judged }: Judgement,
  ): Promise<void> {
    let id: string;
    try {
      ({ id } = await journal.append(draft(request, judged)));
    } catch (error) {
      fail(request, response, 'journal', error);
      return;
    }
    send(response, id);
  }

  function draft(request: IncomingMessage, judged: Omit<Judgement, 'send'>): EntryDraft {
    const { socket, headers, url = '/', method = '' } = request;
    const key = headers['idempotency-key'];
    return {
      receivedAt: now(),
      remoteAddress: socket.remoteAddress ?? '',
      tlsVersion: (socket as Partial<TLSSocket>).getProtocol?.() ?? null,
      method,
      path: redactPath(url),
      headers: redactHeaders(headers),
      ...(typeof key === 'string' && { idempotencyKey: key }),
      ...judged,
    };
  }

  function overload(request: IncomingMessage, response: ServerResponse): void {
    const message = `${pending} requests wait for the journal; one more was answered 429.`;
    report({ kind: 'overload', message, remoteAddress: request.socket.remoteAddress ?? '' });
    answerOverloaded(response);
  }

  function fail(
    request: IncomingMessage,
    response: ServerResponse,
    kind: 'journal' | 'internal',
    error: unknown,
  ): void {
    const message = error instanceof Error ? error.message : String(error);
    report({ kind, message, remoteAddress: request.socket.remoteAddress ?? '' });
    if (response.headersSent) {
      response.destroy();
    } else if (kind === 'journal') {
      const detail =
        'The notification could not be stored, so it is not acknowledged: send it again.';
      answerProblem(
        response,
        problem('WST_JOURNAL_WRITE', 503, 'The journal cannot write', detail),
      );
    } else {
      const detail = 'This is a defect of Wallstash; its output has the cause.';
      answerProblem(response, problem('WST_INTERNAL', 500, 'The receiver failed', detail));
    }
  }
}

/** The journal keeps the body itself, so its parsed twin is let go. */
function withoutPayload(inspection: NotificationInspection): NotificationFindings {
  const { pointer, type, carrier, era, violations, notices } = inspection;
  return { pointer, type, carrier, era, violations, notices };
}

/** A delivery whose body was not looked at. */
function refused(status: number, reason: string, send: Judgement['send'], bodySize = 0): Judgement {
  return {
    body: NO_BYTES,
    bodySize,
    findings: NOTHING,
    verdict: 'refused',
    answer: { status, reason },
    send,
  };
}
