import { build } from '../../src/notification/build';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const WRONG = JSON.stringify([
  build('new_hits', { seed: 1, overrides: { details: { hit: { remote_port: 'eighty' } } } }),
]);

describe('a body that breaks the schema', () => {
  test('is journalled and answered 422 with every violation', async () => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, WRONG);

    const [entry] = await entriesOf(receiver.journal);
    expect(reply.status).toBe(422);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(reply.text)).toMatchObject({
      type: 'docs/errors.md#wst_schema',
      status: 422,
      entry: entry?.id,
      violations: [{ pointer: '/0/details/hit/remote_port', keyword: 'type', line: 1 }],
    });
    expect(entry).toMatchObject({ verdict: 'rejected', answer: { status: 422 } });
    expect(entry?.body.toString()).toBe(WRONG);
  });

  test('is answered "ok" with onViolation accept, and its violations are journalled', async () => {
    await using receiver = await startTestReceiver({ onViolation: 'accept' });

    const reply = await send(receiver, WRONG);

    expect([reply.status, reply.text]).toEqual([200, 'ok']);
    expect(await entriesOf(receiver.journal)).toMatchObject([
      {
        verdict: 'accepted',
        findings: { notifications: [{ violations: [{ pointer: '/0/details/hit/remote_port' }] }] },
      },
    ]);
  });
});

describe('a body that is not JSON', () => {
  test('is journalled as its raw bytes and answered 400', async () => {
    await using receiver = await startTestReceiver();
    const body = Buffer.from([0x7b, 0xff, 0x00, 0xfe]);

    const reply = await send(receiver, body);

    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({ type: 'docs/errors.md#wst_syntax' });
    const [entry] = await entriesOf(receiver.journal);
    expect(entry?.body.equals(body)).toBe(true);
  });

  test('is answered "ok" with onViolation accept', async () => {
    await using receiver = await startTestReceiver({ onViolation: 'accept' });

    expect((await send(receiver, '{summary: 1}')).status).toBe(200);
  });
});
