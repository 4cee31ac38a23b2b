import { expandBraces, readSegment } from '../../src/pipeline-lint/glob-pattern';

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
    expect(expandBraces(pattern)).toEqual(expected);
  });
});

describe('a segment', () => {
  const names = ['a.conf', 'ab.conf', 'b.conf', '.a.conf', '-.conf', '[a].conf', 'a.confx', '*'];
  const matched = (segment: string): readonly string[] => {
    const read = readSegment(segment);
    return names.filter((name) => (read instanceof RegExp ? read.test(name) : read === name));
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
});
