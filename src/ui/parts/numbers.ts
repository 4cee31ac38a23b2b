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

/** `512 B`, `1.4 KB`, `12 MB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  const [size, unit] = value < 1_000_000 ? [value / 1_000, 'KB'] : [value / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** `0.4 ms`, `12 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
