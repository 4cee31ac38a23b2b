/**
 * Runs one command in process and collects what it prints.
 *
 * @module
 */
import { Readable } from 'node:stream';

import type { CommandDependencies } from '../../src/cli/command';

/** What a command needs, with its output kept. */
export function collectOutput(signal = new AbortController().signal) {
  const chunks: string[] = [];
  const dependencies: CommandDependencies = {
    out: (text) => void chunks.push(String(text)),
    err: () => undefined,
    stdin: Readable.from([]),
    cwd: '/',
    colour: false,
    interactive: false,
    signal,
  };
  return { dependencies, chunks, text: () => chunks.join('') };
}
