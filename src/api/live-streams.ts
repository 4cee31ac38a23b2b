/**
 * All live streams of an API, and what wakes them.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';

import type { TestResult } from '../console/test-run';
import type { ApiDependencies } from './dependencies';
import { describeDeliveries } from './describe-deliveries';
import { ApiError } from './errors';
import {
  type Changed,
  LiveStream,
  type LiveStreamOptions,
  type StreamSources,
} from './live-stream';

/** Streams that may be open at a time. */
const MOST_STREAMS = 100;
const BEAT_MS = 15_000;

/** See the module. Subscribes when it is made; `close` ends that. */
export class LiveStreams {
  readonly #sources: StreamSources;
  readonly #streams = new Set<LiveStream>();
  readonly #ends: readonly (() => void)[];

  constructor({ journal, console, faults, troubles, answeredIn }: ApiDependencies) {
    this.#sources = {
      journal,
      describe: (summaries) => describeDeliveries({ journal, answeredIn }, summaries),
    };
    const beat = setInterval(() => this.#each((stream) => stream.beat()), BEAT_MS).unref();
    const ends = [
      () => clearInterval(beat),
      journal.subscribe((entry) => this.#each((stream) => stream.arrived(entry))),
      console?.subscribe(({ kind }) => {
        if (kind === 'integration' || kind === 'deleted') this.changed('integrations');
        else if (kind !== 'trouble') this.changed('attempts');
      }),
      faults?.subscribe(() => this.changed('faults')),
      troubles?.subscribe((trouble) => this.#each((stream) => stream.troubled(trouble))),
    ];
    this.#ends = ends.filter((end) => end !== undefined);
  }

  get count(): number {
    return this.#streams.size;
  }

  /** Bytes that wait for slow browsers. */
  get buffered(): number {
    return [...this.#streams].reduce((sum, { buffered }) => sum + buffered, 0);
  }

  /** Tells every browser that it may ask again for this. */
  changed(what: Changed): void {
    this.#each((stream) => stream.changed(what));
  }

  /** Tells every browser that so many entries were cleared. */
  cleared(entries: number): void {
    this.#each((stream) => stream.cleared(entries));
  }

  /** Tells every browser that so many entries were imported. */
  imported(entries: number): void {
    this.#each((stream) => stream.imported(entries));
  }

  testResult(integrationId: string, result: TestResult): void {
    this.#each((stream) => stream.testResult(integrationId, result));
  }

  /** Serves one browser until it goes. @throws ApiError when too many are there */
  async serve(response: ServerResponse, options: LiveStreamOptions): Promise<void> {
    if (this.#streams.size >= MOST_STREAMS) {
      const detail = `Cannot open another live stream: ${MOST_STREAMS} are open. Close some.`;
      throw new ApiError('WST_TOO_MANY', 429, detail);
    }
    const stream = new LiveStream(this.#sources, response, options);
    this.#streams.add(stream);
    try {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      await stream.run();
    } finally {
      this.#streams.delete(stream);
    }
  }

  /** Ends every stream; browsers come back when there is somebody again. */
  close(): void {
    for (const end of this.#ends) end();
    this.#each((stream) => stream.end());
  }

  #each(act: (stream: LiveStream) => void): void {
    for (const stream of this.#streams) act(stream);
  }
}
