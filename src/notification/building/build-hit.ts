/**
 * Builds hits: realistic, each with an id of its own, in the short or the long form.
 *
 * @module
 */
import { type Attack, ATTACKS } from './attacks';
import type { Random } from './random';
import type { Hit } from '../schemas/hit';

/** How hits are to be built. */
export interface HitForm {
  /** Spelling of the domain: `classic` has `domain`, `current` has `host`. */
  readonly era: 'classic' | 'current';
  /** `short` has 27 fields, `long` has 37. */
  readonly form: 'short' | 'long';
  /** The kind of attack wanted; any, when there is no sample request of this kind. */
  readonly attack: string | null;
}

const COUNTRIES = [null, 'PL', 'US', 'DE', 'FR', 'NL', 'BR', 'JP'] as const;
const CLIENT_ID = 999;
const INT32 = 2_147_483_648;

/** Attacks that no signature detects. Source: Wallarm's Terraform provider, references/hits.md. */
const STAMPLESS = new Set(['xxe', 'invalid_xml']);

/** Builds one hit that was recorded at `time` (Unix seconds). */
export function buildHit(random: Random, time: number, { era, form, attack }: HitForm): Hit {
  const hit = buildLongForm(random, time, chooseAttack(random, attack));
  if (era === 'current' && form === 'long') return hit;
  const fields = Object.entries(form === 'long' ? hit : { ...hit, remote_addr6: '' })
    .filter(([name]) => form === 'long' || !LONG_FORM_ONLY.has(name))
    .map(([name, value]) => [era === 'classic' && name === 'host' ? 'domain' : name, value]);
  return Object.fromEntries(fields) as Hit;
}

const LONG_FORM_ONLY = new Set([
  'datacenter',
  'brute_counter',
  'final_wallarm_mode',
  'wallarm_mode',
  'libproton_version',
  'lom_id',
  'protocol',
  'proxy_type',
  'request_id',
  'applications',
]);

/** One literal: putting it together from parts takes V8 eight times as long. */
function buildLongForm(random: Random, time: number, request: Attack) {
  const distance = random.integer(100, 4000) / 100;
  return {
    host: `${random.pick(['www', 'api', 'shop', 'mobile'])}.example.com`,
    heur_distance: distance,
    method: request.method,
    parameter: request.parameter,
    path: request.path,
    payloads: [request.payload],
    point: [...request.point],
    probability: distance,
    remote_country: random.pick(COUNTRIES),
    remote_port: random.integer(1024, 65_535),
    remote_addr4: random.ipv4(),
    remote_addr6: null,
    tor: 'none',
    request_time: time - random.integer(2, 14),
    create_time: time,
    response_len: random.integer(0, 50_000),
    response_status: random.pick([200, 301, 400, 403, 404, 500]),
    response_time: random.integer(1, 2000),
    stamps: STAMPLESS.has(request.type) ? [] : [random.integer(1, 9999)],
    regex: [],
    stamps_hash: random.integer(-INT32, INT32 - 1),
    regex_hash: -INT32,
    type: request.type,
    block_status: random.pick(['monitored', 'monitored', 'blocked']),
    id: buildId(random, time),
    object_type: 'hit' as const,
    anomaly: distance / request.payload.length,
    datacenter: random.pick(['unknown', 'aws', 'azure', 'gce', 'hetzner']),
    brute_counter: `b:${CLIENT_ID}:${random.hex(16)}`,
    final_wallarm_mode: 'monitoring',
    wallarm_mode: null,
    libproton_version: '4.8.0',
    lom_id: random.integer(1, 9999),
    protocol: random.pick(['none', 'rest']),
    proxy_type: null,
    request_id: random.hex(32),
    applications: ['default'],
  };
}

function chooseAttack(random: Random, wanted: string | null): Attack {
  if (wanted === null) return random.pick(ATTACKS);
  const [first, ...others] = ATTACKS.filter(({ type }) => type === wanted);
  return random.pick(first === undefined ? ATTACKS : [first, ...others]);
}

/** Index and document, as in published ids; the index holds the hits of a month. */
function buildId(random: Random, time: number): [string, string] {
  const date = new Date(time * 1000);
  const month = date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
  const document = `${random.hex(16)}_${random.hex(3).toUpperCase()}`;
  return [`hits_production_${CLIENT_ID}_${month}_v_1`, document];
}
