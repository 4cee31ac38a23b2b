import { Ledger } from '../../src/check/ledger';
import type { Planned } from '../../src/check/scenario';

const OTHERS = 1_000;

describe('what arrives is compared with what was sent', () => {
  test.each([
    ['at once', 0],
    ['long after, when it is built anew', OTHERS],
  ])('%s', (_, others) => {
    const { ledger, send, arrive } = ledgerOf();
    const [same, other] = [send(1), send(2)];
    for (let index = 0; index < others; index += 1) send(index + 3);

    arrive(same.notification);
    arrive({ ...other.notification, more: 1 });

    expect(ledger.findings('burst')).toMatchObject({ sent: others + 2, arrived: 2, altered: 1 });
    expect(ledger.findings('burst').examples.altered).toMatchObject([
      { mark: other.mark, differences: [{ path: 'more', sent: 'nothing', arrived: '1' }] },
    ]);
  });

  test('each time that it comes', () => {
    const { ledger, send, arrive } = ledgerOf();
    const { notification } = send(1);

    arrive(notification);
    arrive({ ...notification, summary: `${notification.summary}!` });

    expect(ledger.findings('burst')).toMatchObject({ arrived: 1, duplicated: 1, altered: 1 });
  });
});

test('of what is missing the first are named, and all are counted', () => {
  const { ledger, send } = ledgerOf();
  for (let index = 1; index <= 9; index += 1) {
    const planned = send(index);
    if (index > 2) ledger.acknowledged('burst', planned);
  }

  const { notAcknowledged, lost, examples } = ledger.findings('burst');

  expect({ notAcknowledged, lost }).toEqual({ notAcknowledged: 2, lost: 7 });
  expect(examples.notAcknowledged).toEqual([1, 2].map((one) => ledger.mark('burst', one)));
  expect(examples.lost).toEqual([3, 4, 5, 6, 7].map((one) => ledger.mark('burst', one)));
});

function ledgerOf() {
  const ledger = new Ledger('run', 'wallarm', () => 0);
  return {
    ledger,
    send: (index: number) => {
      const mark = ledger.mark('burst', index);
      const rebuild = () => ({ summary: `A hit (${mark})`, details: { list: [index, null] } });
      const planned = { index, mark, notification: rebuild(), rebuild } satisfies Planned;
      ledger.sending('burst', planned);
      return planned;
    },
    arrive: (notification: object): void => {
      const body = JSON.stringify({ wallarm: notification });
      ledger.take({ receivedAt: 1, body, answer: { status: 200 } });
    },
  };
}
