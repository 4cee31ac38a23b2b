/**
 * What a delivery comes to: from its bytes to its verdict, and to the answer that says so. Knows no journal and no
 * socket but the one it answers on.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';

import type { Answer, Verdict } from '../journal/entry';
import type { Finding, Findings } from '../notification/inspection';
import { isValid } from '../notification/is-valid';
import { countFindings } from '../notification/list-findings';
import {
  answerBrokenEncoding,
  answerOk,
  answerProblem,
  answerStatus,
  answerTooLarge,
  answerUnauthorized,
  problem,
} from './answers';
import type { CredentialRefusal } from './credentials';
import type { Drain } from './drain';
import type { Inspector } from './heavy/inspector';
import { createLightInspection, DIRECT } from './heavy/weight';
import { type MemoryShare, SMALL } from './memory-budget';
import { type ResolvedReceiverOptions, writtenSize } from './options';
import { type BodyForm, isPlain, unpack } from './unpack';

/** The part of a journal entry that depends on the body, and how to answer it. */
export interface Judgement {
  readonly body: Buffer;
  /** The field of its record that holds the body, when it was written already. */
  readonly bodyField?: Uint8Array;
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
  /** For a body that came whole, when it is light enough to be judged here and now; `undefined` when it is not. */
  light(bytes: Buffer, form: BodyForm, share: MemoryShare): Judgement | undefined;
  /** For a body that is not light; one at a time. */
  heavy(bytes: Buffer, form: BodyForm): Promise<Judgement>;
  unauthorized(refusal: CredentialRefusal): Judgement;
  /** For a sender that expects, in the header `Expect`, what no server does. */
  expectationFailed(): Judgement;
  /** For a body that broke off after `size` bytes; `told` is what was answered, when its sender was still there. */
  aborted(size: number, told?: Answer): Judgement;
  tooLarge(size: number): Judgement;
}

const NOTHING: Findings = { carrier: null, notifications: [], violations: [] };
const NO_BYTES = Buffer.alloc(0);

/** What a judge works with. */
export interface JudgeDependencies {
  readonly options: ResolvedReceiverOptions;
  readonly inspector: Inspector;
  readonly drain: Drain;
}

/** Violations that an answer lists: more than anybody reads. */
const MOST_VIOLATIONS = 100;

/** The judge for these options. */
export function createJudge({ options, inspector, drain }: JudgeDependencies): Judge {
  const { maxBody, onViolation, responseCode } = options;
  const inspectOptions = { logstashField: options.logstashField };
  const inspectIfLight = createLightInspection(inspectOptions);
  const accepted: Answer = { status: responseCode };
  const sendOk = (response: ServerResponse): void => answerOk(response, responseCode);

  function content(body: Buffer): Judgement | undefined {
    const findings = inspectIfLight(body);
    return findings && judged(body, findings);
  }

  function judged(body: Buffer, findings: Findings): Judgement {
    if (onViolation === 'accept' || isValid(findings)) {
      const bodySize = body.length;
      return { body, bodySize, findings, verdict: 'accepted', answer: accepted, send: sendOk };
    }
    return rejected(body, findings);
  }

  function packed(bytes: Buffer, form: BodyForm, share: MemoryShare): Judgement | undefined {
    if (bytes.length > SMALL) return undefined;
    const limit = Math.min(maxBody, DIRECT);
    const unpacked = unpack(bytes, form, limit);
    switch (unpacked.kind) {
      case 'unpacked':
        return share.hold(unpacked.bytes.length) ? content(unpacked.bytes) : undefined;
      case 'too-large':
        return limit === maxBody ? tooLarge(maxBody + 1) : undefined;
      case 'broken':
        return brokenEncoding(bytes, form.encoding ?? '');
    }
  }

  async function heavy(bytes: Buffer, form: BodyForm): Promise<Judgement> {
    const task = { bytes, form, limit: maxBody, inspect: inspectOptions };
    const result = await inspector.inspect(task);
    switch (result.kind) {
      case 'inspected': {
        const { unpacked = bytes, findings, bodyField } = result;
        const body = Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
        return { ...judged(body, findings), ...(bodyField !== undefined && { bodyField }) };
      }
      case 'too-large':
        return tooLarge(maxBody + 1);
      case 'broken':
        return brokenEncoding(bytes, form.encoding ?? '');
      case 'exhausted':
        return judged(bytes, EXHAUSTED);
    }
  }

  function tooLarge(size: number): Judgement {
    const reason = `The body is larger than ${writtenSize(maxBody)} (--max-body).`;
    return refused({ status: 413, reason }, (to) => answerTooLarge(to, drain), size);
  }

  return {
    light: (bytes, form, share) => (isPlain(form) ? content(bytes) : packed(bytes, form, share)),
    heavy,
    unauthorized: ({ reason, challenge }) =>
      refused({ status: 401, reason }, (to) => answerUnauthorized(to, challenge)),
    expectationFailed: () => {
      const reason = 'The sender expects more than "100-continue" (header Expect).';
      return refused({ status: 417, reason }, (to) => answerStatus(to, 417));
    },
    aborted: (size, told) => {
      const reason = `The sender broke off after ${size} bytes of the body.`;
      return refused(told ?? { status: 0, reason }, () => undefined, size);
    },
    tooLarge,
  };
}

/** For a body that took more memory than there is for one. It is kept, packed as it may be. */
const EXHAUSTED: Findings = {
  carrier: null,
  notifications: [],
  violations: [
    {
      pointer: '',
      line: 1,
      column: 1,
      keyword: 'size',
      message:
        'The body takes more memory to inspect than there is for one of the largest size (--max-body): send fewer notifications at once.',
      expected: 'fewer notifications',
      found: 'too many',
    },
  ],
};

function rejected(body: Buffer, findings: Findings): Judgement {
  const listed: readonly Finding[] = [
    ...findings.violations,
    ...findings.notifications.flatMap((one) => one.violations),
  ];
  const violations = listed.slice(0, MOST_VIOLATIONS);
  const more = countFindings(findings).violations - violations.length;
  const reason = violations[0]?.message ?? '';
  const detail =
    more === 0
      ? reason
      : `${reason} (There are ${more} more violations than the ${violations.length} listed.)`;
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
      answerProblem(
        to,
        problem(code, status, title, detail, {
          ...{ entry, violations },
          ...(more > 0 && { moreViolations: more }),
        }),
      ),
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
