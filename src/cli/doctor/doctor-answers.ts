/**
 * What the receiver's answers mean: to each method, in time or not, and to bodies of each kind. Pure.
 *
 * An answer shows that a body was taken, never what was kept of it: what only the other end can show is to know, not
 * passed. What collectors keep: docs/collectors.md.
 *
 * @module
 */
import type { Attempt } from '../../sender/attempt-record';
import type { DataFormat } from '../../sender/body';
import type { ResolvedDeliverySettings } from '../../sender/settings';
import { failed } from './doctor-connection';
import type { Finding } from './doctor-check';
import { duration } from '../terminal';

/** Whether a method is taken. The one that the settings do not use is only warned of: Wallarm needs one of them. */
export function judgeMethod(
  { failure, status, phases }: Attempt,
  method: 'POST' | 'PUT',
  settings: ResolvedDeliverySettings,
): Finding {
  if (failure === null) {
    return { outcome: 'passed', message: `Answered ${status} after ${duration(phases.end)}.` };
  }
  if (method === settings.method) return failed(failure);
  const { code, message } = failure;
  const meaning = `This matters only if the integration is set to ${method}.`;
  return { outcome: 'warning', code, message: `${message} ${meaning}` };
}

/** Whether the answers came within the request timeout. */
export function judgeAnswerTime(
  attempts: readonly Attempt[],
  { requestTimeout }: ResolvedDeliverySettings,
): Finding {
  const late = attempts.find(({ failure }) => failure?.code === 'REQUEST_TIMEOUT');
  if (late?.failure) return failed(late.failure);
  const slowest = Math.max(...attempts.map(({ phases }) => phases.end));
  const message = `The slowest answer took ${duration(slowest)}; Wallarm waits ${duration(requestTimeout)}.`;
  if (slowest <= requestTimeout / 2) return { outcome: 'passed', message };
  return {
    outcome: 'warning',
    message: `${message} Under load it may take longer: find what holds it up.`,
  };
}

/** What a body in this format got. A format that the settings do not use is only warned of. */
export function judgeFormat(
  { failure, status }: Attempt,
  format: DataFormat,
  settings: ResolvedDeliverySettings,
): Finding {
  if (failure === null) {
    // Arrays are what Wallarm sends by default and what every receiver is made for; of NDJSON that is known of few.
    const outcome = format === 'array' ? 'passed' : 'warning';
    return { outcome, message: `Answered ${status}. ${KEPT[format]}` };
  }
  if (format === settings.format) return failed(failure);
  const { code, message } = failure;
  const meaning = `Leave the data format of the integration at ${settings.format}.`;
  return { outcome: 'warning', code, message: `${message} ${meaning}` };
}

const KEPT: Readonly<Record<DataFormat, string>> = {
  array:
    'It is taken; how many of the two were kept no answer can show. Look whether both arrived: "[Test message] [wallstash doctor]", a new hit and a new user.',
  ndjson:
    "The answer cannot show how many of the two were kept: Logstash's json codec keeps the first line alone, Fluentd's in_http none that is called application/json, and both answer 200. Count them where they arrive; if one is missing, use the array format, or a receiver that splits lines.",
};

/** What NDJSON got under the content type that the settings do not use: Wallarm's own is unpublished. */
export function judgeOtherType({ failure, status }: Attempt, type: string): Finding {
  if (failure === null) {
    const message = `Sent as ${type}: answered ${status}. Which content type Wallarm gives NDJSON is unpublished: see that both ways arrive whole.`;
    return { outcome: 'warning', message };
  }
  const { code, message } = failure;
  const meaning = `Which content type Wallarm gives NDJSON is unpublished: it was sent as ${type} here. Use the array format to be safe.`;
  return { outcome: 'warning', code, message: `${message} ${meaning}` };
}

/** What a body got that is no JSON. */
export function judgeMalformed({ failure, status }: Attempt): Finding {
  if (failure === null) {
    const message = `Answered ${status} to a body that is not JSON, as Logstash does: the sender is told nothing and will not send it again. See that such bodies are kept and watched: in the shipped pipelines the quarantine, with Logstash's json codec what it tags _jsonparsefailure, elsewhere what the receiver has for it.`;
    return { outcome: 'warning', message };
  }
  if (status !== null && status >= 400 && status < 500) {
    const message = `Refused with ${status}: the sender is told, and the integration counts it as failed.`;
    return { outcome: 'passed', message };
  }
  const { code, message } = failure;
  return {
    outcome: 'warning',
    code,
    message: `A body that is not JSON broke it. ${message}`,
  };
}
