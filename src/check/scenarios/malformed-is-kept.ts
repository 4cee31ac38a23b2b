/**
 * `malformed-is-kept`: a body that cannot be read is in the pipeline's quarantine, with its text.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';

import type { Scenario } from '../scenario';

export const malformedIsKept: Scenario = {
  id: 'malformed-is-kept',
  hazard: 'A body that cannot be parsed is answered 200 and its text is gone.',
  expects: 'The text of a broken body is in the quarantine.',
  remedy:
    'Write events that could not be parsed, with their text, to a file of their own (in the shipped pipeline: the quarantine).',
  unable: ({ quarantine }) =>
    quarantine === undefined
      ? 'where the pipeline keeps what it cannot read is not known: pass --quarantine with its files.'
      : undefined,
  async run(stage) {
    const { mark, notification } = stage.make('new_hits');
    // Cut off in the middle: no JSON, and no line of it is.
    const text = JSON.stringify([notification]);
    const body = text.slice(0, text.indexOf(mark) + mark.length);
    if (!(await stage.sendRaw(Buffer.from(body)))) return;
    const kept = await stage.eventually(() => contains(stage.quarantine, mark));
    if (!kept) stage.problem('The broken body was answered 200 and is not in the quarantine.');
  },
};

async function contains(
  list: (() => Promise<readonly string[]>) | undefined,
  mark: string,
): Promise<boolean> {
  for (const file of (await list?.()) ?? []) {
    if ((await readFile(file)).includes(mark)) return true;
  }
  return false;
}
