/**
 * The published bodies of `test/fixtures/samples`, read as notifications.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(__dirname, '..', 'fixtures', 'samples');

/** The notifications of the fixture whose name begins with this number. */
export function published(number: string): readonly unknown[] {
  const name = readdirSync(DIRECTORY).find((file) => file.startsWith(`${number}-`));
  if (name === undefined) throw new Error(`There is no fixture ${number}.`);
  const text = readFileSync(join(DIRECTORY, name), 'utf8');
  if (name.endsWith('.ndjson')) return text.trim().split('\n').map(parse);
  const body = parse(text);
  return Array.isArray(body) ? body : [body];
}

function parse(text: string): unknown {
  return JSON.parse(text);
}
