/**
 * A button with a menu: arrows go through it, Escape and a press elsewhere close it.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What can be chosen: something to do, or a file to load. */
export interface MenuItem {
  readonly label: string;
  /** Beside it, quietly: what it is for, or its key. */
  readonly hint?: string;
  readonly act?: () => void;
  /** In place of `act`: an address to save a file from. */
  readonly href?: string;
  readonly disabled?: boolean;
}

/** `children`: what stands on the button. `label` names it where that does not. */
export function Menu({
  items,
  label,
  children,
}: {
  readonly items: readonly MenuItem[];
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const all = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
  ];
  // Before it is painted: the next key may be there as soon.
  useLayoutEffect(() => {
    if (open) all()[0]?.focus();
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    const choices = all();
    const place = choices.findIndex((one) => one === document.activeElement);
    const last = choices.length - 1;
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') close();
    else if (next !== undefined) choices[(next + choices.length) % choices.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="menu"
      ref={root}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget)))
          setOpen(false);
      }}
    >
      <button
        type="button"
        class="button quiet"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div class="menu-items" role="menu" id={id}>
          {items.map((item) => (
            <Item key={item.label} item={item} onDone={close} />
          ))}
        </div>
      )}
    </div>
  );
}

function Item({
  item: { label, hint, act, href, disabled = false },
  onDone,
}: {
  readonly item: MenuItem;
  readonly onDone: () => void;
}) {
  const content = (
    <>
      <span>{label}</span>
      {hint !== undefined && <span class="menu-hint">{hint}</span>}
    </>
  );
  if (href !== undefined && !disabled) {
    return (
      <a role="menuitem" tabIndex={-1} href={href} download onClick={onDone}>
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={disabled}
      onClick={() => {
        onDone();
        act?.();
      }}
    >
      {content}
    </button>
  );
}
