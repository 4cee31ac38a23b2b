/**
 * The way of one body: credentials → bytes → inspection → journal → answer. It never runs back.
 *
 * A plain Node request listener, so that Express does not stand on the hot path. What is answered 2xx is in the
 * journal, and durable when the journal is; nothing is answered before that.
 *
 * Faults act between the journal and the answer (and, in the handshake, before all of this).
 *
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';

import type { EntryDraft } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { answerOverloaded, answerProblem, problem } from './answers';
import { createCredentialCheck } from './credentials';
import type { FaultBoard } from './faults/fault-board';
import { applyFault, type FaultReach } from './faults/request-fault';
import { createJudge, type Judgement } from './judge';
import type { ResolvedReceiverOptions } from './options';
import { readBody, type ReceivedBody } from './read-body';
import { createHeaderRedaction, redactPath } from './redact';
import type { TroubleListener } from './trouble';

export interface IngestDependencies {
  readonly journal: Journal;
  readonly options: ResolvedReceiverOptions;
  readonly report: TroubleListener;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** The receiver takes no further connection: answers must not promise to keep one. */
  readonly isClosing: () => boolean;
  readonly faults: FaultBoard;
  /** Resets the TCP connection below this socket. */
  readonly reset: FaultReach['reset'];
}

/** Bodies in memory at one time, as a multiple of the largest one: beyond it, 429. */
const BUFFERED_BODIES = 16;

/** Makes the listener for POST and PUT. */
export function createIngest(dependencies: IngestDependencies): RequestListener {
  const { journal, options, report, now, isClosing, faults, reset } = dependencies;
  const reach: FaultReach = { reset, isClosing };
  const maxBuffered = options.maxBody * BUFFERED_BODIES;
  const refusalOf = createCredentialCheck(options);
  const redactHeaders = createHeaderRedaction(options.requireHeader?.name);
  const judge = createJudge(options, maxBuffered);
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
      return keep(request, response, judge.unauthorized(refusal));
    }
    const received = await readBody(request, options.maxBody);
    if (received.kind !== 'complete') return keep(request, response, judgeIncomplete(received));
    if (pending >= options.maxPendingRequests || buffered > maxBuffered) {
      overload(request, response);
      return;
    }
    const { bytes } = received;
    pending += 1;
    buffered += bytes.length;
    try {
      const judgement = judge.body(bytes, request.headers['content-encoding']);
      await keep(request, response, judgement instanceof Promise ? await judgement : judgement);
    } finally {
      pending -= 1;
      buffered -= bytes.length;
    }
  }

  function judgeIncomplete({ kind, size }: Exclude<ReceivedBody, { kind: 'complete' }>): Judgement {
    return kind === 'aborted' ? judge.aborted(size) : judge.tooLarge(size);
  }

  /** Journals, then answers. The order is the promise of this whole product. */
  async function keep(
    request: IncomingMessage,
    response: ServerResponse,
    judged: Judgement,
  ): Promise<void> {
    const judgement = faulted(judged, response);
    let id: string;
    try {
      ({ id } = await journal.append(draft(request, judgement)));
    } catch (error) {
      fail(request, response, 'journal', error);
      return;
    }
    if (isClosing()) response.shouldKeepAlive = false;
    judgement.send(response, id);
  }

  /** No fault acts on a delivery whose sender is gone: there is nobody to see it. */
  function faulted(judgement: Judgement, response: ServerResponse): Judgement {
    const action = judgement.answer.status === 0 ? undefined : faults.actOnRequest();
    if (action === undefined) return judgement;
    response.once('close', () => action.end());
    return applyFault(judgement, action, reach);
  }

  function draft(request: IncomingMessage, judgement: Judgement): EntryDraft {
    const { socket, headers, url = '/', method = '' } = request;
    const key = headers['idempotency-key'];
    const { fault } = judgement;
    const fields = {
      receivedAt: now(),
      remoteAddress: socket.remoteAddress ?? '',
      tlsVersion: (socket as Partial<TLSSocket>).getProtocol?.() ?? null,
      method,
      path: redactPath(url),
      headers: redactHeaders(headers),
      body: judgement.body,
      bodySize: judgement.bodySize,
      findings: judgement.findings,
      verdict: judgement.verdict,
      answer: judgement.answer,
    };
    // Spread costs: the ordinary delivery does without.
    if (typeof key !== 'string' && fault === undefined) return fields;
    return {
      ...fields,
      ...(typeof key === 'string' && { idempotencyKey: key }),
      ...(fault !== undefined && { fault }),
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
    if (response.headersSent) response.destroy();
    else answerProblem(response, kind === 'journal' ? NOT_STORED : DEFECT);
  }
}

const NOT_STORED = problem(
  'WST_JOURNAL_WRITE',
  503,
  'The journal cannot write',
  'The notification could not be stored, so it is not acknowledged: send it again.',
);

const DEFECT = problem(
  'WST_INTERNAL',
  500,
  'The receiver failed',
  'This is a defect of Wallstash; its output has the cause.',
);
