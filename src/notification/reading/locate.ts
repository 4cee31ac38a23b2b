/**
 * Where in a JSON text the values stand that some pointers address.
 *
 * One walk over the text for all pointers, without recursion, that steps over what no pointer goes through and
 * stops when all are found: notices occur on ordinary bodies, so this is on the way of most of them. The text
 * must be one that `JSON.parse` accepts; the walk checks nothing.
 *
 * @module
 */
import { pointerSegments } from '../pointer';

/** Offsets into a text, in UTF-16 code units from 0. */
export interface Place {
  /** Where the value begins. */
  readonly value: number;
  /** Where the key begins, its quote; that of the value for an element and for the root. */
  readonly key: number;
  /** Nothing stands there: the offsets are those of the nearest value around the place. */
  readonly missing: boolean;
}

interface Node {
  readonly parent: Node | undefined;
  children: Map<string, Node> | undefined;
  /** A pointer ends here. */
  wanted: boolean;
  key: number;
  value: number;
}

interface Frame {
  readonly node: Node;
  readonly isArray: boolean;
  index: number;
}

/**
 * Finds the place of each pointer in `text`.
 *
 * Where a key is repeated the last one counts, as for `JSON.parse`, if `repeats` says that keys may be repeated.
 */
export function locate(
  text: string,
  pointers: readonly string[],
  repeats: boolean,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  if (pointers.length === 0) return places;
  const root = node(undefined);
  const targets = new Map(pointers.map((pointer) => [pointer, target(root, pointer)]));
  walk(text, root, repeats ? Number.POSITIVE_INFINITY : targets.size);
  for (const [pointer, found] of targets) places.set(pointer, place(found));
  return places;
}

function node(parent: Node | undefined): Node {
  return { parent, children: undefined, wanted: false, key: -1, value: -1 };
}

function target(root: Node, pointer: string): Node {
  let current = root;
  for (const segment of pointerSegments(pointer)) {
    current.children ??= new Map();
    let next = current.children.get(segment);
    if (next === undefined) {
      next = node(current);
      current.children.set(segment, next);
    }
    current = next;
  }
  current.wanted = true;
  return current;
}

function place(found: Node): Place {
  let nearest: Node | undefined = found;
  while (nearest !== undefined && nearest.value < 0) nearest = nearest.parent;
  if (nearest === undefined) return { value: 0, key: 0, missing: true };
  if (nearest !== found) return { value: nearest.value, key: nearest.value, missing: true };
  return { value: found.value, key: found.key, missing: false };
}

function walk(text: string, root: Node, wanted: number): void {
  const stack: Frame[] = [];
  let left = wanted;

  function enter(current: Node, key: number, at: number): number {
    if (current.wanted && current.value < 0) left -= 1;
    current.key = key;
    current.value = at;
    const code = text.charCodeAt(at);
    if (current.children === undefined || (code !== 0x7b && code !== 0x5b))
      return endOfValue(text, at);
    stack.push({ node: current, isArray: code === 0x5b, index: 0 });
    return at + 1;
  }

  const start = skipSpace(text, 0);
  let at = enter(root, start, start);
  for (let frame = stack.at(-1); frame !== undefined && left > 0; frame = stack.at(-1)) {
    at = skipSpace(text, at);
    if (text.charCodeAt(at) === 0x2c) at = skipSpace(text, at + 1);
    const key = at;
    const code = text.charCodeAt(at);
    if (code === 0x7d || code === 0x5d || at >= text.length) {
      stack.pop();
      at += 1;
      continue;
    }
    const segment = frame.isArray ? String(frame.index++) : keyAt(text, at);
    if (!frame.isArray) at = skipSpace(text, skipSpace(text, endOfString(text, at)) + 1);
    const child = frame.node.children?.get(segment);
    at = child === undefined ? endOfValue(text, at) : enter(child, key, at);
  }
}

function keyAt(text: string, at: number): string {
  const end = endOfString(text, at);
  const raw = text.slice(at + 1, end - 1);
  return raw.includes('\\') ? (JSON.parse(text.slice(at, end)) as string) : raw;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

/** The offset after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) {
    if (at >= text.length) return at;
    at += code === 0x5c ? 2 : 1;
  }
  return at + 1;
}

function endOfValue(text: string, start: number): number {
  let at = start;
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === 0x2c || code <= 0x20)) return at;
    at += 1;
  }
  return at;
}
