/**
 * JSON Pointers (RFC 6901), and the same places in the dotted form that people read.
 *
 * @module
 */

/** Longest name of a field that a message quotes; longer ones are cut. */
const LONGEST_NAME = 60;

/** The pointer to a field or element below another. */
export function childPointer(parent: string, segment: string): string {
  const plain = !segment.includes('~') && !segment.includes('/');
  return `${parent}/${plain ? segment : segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The segments of a pointer, unescaped. */
export function pointerSegments(pointer: string): string[] {
  const segments = pointer.split('/').slice(1);
  if (!pointer.includes('~')) return segments;
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A place as people write it: `details.hit.payloads[0]`. */
export function dottedPath(segments: readonly string[]): string {
  const parts = segments.map((segment) => {
    if (/^\d+$/.test(segment)) return `[${segment}]`;
    if (/^[A-Za-z_]\w*$/.test(segment) && segment.length <= LONGEST_NAME) return `.${segment}`;
    const cut = segment.length > LONGEST_NAME ? `${segment.slice(0, LONGEST_NAME)}…` : segment;
    return `[${JSON.stringify(cut)}]`;
  });
  return parts.join('').replace(/^\./, '');
}
