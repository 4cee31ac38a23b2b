/** Faults that a runtime cannot bring about are refused, not counted as if they had acted. */
import { startReceiver } from '../../src/testing/start-receiver';

describe('in Bun, which makes the TLS handshake by itself', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'Bun');
  });

  test.each(['expired', 'unknown-ca', 'handshake-hang', 'connection-reset'] as const)(
    'the fault %s is refused',
    async (kind) => {
      await using receiver = await startReceiver();
      Object.defineProperty(globalThis, 'Bun', { value: {}, configurable: true });
      expect(() => receiver.fault({ kind })).toThrow(
        expect.objectContaining({ code: 'WST_OPTION' }) as Error,
      );
      expect(receiver.faults.list()).toEqual([]);
    },
  );

  test('a fault of the answer is not', async () => {
    await using receiver = await startReceiver();
    Object.defineProperty(globalThis, 'Bun', { value: {}, configurable: true });
    receiver.fault({ kind: 'status', status: 503 });
    expect(receiver.faults.list()).toHaveLength(1);
  });
});
