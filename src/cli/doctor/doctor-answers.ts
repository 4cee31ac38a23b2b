/**
 * What the receiver's answers mean: to each method, in time or not, and to bodies of each kind. Pure.
 *
 * Sources for Logstash's behaviour: facts/logstash-observed.md, "Events per request".
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
  if (failure === null)
    return { outcome: 'passed', message: `Answered ${status}. ${KEPT[format]}` };
  if (format === settings.format) return failed(failure);
  const { code, message } = failure;
  const meaning = `Leave the data format of the integration at ${settings.format}.`;
  return { outcome: 'warning', code, message: `${message} ${meaning}` };
}

const KEPT: Readonly<Record<DataFormat, string>> = {
  array:
    'Look whether both arrived: "[Test message] [wallstash doctor]", a new hit and a new user.',
  ndjson:
    "The answer cannot show how many of the two were kept: Logstash's json codec keeps the first line alone and answers 200. Count them where they arrive; if one is missing, use the array format, or a pipeline that splits lines.",
};

/** What a body got that is no JSON. */
export function judgeMalformed({ failure, status }: Attempt): Finding {
  if (failure === null) {
    const message = `Answered ${status} to a body that is not JSON, as Logstash does: the sender is told nothing and will not send it again. Keep such bodies: route what Logstash tags _jsonparsefailure to a file or a queue, and watch it.`;
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
