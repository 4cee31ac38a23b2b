import { validateNotification } from '../../src/notification/validate';
import { published } from './published';

describe('a flat body of 2020 to 2021', () => {
  test.each(['20', '23', '26'])(
    '(fixture %s) is valid, and one notice says what it is',
    (number) => {
      const { type, era, breaches } = validateNotification(published(number)[0]);

      expect({ type, era }).toEqual({ type: null, era: 'flat' });
      expect(breaches).toMatchObject([{ kind: 'notice', keyword: 'era', pointer: '' }]);
    },
  );

  test.each([
    'Please make attention! The number of detected hits exceeded 1 in 1 minute.',
    '[Test Message] New vulnerability identified',
  ])('may hold a summary and nothing else: %s', (summary) => {
    expect(validateNotification({ summary }).era).toBe('flat');
  });
});

describe('what only looks like a flat body', () => {
  test.each(['40', '41', '44', '45', '46', '47', '48'])(
    'is refused for its missing details when it is the text of a messenger (fixture %s)',
    (number) => {
      const { era, breaches } = validateNotification(published(number)[0]);

      expect(era).toBeNull();
      expect(breaches).toMatchObject([
        { kind: 'violation', pointer: '/details', keyword: 'required' },
      ]);
    },
  );

  test('is refused for its missing details when its summary is of a later time', () => {
    for (const summary of ['[Wallarm] New hit detected', '[Test message] [Test partner] New hit']) {
      const { breaches } = validateNotification({ summary });
      expect(breaches).toMatchObject([{ kind: 'violation', pointer: '/details' }]);
    }
  });
});

describe('what is no notification', () => {
  test.each([
    [{ key1: 'value1', key2: 'value2' }],
    [{}],
    [published('34')[0]],
    [published('60')[0]],
  ])('is refused for its missing summary and details: %j', (value) => {
    const { type, era, breaches } = validateNotification(value);

    expect({ type, era }).toEqual({ type: null, era: null });
    expect(breaches).toMatchObject([
      { kind: 'violation', pointer: '/summary', keyword: 'required' },
      { kind: 'violation', pointer: '/details', keyword: 'required' },
    ]);
  });

  test.each([null, undefined, 5, 'text', true, [], [{ summary: 'x' }]])(
    'is refused for its type when it is no object: %j',
    (value) => {
      expect(validateNotification(value)).toEqual({
        type: null,
        era: null,
        breaches: [
          {
            kind: 'violation',
            pointer: '',
            keyword: 'type',
            message: 'A notification must be an object.',
            expected: 'an object',
          },
        ],
      });
    },
  );

  test('is refused for details that are no object', () => {
    for (const details of [null, 'text', []]) {
      const { era, breaches } = validateNotification({ summary: 'x', details, more: 1 });

      expect(era).toBeNull();
      expect(breaches).toMatchObject([{ kind: 'violation', pointer: '/details', keyword: 'type' }]);
    }
  });
});
