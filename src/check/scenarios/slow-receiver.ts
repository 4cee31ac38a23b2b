/**
 * `slow-receiver`: the system behind Logstash takes requests and does not answer, longer than Wallarm waits.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { sendDuring } from '../during';
import type { Scenario } from '../scenario';
import { withoutFaults } from './receiver-down';

export const slowReceiver: Scenario = {
  id: 'slow-receiver',
  hazard: 'What the system behind Logstash does not answer is given up, or holds up the sender.',
  expects:
    'Notifications sent while the receiver leaves requests unanswered, longer than Wallarm waits, arrive afterwards.',
  remedy:
    'Put a queue between input and output (in Logstash: queue.type: persisted), and let the output retry after a timeout.',
  unable: ({ faults }) => withoutFaults(faults),
  run: (stage) =>
    sendDuring(stage, { kind: 'never-respond' }, async () => {
      await sleep(stage.slowness, undefined, { signal: stage.signal }).catch(() => undefined);
    }),
};
