/**
 * `npm run bench -- validate [--quick] [--json FILE]`: what inspecting a body costs beside parsing it.
 *
 * Parsing alone and inspecting take turns within each round, and the ratio is taken within a round: the machine's
 * mood cancels out. One thread.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { inspectBody } from '../src/notification/inspect-body';
import { isValid } from '../src/notification/is-valid';
import { BODIES } from './support/bodies';
import { median } from './support/median';

interface Row {
  readonly body: string;
  readonly bytes: number;
  readonly notifications: number;
  readonly parsedPerSecond: number;
  readonly inspectedPerSecond: number;
  /** Inspected to parsed. */
  readonly ratio: number;
  /** Microseconds that inspecting adds to a notification. */
  readonly added: number;
}

function main(): void {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, json: { type: 'string' } },
  });
  const [rounds, duration] = values.quick === true ? [3, 100] : [9, 500];
  const rows = Object.entries(BODIES).map(([name, body]) =>
    measure(name, body, { rounds, duration }),
  );
  console.table(
    rows.map(({ body, bytes, parsedPerSecond, inspectedPerSecond, ratio, added }) => ({
      body,
      bytes,
      'JSON.parse, notifications/s': Math.round(parsedPerSecond),
      'inspectBody, notifications/s': Math.round(inspectedPerSecond),
      ratio: ratio.toFixed(2),
      'added µs': added.toFixed(1),
    })),
  );
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
  }
}

function measure(
  name: string,
  body: Buffer,
  { rounds, duration }: { rounds: number; duration: number },
): Row {
  const { length: notifications } = inspectBody(body).notifications;
  if (!isValid(inspectBody(body))) throw new Error(`The body ${name} is not valid.`);
  const parse = (): unknown => JSON.parse(body.toString());
  const inspect = (): unknown => inspectBody(body);
  perSecond(parse, duration);
  perSecond(inspect, duration);
  const results = Array.from({ length: rounds }, () => {
    const parsed = perSecond(parse, duration) * notifications;
    const inspected = perSecond(inspect, duration) * notifications;
    return { parsed, inspected, ratio: inspected / parsed, added: 1e6 / inspected - 1e6 / parsed };
  });
  return {
    body: name,
    bytes: body.length,
    notifications,
    parsedPerSecond: median(results.map(({ parsed }) => parsed)),
    inspectedPerSecond: median(results.map(({ inspected }) => inspected)),
    ratio: median(results.map(({ ratio }) => ratio)),
    added: median(results.map(({ added }) => added)),
  };
}

/** How often a function can be called in a second, from calls for `duration` ms. */
function perSecond(call: () => unknown, duration: number): number {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < duration) {
    for (let nth = 0; nth < 20; nth += 1) call();
    calls += 20;
    elapsed = performance.now() - start;
  }
  return (calls / elapsed) * 1_000;
}

main();
