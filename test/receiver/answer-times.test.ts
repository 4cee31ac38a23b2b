/** The time from a request to its answer, which no entry can hold. */
import { build } from '../../src/notification/build';
import { send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('the time to the answer', () => {
  test('is known once the answer was given, and has the delay of a fault in it', async () => {
    await using receiver = await startTestReceiver();
    receiver.running.faults.add({ kind: 'delay', milliseconds: 60, next: 1 });

    await send(receiver, BODY);
    await send(receiver, BODY);

    expect(receiver.running.answeredIn('0000000001')).toBeGreaterThanOrEqual(59);
    expect(receiver.running.answeredIn('0000000002')).toBeGreaterThan(0);
  });

  test('is not made up: none without an answer, none of an entry that is not ours', async () => {
    await using receiver = await startTestReceiver();
    receiver.running.faults.add({ kind: 'connection-reset', next: 1 });

    await send(receiver, BODY).catch(() => undefined);
    await send(receiver, BODY);

    expect(receiver.running.answeredIn('0000000001')).toBeUndefined();
    expect(receiver.running.answeredIn('0000000002')).toBeGreaterThan(0);
    expect(receiver.running.answeredIn('0000000003')).toBeUndefined();
    expect(receiver.running.answeredIn('nothing')).toBeUndefined();
  });
});
