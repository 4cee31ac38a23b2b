/**
 * Up to which moment the person has read something, remembered by this browser.
 *
 * @module
 */
import { signal } from '@preact/signals';

/** See the module. */
export interface ReadMark {
  /** Unix milliseconds; 0 when nothing was read yet. */
  readonly at: number;
  moveTo(at: number): void;
}

/** The mark that is kept under this name. */
export function readMark(key: string): ReadMark {
  const mark = signal(readBefore(key));
  return {
    get at() {
      return mark.value;
    },
    moveTo(at) {
      mark.value = at;
      try {
        localStorage.setItem(key, String(at));
      } catch {
        // Then it is shown again.
      }
    },
  };
}

function readBefore(key: string): number {
  try {
    return Number(localStorage.getItem(key) ?? 0);
  } catch {
    return 0;
  }
}
