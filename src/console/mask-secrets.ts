/**
 * Secrets taken out of a text that somebody else wrote and who may have written them otherwise: in other case, as base64
 * (any alphabet, also within a larger one, as in `Basic`), as hex, percent-encoded, as HTML or with backslashes, and one
 * of these within another. Pure.
 *
 * The text is read in each of these ways, and where a secret shows in a reading, what it was read from is masked.
 *
 * @module
 */

/** What is looked for is at least so long: shorter values would be found everywhere. */
const SHORTEST_SECRET = 4;
/** Readings of readings: JSON within HTML, base64 within percent-encoding. */
const DEEPEST = 2;

/** A text read from another: its n-th character stands for `starts[n]` to `ends[n]` of the first. */
interface Reading {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** One reading of a text, or several: that of each run of base64, at each of its phases. */
type Reader = (text: string) => readonly Reading[];

/** The text with `mask` for every secret in it; the end of the text may have cut the last one short. */
export function maskSecrets(text: string, secrets: readonly string[], mask: string): string {
  const wanted = [...new Set(secrets.flatMap(forms))].filter(
    ({ length }) => length >= SHORTEST_SECRET,
  );
  if (wanted.length === 0 || text.length < SHORTEST_SECRET) return text;
  const spans = readingsOf(asIs(text), DEEPEST).flatMap((reading) =>
    wanted.flatMap((secret) => spansOf(secret, reading, text.length)),
  );
  return cover(text, spans, mask);
}

/** In one case, as characters and as the bytes of UTF-8: those of a letter in the other case are others. */
function forms(secret: string): readonly string[] {
  const cases = [secret, secret.toLowerCase(), secret.toUpperCase()];
  return [secret, ...cases.map((one) => Buffer.from(one).toString('latin1'))].map(folded);
}

function readingsOf(reading: Reading, depth: number): readonly Reading[] {
  if (depth === 0) return [reading];
  const next = READERS.flatMap((read) => read(reading.text)).map((inner) => within(inner, reading));
  return [reading, ...next.flatMap((one) => readingsOf(one, depth - 1))];
}

function asIs(text: string): Reading {
  const starts = Array.from({ length: text.length }, (_, index) => index);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

/** What stands for a part of `outer`, in places of the text that `outer` was read from. */
function within({ text, starts, ends }: Reading, outer: Reading): Reading {
  return {
    text,
    starts: starts.map((at) => outer.starts[at] ?? 0),
    ends: ends.map((at) => outer.ends[at - 1] ?? 0),
  };
}

type Span = readonly [start: number, end: number];

function spansOf(secret: string, reading: Reading, length: number): readonly Span[] {
  const text = folded(reading.text);
  const spans: Span[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    spans.push([reading.starts[at] ?? 0, reading.ends[at + secret.length - 1] ?? length]);
  }
  // What cannot be read to its end because the text ends is a few characters at the most.
  if ((reading.ends.at(-1) ?? 0) < length - LONGEST_ESCAPE) return spans;
  for (let cut = Math.min(secret.length - 1, text.length); cut >= SHORTEST_SECRET; cut -= 1) {
    if (!text.endsWith(secret.slice(0, cut))) continue;
    return [...spans, [reading.starts[text.length - cut] ?? 0, length]];
  }
  return spans;
}

/** Lower case, character for character: places stay what they are. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replaceAll(/[^a-z]/g, (one) =>
    one.toLowerCase().length > 1 ? one : one.toLowerCase(),
  );
}

function cover(text: string, spans: readonly Span[], mask: string): string {
  const sorted = [...spans].sort(([a], [b]) => a - b);
  let result = '';
  let at = 0;
  for (const [start, end] of sorted) {
    if (end <= at) continue;
    if (start >= at) result += text.slice(at, start) + mask;
    at = end;
  }
  return result + text.slice(at);
}

/** `&CounterClockwiseContourIntegral;` is longer, but no secret is written like that. */
const LONGEST_ESCAPE = 10;

/** An escape that the end of the text cut short. */
const BROKEN_OFF = /(?:%[0-9a-f]?|&[#\w]{0,8}|\\(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?)$/i;

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ', Tab: '\t', excl: '!' },
  ...{ num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',' },
  ...{ period: '.', sol: '/', colon: ':', semi: ';', equals: '=', quest: '?', commat: '@' },
  ...{ lsqb: '[', bsol: '\\', rsqb: ']', Hat: '^', lowbar: '_', grave: '`', lcub: '{' },
  ...{ verbar: '|', vert: '|', rcub: '}' },
};
const CONTROLS: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' },
};

const READERS: readonly Reader[] = [
  unescaping(/%([0-9a-f]{2})/gi, (_, hex) => fromCode(Number.parseInt(hex, 16))),
  unescaping(/%([0-9a-f]{2})|\+/gi, (whole, hex) =>
    whole === '+' ? ' ' : fromCode(Number.parseInt(hex, 16)),
  ),
  unescaping(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) =>
    name === ''
      ? fromCode(decimal === '' ? Number.parseInt(hex, 16) : Number(decimal))
      : (ENTITIES[name] ?? whole),
  ),
  unescaping(/\\(?:u\{?([0-9a-f]{4,6})\}?|x([0-9a-f]{2})|([^]))/gi, (_, long, short, one) =>
    one === '' ? fromCode(Number.parseInt(long + short, 16)) : (CONTROLS[one] ?? one),
  ),
  (text) => runsOf(text, /[0-9a-f](?:[ :-]?[0-9a-f]){7,}/gi, /[0-9a-f]/i).flatMap(hexReadings),
  (text) => runsOf(text, /[\w+/-](?:[\r\n]*[\w+/-]){5,}/g, /[\w+/-]/).flatMap(base64Readings),
];

/** Reads a text with its escapes undone; nothing when there are none. */
function unescaping(escape: RegExp, undo: (whole: string, ...groups: string[]) => string): Reader {
  return (text) => {
    const reading = { text: '', starts: [] as number[], ends: [] as number[] };
    const add = (read: string, start: number, end: number): void => {
      reading.text += read;
      reading.starts.push(...Array<number>(read.length).fill(start));
      reading.ends.push(...Array<number>(read.length).fill(end));
    };
    const end = text.search(BROKEN_OFF);
    const whole = end < 0 ? text : text.slice(0, end);
    let at = 0;
    for (const match of whole.matchAll(escape)) {
      for (; at < match.index; at += 1) add(text.charAt(at), at, at + 1);
      const [found, ...groups] = match;
      const read = undo(found, ...groups.map((group: string | undefined) => group ?? ''));
      add(read, at, at + found.length);
      at += found.length;
    }
    if (at === 0 && end < 0) return [];
    for (; at < whole.length; at += 1) add(text.charAt(at), at, at + 1);
    return [reading];
  };
}

function fromCode(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

/** The digits of a run, and where each stands. */
interface Run {
  readonly digits: string;
  readonly places: readonly number[];
}

function runsOf(text: string, run: RegExp, digit: RegExp): readonly Run[] {
  return [...text.matchAll(run)].map(({ 0: whole, index }) => {
    const kept = Array.from(whole, (one, at) => ({ one, at })).filter(({ one }) => digit.test(one));
    return {
      digits: kept.map(({ one }) => one).join(''),
      places: kept.map(({ at }) => index + at),
    };
  });
}

function hexReadings(run: Run): readonly Reading[] {
  return [0, 1].map((phase) => {
    const bytes = Buffer.from(run.digits.slice(phase), 'hex');
    return bytesReading(bytes, run, (n) => [phase + 2 * n, phase + 2 * n + 1]);
  });
}

/** Four digits are three bytes; where a larger text begins, and so with which digit, is not known. */
function base64Readings(run: Run): readonly Reading[] {
  return [0, 1, 2, 3].map((phase) => {
    const bytes = Buffer.from(run.digits.slice(phase), 'base64');
    return bytesReading(bytes, run, (n) => {
      const first = phase + Math.floor((n * 8) / 6);
      return [first, phase + Math.floor((n * 8 + 7) / 6)];
    });
  });
}

/** `digitsOf`: the first and the last digit that the n-th byte was read from. */
function bytesReading(
  bytes: Buffer,
  { places }: Run,
  digitsOf: (n: number) => readonly [first: number, last: number],
): Reading {
  const digits = Array.from(bytes, (_, n) => digitsOf(n));
  return {
    text: bytes.toString('latin1'),
    starts: digits.map(([first]) => places[first] ?? 0),
    ends: digits.map(([, last]) => (places[last] ?? places.at(-1) ?? 0) + 1),
  };
}
