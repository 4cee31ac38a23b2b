/**
 * Reads an input whole, as bytes, for a command that passes them on as they are.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

import type { CommandDependencies } from './command';
import { reasonFor } from './files/input-file-error';
import { InputFileError } from './input-files';
import { LARGEST_WHOLE } from './read-input';

/** The bytes of a file, or of standard input for `-`; `flag` is what named it. @throws InputFileError when it cannot be read or is too large */
export async function readWhole(
  file: string,
  { cwd, stdin }: Pick<CommandDependencies, 'cwd' | 'stdin'>,
  flag = '--file',
): Promise<Buffer> {
  const path = resolve(cwd, file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file === '-' ? stdin : createReadStream(path)) {
      const bytes = Buffer.from(chunk as Buffer | string);
      size += bytes.length;
      if (size > LARGEST_WHOLE) break;
      chunks.push(bytes);
    }
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${file}: ${reasonFor(code, flag)}.`, { cause });
  }
  if (size > LARGEST_WHOLE) {
    const limit = `${LARGEST_WHOLE / 2 ** 20} MiB`;
    throw new InputFileError(path, `Cannot use ${file}: it is larger than ${limit}; split it.`);
  }
  return Buffer.concat(chunks);
}
