/**
 * What a status other than 2xx means; where Logstash's http input has its own reason, that too. Pure.
 *
 * Sources: logstash-input-http 4.1.13 and observation of it (facts/logstash.md section 2, facts/logstash-observed.md
 * "Refusals" and "Full queue").
 *
 * @module
 */
import type { AnswerStart, AttemptFailure } from './attempt-record';
import type { ResolvedDeliverySettings } from './settings';

const MEANINGS: ReadonlyMap<number, string> = new Map([
  [
    400,
    'it could not read the request; look at the answer, and check content type and Content-Encoding in the settings, which it takes at their word',
  ],
  [
    401,
    "it wants other credentials; set an Authorization header that fits user and password of Logstash's http input, or what another receiver in its place asks for",
  ],
  [
    403,
    "it forbids the request; check the credentials in the settings' headers, and the rules of a proxy in between",
  ],
  [
    404,
    "nothing is at that path; Logstash's http input takes every path, other receivers the one that they were given: check the URL, and the routes of a proxy in between",
  ],
  [
    405,
    'it does not take this method there; choose POST or PUT as the receiver wants, and check the path',
  ],
  [
    413,
    "the body is larger than it allows; raise max_content_length of Logstash's http input, or the limit of another receiver in its place or of a proxy in between",
  ],
  [
    415,
    'it does not take this content type; set a Content-Type header in the settings that it takes',
  ],
  [
    422,
    'it read the notification and refuses what it holds; the answer says where it breaks the schema',
  ],
  [
    429,
    "it is overloaded (if it is a Logstash, the queue behind Logstash's http input is full: see which output is blocked); let the retries deliver it later",
  ],
  [
    500,
    "it failed while handling the body; see its log (in Logstash, the codec or the event's fields; in Apache as a proxy, whether it trusts the receiver's certificate)",
  ],
  [
    502,
    'a proxy in between could not reach the receiver or had no answer from it; see whether the receiver is up and answers in time, and whether the proxy speaks TLS to it and trusts its certificate',
  ],
  [
    503,
    'it cannot take anything just now, or is a proxy that reaches no receiver (HAProxy, Apache) or limits the rate (nginx); see its log, and let the retries deliver it later',
  ],
  [504, 'a proxy in between waited in vain for the receiver; see what holds the receiver up'],
]);

/** What nginx writes into the page of a 400, since it judges client certificates after the handshake. */
const NGINX_PAGES: readonly (readonly [page: RegExp, meaning: string])[] = [
  [
    /No required SSL certificate was sent/,
    'it wants a client certificate; give one, or stop it from asking (in nginx: ssl_verify_client off)',
  ],
  [
    /The SSL certificate error/,
    'it refuses the client certificate; give one signed by a CA that it trusts (in nginx: ssl_client_certificate)',
  ],
  [
    /Request Header Or Cookie Too Large/,
    'the headers are larger than it allows; shorten those of the settings, or raise the limit (in nginx: large_client_header_buffers)',
  ],
];

/** The failure that a status is, or `null` for a success: any 2xx, as Wallarm has it. */
export function statusFailure(
  status: number,
  { authority }: Pick<ResolvedDeliverySettings, 'authority'>,
  answer: AnswerStart | null = null,
): AttemptFailure | null {
  if (status >= 200 && status < 300) return null;
  const page =
    status === 400 ? NGINX_PAGES.find(([words]) => words.test(answer?.text ?? '')) : undefined;
  const meaning = page?.[1] ?? MEANINGS.get(status) ?? general(status);
  return {
    code: `STATUS_${status}`,
    phase: 'end',
    message: `${authority} answered ${status}: ${meaning}.`,
  };
}

function general(status: number): string {
  if (status < 200) return "it wants to change the protocol; check that the port is the receiver's";
  if (status < 400) return 'redirects are not followed; put the final URL into the settings';
  if (status < 500) return 'it refuses the request; look at the answer and the settings';
  return 'it failed; see its log';
}
