/** A journal whose appends wait until they are let go, as those of a slow disk do. */
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';

export interface HeldJournal {
  readonly journal: Journal;
  /** Resolves when the first append waits. */
  readonly held: Promise<void>;
  /** Lets go of those that wait and all that come. */
  readonly release: () => void;
}

export function heldJournal(): HeldJournal {
  const inner = memoryJournal();
  let reached = (): void => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (reached = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const journal = new Proxy(inner, {
    get(target, property) {
      if (property === 'append') {
        return async (draft: Parameters<Journal['append']>[0]) => {
          reached();
          await released;
          return target.append(draft);
        };
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { journal, held, release };
}
