/**
 * Who wants to know of new entries.
 *
 * @module
 */
import type { JournalEntry } from '../entry';
import type { EntryListener } from '../journal';

interface Subscription {
  readonly onEntry: EntryListener;
  readonly onClose: (() => void) | undefined;
}

/** Passes each durable entry to all listeners, in order, once. */
export class Arrivals {
  /** Replaced, never changed: one that subscribes during a call is not called for the entry under way. */
  #subscriptions: readonly Subscription[] = [];

  subscribe(onEntry: EntryListener, onClose?: () => void): () => void {
    const subscription = { onEntry, onClose };
    this.#subscriptions = [...this.#subscriptions, subscription];
    return () => {
      this.#subscriptions = this.#subscriptions.filter((other) => other !== subscription);
    };
  }

  publish(entry: JournalEntry): void {
    for (const { onEntry } of this.#subscriptions) {
      try {
        onEntry(entry);
      } catch (error) {
        // A listener must not throw. One that does must not stop an acknowledgement, nor go unnoticed.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  close(): void {
    const closing = this.#subscriptions;
    this.#subscriptions = [];
    for (const { onClose } of closing) onClose?.();
  }
}
