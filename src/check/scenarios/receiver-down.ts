/**
 * `receiver-down`: the system behind Logstash is overloaded for a while.
 *
 * @module
 */
import { sendDuring } from '../during';
import type { Scenario } from '../scenario';

export const receiverDown: Scenario = {
  id: 'receiver-down',
  hazard: 'What comes while the system behind is down is lost.',
  expects: 'Notifications sent while the receiver answers 503 arrive once it is back.',
  remedy:
    "Let the output retry (Logstash's http output: 503 among retryable_codes, retry_failed on).",
  unable: ({ faults }) => withoutFaults(faults),
  run: (stage) => sendDuring(stage, { kind: 'status', status: 503 }),
};

/** The reason for which scenarios with faults are skipped. */
export function withoutFaults(faults: unknown): string | undefined {
  return faults === undefined
    ? 'the receiver behind Logstash has no faults to switch on.'
    : undefined;
}
