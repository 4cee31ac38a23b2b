/**
 * The compiled browser client as files in memory.
 *
 * All of its directory is read once, at the start: no path of a request ever reaches the disk, and a build that runs
 * meanwhile is not seen by halves.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { Reply } from './route';

/** A file of the client. */
export interface PageFile {
  readonly bytes: Buffer;
  /** Its bytes compressed, which happens once. */
  readonly gzipped: () => Promise<Buffer>;
  /** Its media type. */
  readonly type: string;
  /** The same as long as its bytes are. */
  readonly hash: string;
}

/** Files by their path below the directory: `docs/index.html`. */
export type Pages = ReadonlyMap<string, PageFile>;

const compress = promisify<Buffer, Buffer>(gzip);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

/** Names that mean the same in a path as in a URL. */
const PLAIN = /^[\w.-]+(?:\/[\w.-]+)*$/;

/** Reads the directory; there are no pages when it is not there, or not given. */
export function readPages(directory: string | undefined): Pages {
  const files = new Map<string, PageFile>();
  if (directory === undefined) return files;
  for (const path of filesBelow(directory)) {
    const name = relative(directory, path).split(sep).join('/');
    if (PLAIN.test(name)) files.set(name, pageFile(path));
  }
  return files;
}

/** The answer with a file: compressed for who takes that, and with an ETag, so that asking again is cheap. */
export async function pageReply(file: PageFile, accepted = ''): Promise<Reply> {
  const { type, hash } = file;
  const vary = { vary: 'accept-encoding' };
  // Strong tags: each form of the file has one of its own.
  if (!takesGzip(accepted)) {
    return { status: 200, body: file.bytes, type, headers: { ...vary, etag: `"${hash}"` } };
  }
  const headers = { ...vary, etag: `"${hash}-gzip"`, 'content-encoding': 'gzip' };
  return { status: 200, body: await file.gzipped(), type, headers };
}

function filesBelow(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function pageFile(path: string): PageFile {
  const bytes = readFileSync(path);
  // Beside the event loop, and only when it is wanted: deliveries must not wait for it.
  let gzipped: Promise<Buffer> | undefined;
  return {
    bytes,
    gzipped: () => (gzipped ??= compress(bytes)),
    type: TYPES[extname(path)] ?? 'text/plain; charset=utf-8',
    hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
  };
}

function takesGzip(accepted: string): boolean {
  return accepted.split(',').some((coding) => {
    const [name = '', quality = ''] = coding.toLowerCase().split(';');
    return name.trim() === 'gzip' && !/^\s*q=0(?:\.0*)?\s*$/.test(quality);
  });
}
