/**
 * The schemas as validators: JavaScript that Ajv writes once, when a schema changes, so that no process that holds a
 * notification against its contract has to load a compiler and wait for it (a tenth of a second each time).
 *
 * Pure: a script writes them into `schemas/`, {@link validation/generated} reads them. Nothing of it runs in the product.
 *
 * @module
 */
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';

import { isPublishedType, NOTIFICATION_TYPES } from './notification-type';
import { Envelope } from './schemas/envelope';
import { ANNOTATIONS, type JsonSchema } from './schemas/json-schema';
import { SCHEMAS } from './schemas/registry';

const NOTE =
  '/* Written by "npm run generate" from src/notification/schemas, with Ajv (MIT). Do not edit. */';

/** Keywords that only people read. */
const WORDS: ReadonlySet<string> = new Set(['title', 'description', ...ANNOTATIONS]);

/** The files by name: one that stops at the first breach of a value, one that lists them all. */
export function validatorFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['first-breach.validators.js', validators(false)],
    ['all-breaches.validators.js', validators(true)],
  ]);
}

/** A type that is known by name only has no rule beyond the envelope's: the two share a validator. */
function validators(allErrors: boolean): string {
  const compiler = new Ajv2020({
    allErrors,
    strict: true,
    strictTypes: false, // "if" and "then" stand apart from the "type" that they belong to
    strictRequired: false, // "then" requires what stands in the "properties" around it
    validateSchema: false, // a test does it
    messages: false, // the words are ours
    code: { source: true, lines: true },
  });
  addFormats(compiler, ['ipv4', 'ipv6']);
  const published = NOTIFICATION_TYPES.filter(isPublishedType);
  const names: Record<string, string> = {};
  for (const [name, schema] of [
    ['envelope', Envelope] as const,
    ...published.map((type) => [type, SCHEMAS[type]] as const),
  ]) {
    compiler.addSchema(withoutWords(schema), name);
    names[name] = name;
  }
  return `${NOTE}\n${standaloneCode(compiler, names)}\n`;
}

function withoutWords(schema: JsonSchema): object {
  const bare = (value: unknown, isSchema: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one: unknown) => bare(one, true));
    const kept = Object.entries(value).filter(([key]) => !isSchema || !WORDS.has(key));
    return Object.fromEntries(
      kept.map(([key, child]) => [key, bare(child, !isSchema || key !== 'properties')]),
    );
  };
  return bare(JSON.parse(JSON.stringify(schema)), true) as object;
}
