/**
 * What a file is that is no export as NDJSON, told by how it begins. Pure.
 *
 * @module
 */

/** Characters by which a file is known. */
const BEGINNING = 200;

/** A sentence for what begins with this line; `undefined` when it may be an export as NDJSON. */
export function foreignFile(firstLine: Buffer): string | undefined {
  const start = firstLine.toString('utf8', 0, BEGINNING).trimStart();
  const what = KINDS.find(({ begins }) => begins.test(start))?.what;
  return what === undefined ? undefined : `it is ${what}. ${REMEDY}`;
}

const REMEDY =
  'Only NDJSON brings whole deliveries along: export them with "wallstash journal export", or Export, NDJSON in the console.';

const KINDS: readonly { readonly begins: RegExp; readonly what: string }[] = [
  { begins: /^\{"log":/, what: 'a HAR' },
  { begins: /^\{\s*$/, what: 'cut short, or JSON of many lines, as a HAR is' },
  { begins: /^#!/, what: 'a script, such as the curl script of an export' },
  { begins: /^\[/, what: 'an array, such as bodies without the deliveries around them' },
  // What gzip makes of its first two bytes, read as text; zip and bzip2 by their letters.
  { begins: /^.?\uFFFD|^PK|^BZh/su, what: 'packed, or no text: unpack it first' },
  {
    begins: /^\{\s*"(?:summary|description|details|body_type)"/,
    what: 'a body without the delivery around it',
  },
  { begins: /^<!?[a-z]/i, what: 'a page or XML' },
];
