/**
 * What is known of a thing, by name: a row of a `<dl>`.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

/** See the module. */
export function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
