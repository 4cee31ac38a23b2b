/**
 * What a delivery comes to: from its bytes to its verdict, and to the answer that says so. Knows no journal and no
 * socket but the one it answers on.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';

import type { Answer, Verdict } from '../journal/entry';
import { inspectBody } from '../notification/inspect-body';
import type { Finding, Findings } from '../notification/inspection';
import {
  answerBrokenEncoding,
  answerOk,
  answerProblem,
  answerTooLarge,
  answerUnauthorized,
  problem,
} from './answers';
import type { CredentialRefusal } from './credentials';
import type { ResolvedReceiverOptions } from './options';
import { decodeBody } from './read-body';

/** The part of a journal entry that depends on the body, and how to answer it. */
export interface Judgement {
  readonly body: Buffer;
  readonly bodySize: number;
  readonly findings: Findings;
  readonly verdict: Verdict;
  readonly answer: Answer;
  /** Name of the fault that acted on it. */
  readonly fault?: string;
  /** `entry` is the id under which the journal keeps it. */
  readonly send: (response: ServerResponse, entry: string) => void;
}

export interface Judge {
  /** For a body that came whole; a promise only when there is an encoding to undo. */
  body(bytes: Buffer, encoding: string | undefined): Judgement | Promise<Judgement>;
  unauthorized(refusal: CredentialRefusal): Judgement;
  /** For a body whose sender broke off after `size` bytes. */
  aborted(size: number): Judgement;
  tooLarge(size: number): Judgement;
}

const NOTHING: Findings = { carrier: null, notifications: [], violations: [] };
const NO_BYTES = Buffer.alloc(0);

/** The judge for these options; `patience` is how many bytes of a refused body are read on, see {@link answerTooLarge}. */
export function createJudge(options: ResolvedReceiverOptions, patience: number): Judge {
  const { maxBody, onViolation, responseCode } = options;
  const inspectOptions = { logstashField: options.logstashField };
  const accepted: Answer = { status: responseCode };
  const sendOk = (response: ServerResponse): void => answerOk(response, responseCode);

  function content(body: Buffer): Judgement {
    // Its payloads are left out by the journal, which keeps the body itself.
    const findings = inspectBody(body, inspectOptions);
    if (onViolation === 'accept' || isValid(findings)) {
      const bodySize = body.length;
      return { body, bodySize, findings, verdict: 'accepted', answer: accepted, send: sendOk };
    }
    return rejected(body, findings);
  }

  async function encoded(bytes: Buffer, encoding: string): Promise<Judgement> {
    const decoded = await decodeBody(bytes, encoding, maxBody);
    switch (decoded.kind) {
      case 'decoded':
        return content(decoded.bytes);
      case 'too-large':
        return tooLarge(maxBody + 1);
      case 'broken':
        return brokenEncoding(bytes, encoding);
      case 'unknown-encoding':
        // Logstash's http input takes such bytes as they are, and so does this; the inspection says what they are not.
        return content(bytes);
    }
  }

  function tooLarge(size: number): Judgement {
    const reason = `The body is larger than ${maxBody} bytes (--max-body).`;
    return refused({ status: 413, reason }, (to) => answerTooLarge(to, patience), size);
  }

  return {
    body: (bytes, encoding) =>
      encoding === undefined || encoding === 'identity' ? content(bytes) : encoded(bytes, encoding),
    unauthorized: ({ reason, challenge }) =>
      refused({ status: 401, reason }, (to) => answerUnauthorized(to, challenge)),
    aborted: (size) => {
      const reason = `The sender broke off after ${size} bytes of the body.`;
      return refused({ status: 0, reason }, () => undefined, size);
    },
    tooLarge,
  };
}

function isValid({ violations, notifications }: Findings): boolean {
  return violations.length === 0 && notifications.every((one) => one.violations.length === 0);
}

function rejected(body: Buffer, findings: Findings): Judgement {
  const violations: readonly Finding[] = [
    ...findings.violations,
    ...findings.notifications.flatMap((one) => one.violations),
  ];
  const reason = violations[0]?.message ?? '';
  const [status, code, title] =
    findings.carrier === null
      ? ([400, 'WST_SYNTAX', 'The body holds no notification that can be read'] as const)
      : ([422, 'WST_SCHEMA', 'The body breaks the notification schema'] as const);
  return {
    body,
    bodySize: body.length,
    findings,
    verdict: 'rejected',
    answer: { status, reason },
    send: (to, entry) =>
      answerProblem(to, problem(code, status, title, reason, { entry, violations })),
  };
}

function brokenEncoding(body: Buffer, encoding: string): Judgement {
  return {
    body,
    bodySize: body.length,
    findings: NOTHING,
    verdict: 'rejected',
    answer: { status: 400, reason: `The body is not ${encoding}, as its Content-Encoding says.` },
    send: (to) => answerBrokenEncoding(to, encoding),
  };
}

/** A delivery whose body was not looked at. */
function refused(answer: Answer, send: Judgement['send'], bodySize = 0): Judgement {
  return { body: NO_BYTES, bodySize, findings: NOTHING, verdict: 'refused', answer, send };
}
