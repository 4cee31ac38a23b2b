/**
 * The links to the screens: beside each other in the bar, and where that has no room for them, behind a button.
 *
 * @module
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { addressOf, place } from '../location';
import { News } from './news';

/** One link. */
interface Section {
  /** In the address. */
  readonly name: string;
  readonly title: string;
}

/** `current`: the screen that is shown. */
export function Menu({
  screens,
  current,
}: {
  readonly screens: readonly Section[];
  readonly current: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useClosing(root, open, () => setOpen(false));
  const link = (href: string, name: string, label: string) => (
    <a
      key={name}
      href={href}
      aria-current={name === current ? 'page' : undefined}
      class={screens.some((one) => one.name === name) ? '' : 'only-menu'}
      onClick={() => setOpen(false)}
    >
      {label}
      {name === 'deliveries' && <News />}
    </a>
  );
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="button menu-button"
        aria-expanded={open}
        aria-controls="screens"
        onClick={() => setOpen(!open)}
      >
        Menu
      </button>
      <a class="brand" href={addressOf(['deliveries'])}>
        <img src="/icon.svg" alt="" width="20" height="20" />
        Wallstash
      </a>
      <nav id="screens" aria-label="Screens" class={open ? 'open' : ''}>
        {screens.map(({ name, title }) => link(addressOf([name]), name, title))}
        {link(addressOf(['settings']), 'settings', 'Settings')}
        {link('/docs', 'docs', 'API documents')}
      </nav>
    </div>
  );
}

/**
 * Closes with Escape, with a press elsewhere, and when the screen changes.
 *
 * Listens before the menu is painted: who is quick with the keys, or has a slow machine, is heard.
 */
function useClosing(
  root: { readonly current: HTMLElement | null },
  open: boolean,
  close: () => void,
): void {
  const { screen } = place.value;
  useLayoutEffect(close, [screen]);
  useLayoutEffect(() => {
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
      root.current?.querySelector('button')?.focus();
    };
    const onPointerDown = ({ target }: Event): void => {
      if (target instanceof Node && root.current?.contains(target) !== true) close();
    };
    addEventListener('keydown', onKeyDown, true);
    addEventListener('pointerdown', onPointerDown);
    return () => {
      removeEventListener('keydown', onKeyDown, true);
      removeEventListener('pointerdown', onPointerDown);
    };
  }, [open]);
}
