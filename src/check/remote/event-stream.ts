/**
 * Server-sent events, read as they come: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * Only what the console API sends is understood: lines end in a line feed, and an event has one line of data. Time and
 * memory grow with the longest event alone, and that is bounded.
 *
 * @module
 */

/** Longest line, in characters: a delivery of 10 MB fits in however it is escaped. */
export const LONGEST_LINE = 64 * 1024 * 1024;

/** A line without end, or nearly. */
export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError';
}

/** One event. */
export interface StreamEvent {
  /** `undefined` for one that only moves the place at which a stream would be resumed. */
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: string;
}

/** Reads events out of bytes. What is cut off in the middle is left out. @throws LineTooLongError */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<StreamEvent, void, void> {
  let fields = new Map<string, string>();
  for await (const line of linesOf(chunks)) {
    if (line !== '') {
      const [, name = '', value = ''] = /^([^:]*):? ?([^]*)$/.exec(line) ?? [];
      fields.set(name, value);
      continue;
    }
    const event = fields.get('event');
    const id = fields.get('id');
    const data = fields.get('data') ?? '';
    if (event !== undefined || id !== undefined) yield { event, id, data };
    fields = new Map();
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  // Pieces of a line that is not whole yet: joined once, however many there are.
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [rest = '', ...later] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(rest);
    length += rest.length;
    for (const next of later) {
      yield pieces.join('');
      pieces = [next];
      length = next.length;
    }
    if (length > LONGEST_LINE)
      throw new LineTooLongError(`a line of over ${LONGEST_LINE} characters`);
  }
}
