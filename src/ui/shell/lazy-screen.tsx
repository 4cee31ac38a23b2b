/**
 * Screens whose code is fetched when they are opened for the first time: whoever looks at deliveries does not wait for it.
 *
 * Their styles are in the page from the beginning (`main.tsx`), so that nothing is seen without them.
 *
 * @module
 */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';

import { subscribe } from '../live';
import { EmptyState } from '../parts/empty-state';

/** The screen that `load` will bring. */
export function lazyScreen(load: () => Promise<FunctionComponent>): FunctionComponent {
  const loaded = signal<FunctionComponent>();
  const failed = signal(false);
  return function LazyScreen() {
    useEffect(() => {
      if (loaded.peek() !== undefined) return;
      load().then(
        (content) => (loaded.value = content),
        () => (failed.value = true),
      );
    }, []);
    const Content = loaded.value;
    if (Content !== undefined) return <Content />;
    return failed.value ? <NotLoaded /> : null;
  };
}

/** A browser does not fetch a module again that it could not have once: the page is loaded anew when there is somebody again. */
function NotLoaded() {
  useEffect(() => {
    const reload = (): void => location.reload();
    const ends = [subscribe('back', reload), subscribe('reset', reload)];
    return () => ends.forEach((end) => end());
  }, []);
  return (
    <EmptyState title="This screen could not be loaded">
      <p>Wallstash has stopped, or was built anew meanwhile. When it is back, so is this screen.</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        Load the page again
      </button>
    </EmptyState>
  );
}
