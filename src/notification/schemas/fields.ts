/**
 * Kinds of fields, as TypeBox schemas: each becomes a TypeScript type, a JSON Schema and the words of a message.
 *
 * Invariants: every field bears `x-expected` (what must stand there, in words); a value that breaks a field breaks
 * exactly one keyword, so that a bad value is one violation. That is why a fixed value is an `enum` without `type`.
 * `x-known-values` and `x-classic-spelling-of` only lead to notices.
 *
 * @module
 */
import { type TArray, type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/** Annotations of a field; the keywords that begin with `x-` mean nothing to a JSON Schema validator. */
export interface Annotations {
  readonly description: string;
  /** Today's name of this field: its presence marks the classic era. */
  readonly 'x-classic-spelling-of'?: string;
}

/** A string. */
export function text(description: string, annotations: Partial<Annotations> = {}): TUnsafe<string> {
  return Type.Unsafe({ type: 'string', description, 'x-expected': 'a string', ...annotations });
}

/** A string or null. */
export function nullableText(description: string): TUnsafe<string | null> {
  return Type.Unsafe({ type: ['string', 'null'], description, 'x-expected': 'a string or null' });
}

/** A string of one form. */
export function patterned(pattern: string, expected: string, description: string): TUnsafe<string> {
  return Type.Unsafe({ type: 'string', pattern, description, 'x-expected': expected });
}

/** A string whose known values may grow: another one is a notice. */
export function known(
  values: readonly string[],
  description: string,
  annotations: Partial<Annotations> = {},
): TUnsafe<string> {
  const list = [...values];
  return Type.Unsafe({ ...text(description, annotations), 'x-known-values': list });
}

/** As {@link known}, or null. */
export function nullableKnown(
  values: readonly string[],
  description: string,
): TUnsafe<string | null> {
  return Type.Unsafe({ ...nullableText(description), 'x-known-values': [...values] });
}

/** One fixed string. */
export function fixed<Value extends string>(value: Value, description: string): TUnsafe<Value> {
  return Type.Unsafe({ enum: [value], description, 'x-expected': JSON.stringify(value) });
}

/** An integer of a range, both ends included. */
export function integer(minimum: number, maximum: number, description: string): TUnsafe<number> {
  const expected = `an integer from ${minimum} to ${maximum}`;
  return Type.Unsafe({ type: 'integer', minimum, maximum, description, 'x-expected': expected });
}

/** An integer of 0 or more: a count, a size or a time. */
export function count(description: string): TUnsafe<number> {
  const expected = 'an integer of 0 or more';
  return Type.Unsafe({ type: 'integer', minimum: 0, description, 'x-expected': expected });
}

/** Any integer. */
export function anyInteger(description: string): TUnsafe<number> {
  return Type.Unsafe({ type: 'integer', description, 'x-expected': 'an integer' });
}

/** A signed 32-bit integer. */
export function int32(description: string): TUnsafe<number> {
  return integer(-2_147_483_648, 2_147_483_647, description);
}

/** Any number. */
export function number(description: string): TUnsafe<number> {
  return Type.Unsafe({ type: 'number', description, 'x-expected': 'a number' });
}

/** An HTTP status, or 0. */
export function status(description: string): TUnsafe<number> {
  return Type.Unsafe({
    ...integer(0, 599, description),
    not: { type: 'integer', minimum: 1, maximum: 99 },
    'x-expected': 'an HTTP status from 100 to 599, or 0',
  });
}

/** An IPv4 or IPv6 address. */
export function ip(description: string): TUnsafe<string> {
  return Type.Unsafe({
    type: 'string',
    if: { pattern: ':' },
    then: { format: 'ipv6' },
    else: { format: 'ipv4' },
    description,
    'x-expected': 'an IPv4 or IPv6 address',
  });
}

/** An IPv4 address, or an empty string. */
export function ipv4OrEmpty(description: string): TUnsafe<string> {
  return Type.Unsafe({
    type: 'string',
    if: { minLength: 1 },
    then: { format: 'ipv4' },
    description,
    'x-expected': 'an IPv4 address or an empty string',
  });
}

/** An IPv4 address, an empty string, or null. */
export function ipv4OrNone(description: string): TUnsafe<string | null> {
  return Type.Unsafe({
    ...ipv4OrEmpty(description),
    type: ['string', 'null'],
    'x-expected': 'an IPv4 address, an empty string or null',
  });
}

/** An IPv6 address, an empty string, or null. */
export function ipv6OrNone(description: string): TUnsafe<string | null> {
  return Type.Unsafe({
    type: ['string', 'null'],
    if: { minLength: 1 },
    then: { format: 'ipv6' },
    description,
    'x-expected': 'an IPv6 address, an empty string or null',
  });
}

/** An array of any length. */
export function list<Item extends TSchema>(
  items: Item,
  expected: string,
  description: string,
): TArray<Item> {
  return Type.Array(items, { description, 'x-expected': expected });
}
