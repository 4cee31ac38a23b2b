import fc from 'fast-check';

import { normaliseName } from '../../src/tls/names';

describe('the name of a certificate', () => {
  test('has one spelling: normalising it again changes nothing', () => {
    const candidate = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string());
    fc.assert(
      fc.property(candidate, (value) => {
        const name = normaliseName(value);
        expect(name === undefined ? undefined : normaliseName(name)).toBe(name);
      }),
    );
  });

  test('is never refused for a domain or an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), (value) => {
        expect(normaliseName(value)).toBeDefined();
      }),
    );
  });

  test.each([
    ['LogStash', 'logstash'],
    ['my_service', 'my_service'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['[2001:DB8::0:1]', '2001:db8::1'],
    ['*.Example.com', '*.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%s is written %s', (value, name) => {
    expect(normaliseName(value)).toBe(name);
  });

  test.each([
    '*',
    '*.*.a',
    'a.*.b',
    '-a',
    'a-',
    '127.1',
    '256.0.0.1',
    'a/b',
    'a:1',
    'x'.repeat(64),
  ])('%s is none', (value) => {
    expect(normaliseName(value)).toBeUndefined();
  });
});
