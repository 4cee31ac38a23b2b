/**
 * The history of attempts: the newest in memory, and as NDJSON on disk so that a restart does not forget them.
 *
 * What was dropped with its integration stands in it too: it may never have been attempted.
 * Bounded: {@link KEPT_RECORDS} records of each kind in memory, two files of at most {@link FILE_BYTES} each on disk. It is there
 * to be looked at; no delivery depends on it, so it is not synced, and a line that cannot be read is left out.
 *
 * @module
 */
import { appendFile, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { AttemptRecord, ConsoleDelivery } from './delivery';
import { ConsoleWriteError } from './errors';

/** Records that can be asked for. */
const KEPT_RECORDS = 2_000;
/** Where a file ends and the next begins; the one before the last goes. */
const FILE_BYTES = 4 * 1024 * 1024;
const FILES = { older: 'attempts.1.ndjson', newer: 'attempts.ndjson' } as const;

/** A delivery that went with its integration. */
interface DroppedRecord {
  readonly dropped: ConsoleDelivery;
}

type Line = AttemptRecord | DroppedRecord;

/** Which attempts are wanted. */
export interface AttemptQuery {
  readonly integrationId?: string;
  readonly deliveryId?: string;
  /** The newest so many. @default 100 */
  readonly limit?: number;
}

/** See the module. */
export class AttemptHistory {
  readonly #path: string;
  readonly #older: string;
  #records: AttemptRecord[];
  #dropped: ConsoleDelivery[];
  #bytes: number;
  #writing: Promise<void> = Promise.resolve();

  private constructor(directory: string, lines: readonly Line[], bytes: number) {
    this.#path = join(directory, FILES.newer);
    this.#older = join(directory, FILES.older);
    this.#records = lines.filter((line) => 'attempt' in line).slice(-KEPT_RECORDS);
    this.#dropped = lines
      .flatMap((line) => ('dropped' in line ? [line.dropped] : []))
      .slice(-KEPT_RECORDS);
    this.#bytes = bytes;
  }

  /** Reads what an earlier process left. */
  static async open(directory: string): Promise<AttemptHistory> {
    const lines: Line[] = [];
    for (const name of [FILES.older, FILES.newer]) {
      lines.push(...parseLines(await readIfThere(join(directory, name))));
    }
    const bytes = await sizeIfThere(join(directory, FILES.newer));
    return new AttemptHistory(directory, lines, bytes);
  }

  /** All that are in memory, oldest first. */
  get records(): readonly AttemptRecord[] {
    return this.#records;
  }

  /** What was dropped with its integration, oldest first. */
  get dropped(): readonly ConsoleDelivery[] {
    return this.#dropped;
  }

  /** Adds a record. Resolves when it is written. @throws ConsoleWriteError; it is in memory all the same */
  add(record: AttemptRecord): Promise<void> {
    this.#records.push(record);
    if (this.#records.length > 2 * KEPT_RECORDS) this.#records = this.#records.slice(-KEPT_RECORDS);
    return this.#append(record);
  }

  /** Adds what goes with its integration. Resolves when it is written. @throws ConsoleWriteError; it is in memory all the same */
  addDropped(delivery: ConsoleDelivery): Promise<void> {
    this.#dropped = [...this.#dropped, delivery].slice(-KEPT_RECORDS);
    return this.#append({ dropped: delivery });
  }

  /** The newest first. */
  query({ integrationId, deliveryId, limit = 100 }: AttemptQuery): readonly AttemptRecord[] {
    return this.#records
      .filter(
        ({ delivery }) =>
          (integrationId ?? delivery.integrationId) === delivery.integrationId &&
          (deliveryId ?? delivery.id) === delivery.id,
      )
      .slice(-limit)
      .reverse();
  }

  #append(line: Line): Promise<void> {
    const written = this.#writing.then(() => this.#write(`${JSON.stringify(line)}\n`));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #write(line: string): Promise<void> {
    try {
      if (this.#bytes > 0 && this.#bytes + line.length > FILE_BYTES) {
        await rename(this.#path, this.#older);
        this.#bytes = 0;
      }
      // On a line of its own even behind one that a killed process did not end: an empty line is no record.
      await appendFile(this.#path, this.#bytes === 0 ? line : `\n${line}`, { mode: 0o600 });
      this.#bytes += line.length + 1;
    } catch (error) {
      throw new ConsoleWriteError(this.#path, error);
    }
  }
}

function parseLines(text: string): readonly Line[] {
  return text.split('\n').flatMap((line) => {
    try {
      const record = JSON.parse(line) as Partial<AttemptRecord & DroppedRecord> | null;
      const isWhole = record?.delivery !== undefined && record.attempt !== undefined;
      return isWhole || record?.dropped !== undefined ? [record as Line] : [];
    } catch {
      return [];
    }
  });
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

async function sizeIfThere(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
