/**
 * `receiver-rejects`: the system behind Logstash refuses for a reason that somebody can mend.
 *
 * @module
 */
import { sendDuring } from '../during';
import type { Scenario } from '../scenario';
import { withoutFaults } from './receiver-down';

export const receiverRejects: Scenario = {
  id: 'receiver-rejects',
  hazard:
    "An output such as Logstash's http output drops an event at the first 401, 403 or 404; an expired token loses all that comes until it is renewed.",
  expects: 'Notifications sent while the receiver answers 401 arrive once it accepts again.',
  remedy:
    'Let the output retry what someone can mend: in Logstash add 401, 403, 404 and the redirects to the retryable_codes of the http output.',
  unable: ({ faults }) => withoutFaults(faults),
  run: (stage) => sendDuring(stage, { kind: 'status', status: 401 }),
};
