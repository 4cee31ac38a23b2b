/**
 * Violations: where a notification breaks its schema, by the validators that Ajv wrote, in our words.
 *
 * One validator looks for one error and stops, which is quick and safe on any value. Only when there is one does a
 * second list them all, on a copy that holds known fields and the first elements of arrays: a hostile array of
 * millions would make as many errors.
 *
 * @module
 */
import type { ErrorObject, ValidateFunction } from 'ajv';

import { type Breach, MOST_BREACHES } from './breach';
import { childPointer, dottedPath, pointerSegments } from '../pointer';
import { type ContractName, generatedValidator } from './generated';
import { type Shape, shapeAt } from './shape';

/** Lists how a value breaks one schema. */
export type ViolationFinder = (value: unknown) => readonly Breach[];

/** The finder of one contract, whose shape says what to look at and in which words to tell it. */
export function violationFinder(name: ContractName, shape: Shape): ViolationFinder {
  const findFirst = generatedValidator(name, 'first-breach');
  let findAll: ValidateFunction | undefined;
  return (value) => {
    if (findFirst(value)) return NONE;
    const found = findFirst.errors ?? [];
    findAll ??= generatedValidator(name, 'all-breaches');
    const errors = findAll(knownPart(value, shape)) ? found : (findAll.errors ?? found);
    return listed(
      errors.filter(({ keyword }) => keyword !== 'if'),
      shape,
    );
  };
}

const NONE: readonly Breach[] = [];

/** The part of a value that the schema speaks of, with only the first elements of each array. */
function knownPart(value: unknown, shape: Shape | null): unknown {
  if (typeof value !== 'object' || value === null || shape === null) return value;
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value.slice(0, MOST_BREACHES);
    return elements.map((element) => knownPart(element, shape.items));
  }
  const known = [...(shape.properties ?? [])].filter(([key]) => Object.hasOwn(value, key));
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(known.map(([key, child]) => [key, knownPart(fields[key], child)]));
}

function listed(errors: readonly ErrorObject[], shape: Shape): readonly Breach[] {
  const breaches = errors.slice(0, MOST_BREACHES).map((error) => violation(error, shape));
  return errors.length > MOST_BREACHES
    ? [...breaches, unlisted('violation', errors.length - MOST_BREACHES)]
    : breaches;
}

/** Stands for the breaches beyond those listed. */
export function unlisted(kind: Breach['kind'], count: number): Breach {
  const message = `There are ${count} more ${kind}s than the ${MOST_BREACHES} listed.`;
  return { kind, pointer: '', keyword: 'size', message, expected: `at most ${MOST_BREACHES}` };
}

function violation({ instancePath, keyword, params }: ErrorObject, root: Shape): Breach {
  const missing = (params as { missingProperty?: string }).missingProperty;
  const pointer = missing === undefined ? instancePath : childPointer(instancePath, missing);
  const segments = pointerSegments(pointer);
  const expected = shapeAt(root, segments)?.expected ?? 'anything';
  const path = segments.length === 0 ? 'A notification' : dottedPath(segments);
  const message =
    missing === undefined
      ? `${path} must be ${expected}.`
      : `${path} is missing${otherSpelling(root, segments)}: it must be ${expected}.`;
  return { kind: 'violation', pointer, keyword, message, expected };
}

/** Tells that a field which has two spellings is missing in both. */
function otherSpelling(root: Shape, segments: readonly string[]): string {
  const name = segments.at(-1);
  const siblings = shapeAt(root, segments.slice(0, -1))?.properties ?? new Map<string, Shape>();
  const now = siblings.get(name ?? '')?.classicOf;
  const other = now ?? [...siblings].find(([, sibling]) => sibling.classicOf === name)?.[0] ?? null;
  return other === null ? '' : ` (and so is ${other}, its other spelling)`;
}
