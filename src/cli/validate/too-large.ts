/**
 * What is said of an input, or a line of it, that is too large to be inspected. Pure.
 *
 * @module
 */
import type { Finding } from '../../notification/inspection';
import { LARGEST_LINE, LARGEST_WHOLE } from '../read-input';
import type { InputPart } from './validate-report';

/** A line that was skipped. */
export function tooLong({ line, pointer }: { line: number; pointer: string }): InputPart {
  const limit = mebibytes(LARGEST_LINE);
  const message = `The line is longer than ${limit} and was not inspected.`;
  const violations = [{ ...sizeOver(limit), pointer, line, message }];
  return { notifications: [], violations, sourceLine: () => '', lines: 1 };
}

/** A whole input. */
export function tooLarge(): Finding {
  const limit = mebibytes(LARGEST_WHOLE);
  const message = `The file is larger than ${limit} and is not NDJSON, so it was not inspected: write one notification a line.`;
  return { ...sizeOver(limit), pointer: '', line: 1, message };
}

function sizeOver(limit: string): Pick<Finding, 'column' | 'keyword' | 'expected' | 'found'> {
  return { column: 1, keyword: 'size', expected: `at most ${limit}`, found: 'more' };
}

function mebibytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}
