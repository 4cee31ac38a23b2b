/**
 * What the journal of the pictures holds when `serve` starts: an afternoon with a burst, some bodies that break the contract, some
 * that were refused, a repeat. The same each time, but for the hour.
 */
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from './prepare.mjs';

const MINUTE = 60_000;
/** How far back it goes. */
const SPAN = 150 * MINUTE;
/** Where they come from: Logstash beside it, and two of Wallarm's. */
const SENDERS = ['10.0.4.17', '203.0.113.9', '203.0.113.10'];
/** Notification types, as often as they come. */
const TYPES = [
  ...['new_hits', 'new_hits', 'new_hits', 'vuln', 'ip_blocked', 'new_hits', 'create_user'],
  ...['new_hits', 'new_scope_object_ips', 'new_hits', 'security_issue', 'rule_create'],
];

/** Writes it into the data directory of a `serve` that does not run yet. */
export async function writePictureJournal(data) {
  const load = createRequire(join(ROOT, 'dist', 'index.js'));
  const { openJournal } = load('./journal/durable-journal.js');
  const { build } = load('./notification/build.js');
  const { inspectBody } = load('./notification/inspect-body.js');
  const journal = await openJournal({ directory: join(data, 'journal') });
  const start = Date.now() - SPAN;
  for (const [index, at] of moments().entries()) {
    const type = TYPES[index % TYPES.length];
    const notification = build(type, { seed: index, now: start + at });
    const { body, ...outcome } = outcomeOf(index, notification);
    await journal.append({
      ...{ receivedAt: Math.floor(start + at), remoteAddress: SENDERS[index % 5 === 0 ? 1 : 0] },
      ...{ tlsVersion: 'TLSv1.3', method: 'POST', path: '/' },
      headers: {
        ...{ host: 'localhost:5044', 'content-type': 'application/json' },
        ...{ 'content-length': String(body.length), accept: '*/*' },
      },
      ...{ body, bodySize: body.length, findings: inspectBody(body) },
      ...(index % 29 === 7 && { idempotencyKey: 'the same again' }),
      ...outcome,
    });
  }
  await journal.close();
}

/** Few each minute, and a burst in the middle; milliseconds since the start. */
function moments() {
  const all = [];
  let state = 7;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let minute = 0; minute < SPAN / MINUTE; minute += 1) {
    const burst = minute > 84 && minute < 97 ? 5 : 0;
    const count = Math.floor(random() * random() * 4 + burst * random());
    for (let one = 0; one < count; one += 1) all.push((minute + random()) * MINUTE);
  }
  return all.sort((one, other) => one - other);
}

function outcomeOf(index, notification) {
  const bytes = (value) => Buffer.from(JSON.stringify([value]));
  if (index % 23 === 11) {
    const { summary, ...rest } = notification;
    const spoiled = { ...rest, summary: summary.length, details: { ...rest.details, cloud: null } };
    const answer = { status: 422, reason: 'It breaks the schema.' };
    return { body: bytes(spoiled), verdict: 'rejected', answer };
  }
  if (index % 41 === 30) {
    const answer = { status: 503, reason: 'A fault answered.' };
    return { body: bytes(notification), verdict: 'refused', answer, fault: 'status' };
  }
  return { body: bytes(notification), verdict: 'accepted', answer: { status: 200 } };
}
