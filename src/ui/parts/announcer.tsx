/**
 * Short messages: shown for a moment, and read out.
 *
 * @module
 */
import { signal } from '@preact/signals';

const SHOWN_MS = 4_000;

const message = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message for four seconds, in place of the one before. */
export function say(text: string): void {
  clearTimeout(timer);
  message.value = text;
  timer = setTimeout(() => (message.value = ''), SHOWN_MS);
}

/** Where messages are shown; once in the page. */
export function Announcer() {
  return (
    <div class="announcer" role="status">
      {message.value !== '' && <p>{message.value}</p>}
    </div>
  );
}
