/**
 * Lines of code as the screen shows them, and where findings stand in them. Pure.
 *
 * @module
 */
import type { Delivery, Finding } from '../../api/client-types';
import { noticesOf, violationsOf } from '../parts/findings';

/** A piece of a line; `kind` gives its colour. */
export interface CodePart {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'mark' | 'plain' | 'found';
  readonly text: string;
  /** Of what was found: its column, from 1. */
  readonly column?: number;
}

/** A line, set in by `depth`. */
export interface CodeLine {
  readonly depth: number;
  readonly parts: readonly CodePart[];
}

/** A finding of a delivery. */
export interface Mark {
  readonly kind: 'violation' | 'notice';
  readonly finding: Finding;
}

/** All findings of a delivery: violations, then notices, as they stand in the body. */
export function marksOf({ findings }: Delivery): readonly Mark[] {
  return [
    ...violationsOf(findings).map((finding) => ({ kind: 'violation', finding }) as const),
    ...noticesOf(findings).map((finding) => ({ kind: 'notice', finding }) as const),
  ];
}

/** Marks by the number of their line, from 0. */
export function byLine(
  marks: readonly Mark[],
  lineOf: (finding: Finding) => number,
): ReadonlyMap<number, readonly Mark[]> {
  const lines = new Map<number, Mark[]>();
  for (const mark of marks) {
    const line = lineOf(mark.finding);
    const there = lines.get(line);
    if (there === undefined) lines.set(line, [mark]);
    else there.push(mark);
  }
  return lines;
}
