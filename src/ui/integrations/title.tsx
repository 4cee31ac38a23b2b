/**
 * The heading of a view: the screen's name, which leads back to the list, and what the view is.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import { addressOf } from '../location';

/** See the module. `children`: what stands beside it. */
export function Title({
  part,
  children,
}: {
  readonly part: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="page-head">
      <h1>
        <a href={addressOf(['integrations'])}>Integrations</a> <span class="muted">/</span> {part}
      </h1>
      {children}
    </div>
  );
}
