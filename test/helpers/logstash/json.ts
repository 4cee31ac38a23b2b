/** JSON as the pipeline's Ruby reads and writes it: integers of any length whole, half surrogates and `1e400` refused. */

/** Stands before the digits of an integer that JavaScript would round; in no notification (private use). */
const EXACT = '\u{F0000}integer:';
const EXACT_INTEGER = new RegExp(`"${EXACT}(-?\\d+)"`, 'g');

/** @throws SyntaxError for what Ruby's parser refuses; `depthLimit`: levels that it takes, `null` for any */
export function readJson(text: string, depthLimit: number | null): unknown {
  const unusual = /\d{16}|[eE]\+?\d{3}/.test(text);
  const value = JSON.parse(unusual ? keepIntegers(text) : text) as unknown;
  if (depthLimit !== null && isTooDeep(value, depthLimit)) {
    throw new SyntaxError(`nesting of ${depthLimit + 1} is too deep`);
  }
  if (/\\ud[89a-f]/i.test(text) && hasHalfSurrogate(value)) {
    throw new SyntaxError('incomplete surrogate pair');
  }
  return value;
}

export function writeJson(value: unknown): string {
  return JSON.stringify(value).replace(EXACT_INTEGER, '$1');
}

/** With keys sorted, at every level. */
export function canonicalJson(value: unknown): string {
  return writeInOrder(value, (keys) => keys.sort());
}

/** With the keys of each object in another order. */
export function writeInOrder(value: unknown, order: (keys: string[]) => string[]): string {
  return textOf(value, order).replace(EXACT_INTEGER, '$1');
}

/** Text at once: objects with their keys in another order would each be of a form that V8 has not seen. */
function textOf(value: unknown, order: (keys: string[]) => string[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, order)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const members = order(Object.keys(fields))
    .filter((key) => fields[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${textOf(fields[key], order)}`);
  return `{${members.join(',')}}`;
}

/** The text of the first array or object, without what follows it. */
export function firstJsonText(text: string): string {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth === 0) return text.slice(0, index + token.length);
  }
  return text;
}

function keepIntegers(text: string): string {
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
  return text.replace(tokens, (token) => {
    if (token.startsWith('"')) return token;
    if (!Number.isFinite(Number(token))) throw new SyntaxError(`${token} is out of range`);
    const rounded = /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
    return rounded ? `"${EXACT}${token}"` : token;
  });
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((item) => isTooDeep(item, left - 1));
}

function hasHalfSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /[\ud800-\udfff]/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, item]) => hasHalfSurrogate(key) || hasHalfSurrogate(item),
  );
}
