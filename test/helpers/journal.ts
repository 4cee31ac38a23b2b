/**
 * Deliveries to journal, and journals to keep them in.
 *
 * @module
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

import { openJournal, type DurableJournal } from '../../src/journal/durable-journal';
import type { EntryDraft } from '../../src/journal/entry';
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import type { DurableJournalOptions, JournalLimits } from '../../src/journal/options';
import { inspectBody } from '../../src/notification/inspect-body';

/** A delivery of `body`, inspected as the receiver would. */
export function draft(body: string | Buffer = '[]', over: Partial<EntryDraft> = {}): EntryDraft {
  const bytes = Buffer.from(body);
  return {
    receivedAt: Date.UTC(2026, 10, 24),
    remoteAddress: '127.0.0.1',
    tlsVersion: 'TLSv1.3',
    method: 'POST',
    path: '/',
    headers: { host: 'localhost:5044', accept: ['a', 'b'] },
    body: bytes,
    bodySize: bytes.length,
    findings: inspectBody(bytes),
    verdict: 'accepted',
    answer: { status: 200 },
    ...over,
  };
}

/** The bodies that a journal holds, in order. */
export async function bodiesOf(journal: Pick<Journal, 'read'>): Promise<string[]> {
  const bodies: string[] = [];
  for await (const { body } of journal.read()) bodies.push(body.toString());
  return bodies;
}

/** Damages a record in the first segment: a text in it becomes another of its length. */
export async function damage(directory: string, text: string, other: string): Promise<void> {
  const path = join(directory, '0000000001.ndjson');
  await writeFile(path, (await readFile(path, 'latin1')).replace(text, other), 'latin1');
}

/** A directory of its own for a test. */
export interface TestDirectory extends AsyncDisposable {
  readonly path: string;
}

/** Made now, removed at the end of the test. */
export async function testDirectory(): Promise<TestDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'wallstash-journal-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** A durable journal in a directory of its own. */
export async function durableJournal(
  options: Partial<DurableJournalOptions> = {},
): Promise<DurableJournal> {
  const directory = await testDirectory();
  const journal = await openJournal({ directory: directory.path, ...options }).catch(
    async (error: unknown) => {
      await directory[Symbol.asyncDispose]();
      throw error;
    },
  );
  const close = journal.close.bind(journal);
  journal[Symbol.asyncDispose] = async () => {
    await close();
    await directory[Symbol.asyncDispose]();
  };
  return journal;
}

/** Both variants, for tests of what they share. */
export const VARIANTS: readonly [string, (limits?: JournalLimits) => Promise<Journal>][] = [
  ['memory', (limits) => Promise.resolve(memoryJournal(limits))],
  ['durable', (limits) => durableJournal(limits)],
];

/** A process that writes to a journal. */
export interface WriterProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: Interface;
  /** Kills it as `kill -9` does and waits for its end. */
  kill(): Promise<void>;
}

/** Starts one; `hold` opens the journal and prints `ready`, `append` goes on to print the id, key and method of each entry kept, `clear` also how many it cleared. */
export function writerProcess(mode: 'hold' | 'append' | 'clear', directory: string): WriterProcess {
  const script = join(__dirname, 'journal-writer.mjs');
  const child = spawn(process.execPath, [script, mode, directory]);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout });
  return {
    child,
    lines,
    async kill() {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
