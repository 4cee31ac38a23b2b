/**
 * A part of the screen Settings under its heading.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

/** See the module. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="panel settings-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
