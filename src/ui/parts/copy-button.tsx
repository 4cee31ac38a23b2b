/**
 * A button that copies, and says so.
 *
 * @module
 */
import { useEffect, useState } from 'preact/hooks';

import { say } from './announcer';

const SHOWN_MS = 1_500;

/** Copies `text`, or what `text` resolves with. The label names what is copied, or `what` does for who cannot see it. */
export function CopyButton({
  text,
  label = 'Copy',
  what,
}: {
  readonly text: string | (() => string | Promise<string>);
  readonly label?: string;
  readonly what?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setCopied(true);
      say('Copied');
    } catch {
      say('The browser does not let this page copy: select the text and copy it by hand.');
    }
  };
  return (
    <button type="button" class="button quiet copy" onClick={() => void copy()}>
      {/* Both are there, so that the button keeps its width. */}
      <span class={copied ? 'unseen' : ''}>
        {label}
        {what !== undefined && <span class="hidden"> {what}</span>}
      </span>
      <span class={copied ? 'copied' : 'copied unseen'} aria-hidden="true">
        Copied
      </span>
    </button>
  );
}
