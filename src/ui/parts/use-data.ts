/**
 * Data of the API in a component: fetched, and fetched again when the live stream says that it changed.
 *
 * @module
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { get, sentenceOf } from '../client';
import { type Changed, subscribe } from '../live';

/** What a component has of its data. */
export interface Data<T> {
  /** The newest that came; `undefined` before the first. It stays while a newer one is fetched. */
  readonly data: T | undefined;
  /** Why the newest fetch failed, as a sentence. */
  readonly failure: string | undefined;
  readonly reload: () => void;
}

/** Between two fetches of the same path, in milliseconds: changes come in bursts. */
const PAUSE_MS = 100;

/** Fetches `path`, again when it changes or the stream tells of `changed`. `undefined`: nothing to fetch. */
export function useData<T>(path: string | undefined, changed?: Changed): Data<T> {
  const [state, setState] = useState<Fetched<T>>({});
  const ask = useRef<() => void>(() => undefined);
  const reload = useCallback(() => ask.current(), []);

  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    ask.current = repeated(async () => {
      const fetched = await fetchOnce<T>(path, abort.signal);
      if (!abort.signal.aborted) setState((before) => ({ ...kept(before, path), ...fetched }));
    }, abort.signal);
    ask.current();
    return () => abort.abort();
  }, [path]);

  useEffect(() => {
    const ends = [
      subscribe('reset', reload),
      subscribe('back', reload),
      subscribe('changed', (what) => {
        if (what === changed) reload();
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [changed, reload]);

  // What was fetched for another path is not what is asked for.
  const { data, failure } = kept(state, path);
  return { data, failure, reload };
}

/** Whether the first fetch is over, well or not. */
export function isSettled({ data, failure }: Data<unknown>): boolean {
  return data !== undefined || failure !== undefined;
}

interface Fetched<T> {
  readonly path?: string | undefined;
  readonly data?: T | undefined;
  readonly failure?: string | undefined;
}

async function fetchOnce<T>(path: string, signal: AbortSignal): Promise<Fetched<T>> {
  try {
    return { path, data: await get<T>(path, signal), failure: undefined };
  } catch (error) {
    return { path, failure: sentenceOf(error) };
  }
}

function kept<T>(state: Fetched<T>, path: string | undefined): Fetched<T> {
  return state.path === path ? state : {};
}

/** Asked while it runs, it runs once more after a pause: news that come without end starve nobody. */
function repeated(run: () => Promise<void>, signal: AbortSignal): () => void {
  let wanted = 0;
  const loop = async (): Promise<void> => {
    for (let done = 0; done < wanted && !signal.aborted;) {
      done = wanted;
      await run();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    wanted = 0;
  };
  return () => {
    wanted += 1;
    if (wanted === 1) void loop();
  };
}
