import { expandBraces, readSegment } from '../../../src/cli/files/glob-pattern';

describe('braces', () => {
  test.each([
    ['a.conf', ['a.conf']],
    ['a{b,c}d', ['abd', 'acd']],
    ['{a,b{c,d},}e', ['ae', 'bce', 'bde', 'e']],
    ['{a,b}/{c,d}', ['a/c', 'a/d', 'b/c', 'b/d']],
    ['{none}', ['none']],
    ['{}', ['']],
    ['{pipeline,sinks/{kafka,splunk}}/x', ['pipeline/x', 'sinks/kafka/x', 'sinks/splunk/x']],
    ['a}b', ['a}b']],
    ['a{b', []],
    ['{a,b{c}', []],
    ['a\\{b,c\\}', ['a\\{b,c\\}']],
    ['{a\\,b,c}', ['a\\,b', 'c']],
  ])('of %j stand for %j', (pattern, expected) => {
    expect([...expandBraces(pattern)]).toEqual(expected);
  });
});

describe('a segment', () => {
  const names = ['a.conf', 'ab.conf', 'b.conf', '.a.conf', '-.conf', '[a].conf', 'a.confx', '*'];
  const matched = (segment: string): readonly string[] => {
    const read = readSegment(segment);
    return names.filter((name) => (typeof read === 'function' ? read(name) : read === name));
  };

  test.each([
    ['*.conf', ['a.conf', 'ab.conf', 'b.conf', '-.conf', '[a].conf']],
    ['.*.conf', ['.a.conf']],
    ['?.conf', ['a.conf', 'b.conf', '-.conf']],
    ['a**.conf', ['a.conf', 'ab.conf']],
    ['[a-b].conf', ['a.conf', 'b.conf']],
    ['[!a].conf', ['b.conf', '-.conf']],
    ['[^a].conf', ['b.conf', '-.conf']],
    ['[b-].conf', ['b.conf', '-.conf']],
    ['\\[a\\].conf', ['[a].conf']],
    ['\\*', ['*']],
    ['[b\\-].conf', ['b.conf', '-.conf']],
    ['[\\[]a[\\]].conf', ['[a].conf']],
    ['[z-a].conf', []],
    ['a.conf', ['a.conf']],
    ['*[a', []],
  ])('%j matches %j', (segment, expected) => {
    expect(matched(segment)).toEqual(expected);
  });

  test('with many wildcards is held against a long name step by step', () => {
    const read = readSegment(`${'*a'.repeat(200)}b`);
    expect(typeof read === 'function' && read('a'.repeat(250))).toBe(false);
  });
});

test('braces are expanded one after the other, so that there may be any number', () => {
  const patterns = expandBraces('{a,b}'.repeat(64));
  expect([patterns.next().value, patterns.next().value]).toEqual([
    'a'.repeat(64),
    `${'a'.repeat(63)}b`,
  ]);
});
