/** What one request's head says is never taken for what another's says, however alike they are. */
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

test('requests with bodies of one length keep heads of their own', async () => {
  await using receiver = await startTestReceiver({ user: 'wallarm', password: 's3cret' });
  const authorization = (password: string): string =>
    `Basic ${Buffer.from(`wallarm:${password}`).toString('base64')}`;
  const heads = [
    { path: '/a', headers: { 'user-agent': 'one', authorization: authorization('s3cret') } },
    { path: '/a', headers: { 'user-agent': 'two', authorization: authorization('s3cret') } },
    { path: '/b?token=t0ps3cret', headers: { authorization: authorization('s3cret') } },
    { path: '/a', headers: { 'user-agent': 'one', authorization: authorization('wrong0') } },
    { path: '/a', headers: { 'user-agent': 'one' } },
    { path: '/a', method: 'PUT', headers: { authorization: authorization('s3cret') } },
    { path: '/a', headers: { 'idempotency-key': 'k', authorization: authorization('s3cret') } },
    { path: '/a', headers: { 'idempotency-key': 'l', authorization: authorization('s3cret') } },
    { path: '/a', headers: { 'idempotency-key': 'm/?sig=x', authorization: 'none' } },
    { path: '/a', headers: { 'idempotency-key': ['k', 'l'], authorization: 'none' } },
    { path: '/a', headers: { 'idempotency-key': ['k', 'm'], authorization: 'none' } },
  ];

  for (let round = 0; round < 2; round += 1) {
    for (const head of heads) await send(receiver, '[]', head);
  }

  const entries = await entriesOf(receiver.journal);
  const told = entries.map(({ method, path, headers, idempotencyKey, answer }) => [
    ...[method, path, headers['user-agent'], headers['authorization'], idempotencyKey],
    ...[answer.status, headers['idempotency-key']],
  ]);
  const redacted = '[redacted]';
  const round = [
    ['POST', '/a', 'one', redacted, undefined, 200, undefined],
    ['POST', '/a', 'two', redacted, undefined, 200, undefined],
    ['POST', `/b?token=${redacted}`, undefined, redacted, undefined, 200, undefined],
    ['POST', '/a', 'one', redacted, undefined, 401, undefined],
    ['POST', '/a', 'one', undefined, undefined, 401, undefined],
    ['PUT', '/a', undefined, redacted, undefined, 200, undefined],
    ['POST', '/a', undefined, redacted, 'k', 200, 'k'],
    ['POST', '/a', undefined, redacted, 'l', 200, 'l'],
    ['POST', '/a', undefined, redacted, undefined, 401, `m/?sig=${redacted}`],
    ['POST', '/a', undefined, redacted, 'k, l', 401, 'k, l'],
    ['POST', '/a', undefined, redacted, 'k, m', 401, 'k, m'],
  ];
  expect(told).toEqual([...round, ...round]);
  expect(JSON.stringify(entries)).not.toContain('s3cret');
});

test('a key that is the secret of its sender is kept nowhere', async () => {
  const requireHeader = { name: 'idempotency-key', value: 's3cret' };
  await using receiver = await startTestReceiver({ requireHeader });

  for (const key of ['s3cret', 's3cret', 'guess3d']) {
    await send(receiver, '[]', { headers: { 'idempotency-key': key } });
  }

  const entries = await entriesOf(receiver.journal);
  expect(entries.map(({ answer, repeat }) => [answer.status, repeat])).toEqual([
    [200, false],
    [200, false],
    [401, false],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/s3cret|guess3d/);
});
