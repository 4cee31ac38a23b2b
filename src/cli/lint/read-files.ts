/**
 * Reads the files to lint, one after the other, so that there is never more open or held than was allowed.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { normalize, resolve } from 'node:path';

import type { LintFile } from '../../pipeline-lint/finding';
import { InputFileError, reasonFor } from '../files/input-file-error';

/** Largest file that is read. */
const LARGEST_FILE = 16 * 1_048_576;
/** Characters of all files together. */
const MOST_TEXT = 4 * LARGEST_FILE;

/** Reads each file once. */
export class FileReader {
  readonly #cwd: string;
  readonly #files = new Map<string, LintFile>();
  readonly #settings = new Map<string, LintFile>();
  #held = 0;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** All that was read, settings last. */
  get files(): readonly LintFile[] {
    const settings = [...this.#settings.values()];
    return [...this.#files.values(), ...settings.sort((a, b) => (a.name < b.name ? -1 : 1))];
  }

  /** Reads a file. @throws InputFileError */
  async read(name: string, isSettings = false): Promise<LintFile> {
    const key = normalize(name);
    const into = isSettings ? this.#settings : this.#files;
    const known = into.get(key);
    if (known !== undefined) return known;
    const bytes = await readBytes(name, this.#cwd);
    const text = isSettings ? withoutMark(decoded(bytes)) : decoded(bytes);
    const file = { name, text, isUtf8: isUtf8(bytes) };
    this.#held += file.text.length;
    if (this.#held > MOST_TEXT) throw tooMuch(this.#cwd);
    into.set(key, file);
    return file;
  }

  /** The text of a file that need not be there, which is not counted among those to lint. */
  async peek(name: string): Promise<string | null> {
    const known = this.#settings.get(normalize(name));
    if (known !== undefined) return known.text;
    return readText(name, this.#cwd).then(withoutMark, () => null);
  }
}

/** The text of a file. @throws InputFileError also when it is larger than any pipeline */
export async function readText(name: string, cwd: string): Promise<string> {
  return decoded(await readBytes(name, cwd));
}

/** By hand: a decoder would drop the byte order mark, at which Logstash refuses a pipeline. */
function decoded(bytes: Buffer): string {
  return bytes.toString('utf8');
}

/** Of settings Logstash passes over one byte order mark (`Psych` 5.2.3, seen in JRuby 9.4.13). */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

async function readBytes(name: string, cwd: string): Promise<Buffer> {
  const path = resolve(cwd, name);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST_FILE) break;
      parts.push(part);
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputFileError(path, `Cannot read ${name}: ${reasonFor(code)}.`, { cause: error });
  }
  if (size > LARGEST_FILE) {
    const why = `it has more than ${megabytes(LARGEST_FILE)}, which no pipeline has`;
    throw new InputFileError(path, `Cannot lint ${name}: ${why}; check the name.`);
  }
  return Buffer.concat(parts);
}

function tooMuch(cwd: string): InputFileError {
  const why = `the pipelines together have more than ${megabytes(MOST_TEXT)} of text`;
  return new InputFileError(cwd, `Cannot lint all this: ${why}; name fewer of them.`);
}

function megabytes(bytes: number): string {
  return `${bytes / 1_048_576} MiB`;
}
