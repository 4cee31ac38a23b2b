import { payloadsOf } from '../../src/notification/facts';
import { INSPECT_DEFAULTS } from '../../src/notification/inspect-options';

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('the notifications that a body holds', () => {
  test('are those of an array, of lines, and of an object', () => {
    const pair = [{ summary: 'a' }, { summary: 'b' }];
    expect(payloadsOf(Buffer.from('[{"summary":"a"},{"summary":"b"}]'))).toEqual(pair);
    expect(payloadsOf(Buffer.from('{"summary":"a"}\nno JSON\n{"summary":"b"}\n'))).toEqual(pair);
    expect(payloadsOf(Buffer.from('{"summary":"a"}'))).toEqual([{ summary: 'a' }]);
  });

  test('are none where it is nested deeper than an inspection reads; a line of that kind costs only itself', () => {
    const deep = nested(INSPECT_DEFAULTS.maxDepth + 1);
    expect(payloadsOf(Buffer.from(nested(INSPECT_DEFAULTS.maxDepth)))).toHaveLength(1);
    expect(payloadsOf(Buffer.from(deep))).toEqual([]);
    expect(payloadsOf(Buffer.from(`{"details":${deep}}\n{"summary":"b"}\n`))).toEqual([
      { summary: 'b' },
    ]);
  });

  test('are none where there are more values than a body of its size may hold', () => {
    expect(payloadsOf(Buffer.from(`[${'0,'.repeat(99_000)}0]`))).toHaveLength(99_001);
    expect(payloadsOf(Buffer.from(`[${'0,'.repeat(200_000)}0]`))).toEqual([]);
  });
});
