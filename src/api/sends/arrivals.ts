/**
 * What of a body that is sent arrives in the journal: straight, or as the Logstash events that were made of it.
 *
 * @module
 */
import type { JournalEntry } from '../../journal/entry';
import type { Journal } from '../../journal/journal';
import { fingerprint } from '../../notification/fingerprint';
import { inspectBody } from '../../notification/inspect-body';
import type { InspectOptions } from '../../notification/inspect-options';

/** An entry is looked at when it is at most so many times the body: Logstash adds fields, and holds some of them twice. */
const LARGER = 4;
const LARGER_BYTES = 65_536;

/** Tells of entries that hold what is in a body. */
export class SendArrivals {
  readonly #body: Buffer;
  readonly #fingerprints: ReadonlySet<string>;
  readonly #inspect: InspectOptions | undefined;
  readonly #end: () => void;

  constructor(
    body: Buffer,
    {
      journal,
      inspect,
    }: { readonly journal: Journal; readonly inspect?: InspectOptions | undefined },
    onArrival: (id: string) => void,
  ) {
    this.#body = body;
    this.#inspect = inspect;
    this.#fingerprints = new Set(this.#fingerprintsOf(body));
    this.#end = journal.subscribe((entry) => {
      if (this.#isOne(entry)) onArrival(entry.id);
    });
  }

  /** Looks no more. */
  close(): void {
    this.#end();
  }

  #isOne({ body, kind, origin }: JournalEntry): boolean {
    if (kind !== undefined || origin !== undefined) return false;
    if (body.length > LARGER * this.#body.length + LARGER_BYTES) return false;
    if (body.equals(this.#body)) return true;
    return this.#fingerprintsOf(body).some((one) => this.#fingerprints.has(one));
  }

  #fingerprintsOf(body: Buffer): readonly string[] {
    return inspectBody(body, this.#inspect).notifications.map(({ payload }) =>
      fingerprint(payload),
    );
  }
}
