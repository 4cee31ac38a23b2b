/**
 * What stands where nothing is yet: what to do next, with a line to paste.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import { CopyButton } from './copy-button';

/** See the module. `command`: a line for a terminal. */
export function EmptyState({
  title,
  children,
  command,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly command?: string | undefined;
}) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
      {command !== undefined && <CommandLine command={command} />}
    </div>
  );
}

const FLAG = /((?<= )--[\w-]+)/;

/** A flag is not cut between its two hyphens. */
function unbroken(part: string, index: number) {
  return index % 2 === 0 ? part : <span class="flag">{part}</span>;
}

/** A line for a terminal, to copy. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <div class="command">
      <code tabIndex={0}>{command.split(FLAG).map(unbroken)}</code>
      <CopyButton text={command} label="Copy" />
    </div>
  );
}
