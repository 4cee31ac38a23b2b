/**
 * Throws bodies of all kinds at `inspectBody` and checks what it says of them against a second opinion.
 *
 * 24,000 bodies by default; `npm run fuzz -- --runs 1000000` sets FUZZ_RUNS (and `--seed`, FUZZ_SEED) for more.
 */
import * as fc from 'fast-check';

import { inspectBody } from '../../src/notification/inspect-body';
import type { BodyInspection, Finding } from '../../src/notification/inspection';
import { pointerSegments } from '../../src/notification/pointer';
import { bodies } from './fuzz-bodies';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 24_000);
const SEED = process.env['FUZZ_SEED'];
const PARAMETERS = SEED === undefined ? {} : { seed: Number(SEED) };

test('any body is inspected, and what is said of it is true', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  fc.assert(
    fc.property(bodies, (body) => check(body)),
    { ...PARAMETERS, numRuns: RUNS },
  );
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
});

/** Fails by throwing: `expect` would cost most of the time. */
function check(body: Buffer): void {
  const inspection = inspectBody(body);
  const text = body.toString().replace(/^\uFEFF/, '');
  const rows = text.split('\n');
  JSON.stringify(inspection);

  for (const finding of findings(inspection)) {
    const row = rows[finding.line - 1];
    must(row !== undefined, 'the line lies within the body', finding);
    must(
      finding.column >= 1 && finding.column <= (row?.length ?? 0) + 1,
      'the column lies within its line',
      finding,
    );
    must(
      finding.message.length > 10 && finding.found.length <= 80,
      'the finding is put in words',
      finding,
    );
  }

  const whole = parsed(text);
  const parts = rows.filter((row) => row.trim() !== '').map(parsed);
  const isJson = whole !== undefined;
  const saysSyntax = inspection.violations.some(({ keyword }) => keyword === 'syntax');
  const isValidNdjson =
    inspection.carrier === 'ndjson' && parts.every((part) => part !== undefined);
  must(
    saysSyntax === !(isJson || isValidNdjson),
    'a syntax violation tells JSON from what is not',
    inspection,
  );

  const root: unknown = inspection.carrier === 'ndjson' ? parts : whole;
  for (const notification of inspection.notifications) {
    must(
      resolves(root, notification.pointer) === 'there',
      'the notification is there',
      notification,
    );
    for (const { pointer, keyword } of [...notification.violations, ...notification.notices]) {
      must(pointer.startsWith(notification.pointer), 'findings lie in their notification', pointer);
      const place = resolves(root, pointer);
      must(
        place === 'there' || (keyword === 'required' && place === 'missing'),
        'the pointer leads there',
        [pointer, keyword, place],
      );
    }
  }
}

function must(holds: boolean, what: string, about: unknown): void {
  if (!holds) throw new Error(`Does not hold: ${what}: ${JSON.stringify(about)}`);
}

function findings({ notifications, violations }: BodyInspection): Finding[] {
  return [...violations, ...notifications.flatMap((one) => [...one.violations, ...one.notices])];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `missing`: only the last segment leads nowhere. */
function resolves(root: unknown, pointer: string): 'there' | 'missing' | 'nowhere' {
  const segments = pointerSegments(pointer);
  let value = root;
  for (const [index, segment] of segments.entries()) {
    if (typeof value !== 'object' || value === null) return 'nowhere';
    if (!Object.hasOwn(value, segment))
      return index === segments.length - 1 ? 'missing' : 'nowhere';
    value = (value as Record<string, unknown>)[segment];
  }
  return 'there';
}
