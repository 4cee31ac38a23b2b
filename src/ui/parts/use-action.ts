/**
 * Something that a person asks for, such as by a button: whether it is under way, and why it failed.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { sentenceOf } from '../client';

/** What a component has of its action. */
interface Action {
  /** Why the newest try failed, as a sentence; `undefined` while one is under way. */
  readonly failure: string | undefined;
  readonly busy: boolean;
  /** Does it. Never rejects: what went wrong is the failure. */
  readonly act: (work: () => Promise<void>) => Promise<void>;
}

/** See the module. */
export function useAction(): Action {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  return { failure, busy, act };
}
