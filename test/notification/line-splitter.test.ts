import { BlockSplitter, LineSplitter } from '../../src/notification/reading/line-splitter';

/** As the lines of a body whose chunks have some bytes each, all in one buffer, one after the other. */
function blocks(text: string, size: number, longest: number): (string | null)[] {
  const splitter = new BlockSplitter(longest);
  const buffer = Buffer.alloc(size);
  const found: (string | null)[] = [];
  const take = (some: Iterable<Buffer | null>): void => {
    for (const block of some) found.push(block === null ? null : block.toString());
  };
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    take(splitter.push(buffer.subarray(0, bytes.copy(buffer, 0, at))));
  }
  take(splitter.end());
  return found;
}

const linesOf = (block: string | null): (string | null)[] =>
  block === null ? [null] : block.replace(/\n$/, '').split('\n');

test.each(['', '\n', 'a', 'a\n', '\n\n', 'ab\n\ncdef\n', 'ab\n\n\ncdef\ng', '\nabc\nd\n\n'])(
  'the blocks of %j hold its lines, wherever it is cut',
  (text) => {
    const lines = text === '' ? [] : linesOf(text);
    for (let size = 1; size <= text.length + 1; size += 1) {
      expect(blocks(text, size, 10).flatMap(linesOf)).toEqual(lines);
    }
  },
);

test('a line that is too long is skipped, whether it comes in one chunk or in many', () => {
  const text = `a\n${'b'.repeat(11)}\n${'c'.repeat(10)}\nd\n${'e'.repeat(11)}`;
  for (let size = 1; size <= text.length; size += 1) {
    const lines = blocks(text, size, 10).flatMap(linesOf);
    expect(lines).toEqual(['a', null, 'c'.repeat(10), 'd', null]);
  }
});

test('lines come without their LF, and not too many at once', () => {
  const splitter = new LineSplitter(10_000);
  const batches = [...splitter.push(Buffer.from('a\n'.repeat(600) + 'b'))];

  expect(batches.map(({ length }) => length)).toEqual([256, 256, 88]);
  expect(batches.flat().every((one) => one?.toString() === 'a')).toBe(true);
  expect(splitter.end().map(String)).toEqual(['b']);
});
