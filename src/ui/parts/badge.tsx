/**
 * A word that tells how something is. Its colour never says more than the word.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

/** How something is. */
export type Tone = 'ok' | 'bad' | 'warn' | 'quiet';

/** See the module. */
export function Badge({
  tone,
  children,
  title,
}: {
  readonly tone: Tone;
  readonly children: ComponentChildren;
  readonly title?: string;
}) {
  return (
    <span class={`badge ${tone}`} title={title}>
      {children}
    </span>
  );
}
