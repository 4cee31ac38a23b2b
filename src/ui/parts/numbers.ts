/**
 * Numbers as people read them. Pure.
 *
 * @module
 */
const GROUPED = new Intl.NumberFormat('en-GB');

/** `12,345` */
export function grouped(value: number): string {
  return GROUPED.format(value);
}

/** `1 delivery`, `2 deliveries`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** `512 B`, `1.4 KB`, `12 MB`, `1.5 GB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  const [size, unit] =
    value < 1_000_000
      ? [value / 1_000, 'KB']
      : value < 1_000_000_000
        ? [value / 1_000_000, 'MB']
        : [value / 1_000_000_000, 'GB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** `42 s`, `2 min 05 s`: as a clock that ticks. */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `0.4 ms`, `12 ms`, `1.2 s`, `1 min 04 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 60_000) return clock(milliseconds);
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
