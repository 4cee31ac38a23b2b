/** `exactly` under concurrency, over real sockets. */
import { startReceiver } from '../../src/testing/start-receiver';
import { createSender } from '../../src/testing/create-sender';
import { build } from '../../src/notification/build';

const ROUNDS = 100;
const DELIVERIES = 200;
const HITS = 120;

/** One body a notification: hits and vulnerabilities, in an order that the round decides. */
function shuffledBodies(round: number): readonly Buffer[] {
  const order = Array.from({ length: DELIVERIES }, (_, index) => ({
    index,
    key: Math.sin((round + 1) * 7919 + index * 104_729),
  })).sort((a, b) => a.key - b.key);
  return order.map(({ index }) => {
    const type = index < HITS ? 'new_hits' : 'vuln';
    return Buffer.from(JSON.stringify([build(type, { seed: round, index })]));
  });
}

test(`exactly is right ${ROUNDS} times in a row with ${DELIVERIES} deliveries in parallel, and wrong counts fail each time`, async () => {
  await using receiver = await startReceiver({ keep: 2 * DELIVERIES });
  const { url, ca } = receiver;
  // Patient enough for a machine that does something else meanwhile.
  const patience = { requestTimeout: 300_000, connectionTimeout: 300_000 };
  await using sender = createSender({ url, ca, keepAlive: true, ...patience });
  for (let round = 0; round < ROUNDS; round += 1) {
    const after = receiver.journal.statistics().newest;
    const wanted = { type: 'new_hits', after } as const;
    const right = receiver.expect({ ...wanted, exactly: HITS, within: 300_000, quietFor: 1 });
    // Ends with the one too many, however long the machine pauses before it.
    const tooFew = receiver.expect({ ...wanted, exactly: HITS - 1, quietFor: 300_000 });
    const ends = Promise.allSettled([right, tooFew]);
    const sent = await sender.sendAll(shuffledBodies(round), { concurrency: DELIVERIES });
    const { delivered, byFailure } = sent;
    expect({ delivered, byFailure }).toEqual({ delivered: DELIVERIES, byFailure: {} });
    const ended = await ends;
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(right).resolves.toHaveLength(HITS);
    await expect(tooFew).rejects.toMatchObject({ code: 'WST_VERIFICATION' });
    await expect(receiver.verify({ ...wanted, exactly: HITS + 1 })).rejects.toMatchObject({
      code: 'WST_VERIFICATION',
    });
  }
}, 600_000);
