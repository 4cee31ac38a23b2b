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

/** Reads events out of bytes, those of a chunk together. What is cut off in the middle is left out. @throws LineTooLongError */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly StreamEvent[], void, void> {
  const decoder = new TextDecoder();
  const lines = new Lines();
  let fields = new Map<string, string>();
  for await (const chunk of chunks) {
    const events: StreamEvent[] = [];
    for (const line of lines.take(decoder.decode(chunk, { stream: true }))) {
      if (line === '') {
        const event = eventOf(fields);
        if (event !== undefined) events.push(event);
        fields = new Map();
      } else {
        const [name, value] = fieldOf(line);
        fields.set(name, value);
      }
    }
    if (events.length > 0) yield events;
  }
}

/** `name: value`; the space is no part of the value, and a line without a colon is a name alone. */
function fieldOf(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))];
}

function eventOf(fields: ReadonlyMap<string, string>): StreamEvent | undefined {
  const event = fields.get('event');
  const id = fields.get('id');
  if (event === undefined && id === undefined) return undefined;
  return { event, id, data: fields.get('data') ?? '' };
}

class Lines {
  /** Pieces of a line that is not whole yet: joined once, however many there are. */
  #pieces: string[] = [];
  #length = 0;

  /** The lines that this text ends. @throws LineTooLongError */
  take(text: string): readonly string[] {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    const [first] = lines;
    if (first !== undefined) {
      lines[0] = [...this.#pieces, first].join('');
      this.#pieces = [];
      this.#length = 0;
    }
    this.#pieces.push(rest);
    this.#length += rest.length;
    if (this.#length > LONGEST_LINE) {
      throw new LineTooLongError(`a line of over ${LONGEST_LINE} characters`);
    }
    return lines;
  }
}
