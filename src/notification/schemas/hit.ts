/**
 * `details.hit`: one hit, in its short form (27 fields, published since June 2021) and its long form (37, since
 * December 2023). What only the long form has is optional.
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { eitherOf, object } from './envelope';
import {
  anyInteger,
  count,
  fixed,
  int32,
  integer,
  ipv4OrNone,
  ipv6OrNone,
  known,
  list,
  nullableKnown,
  number,
  patterned,
  status,
  text,
} from './fields';
import {
  ATTACK_TYPES,
  BLOCK_STATUSES,
  DATACENTERS,
  MODES,
  PROTOCOLS,
  PROXY_TYPES,
  TOR,
} from './known-values';

const request = {
  host: Type.Optional(text('Domain of the Host header; since January 2026. This or `domain` must stand.')),
  domain: Type.Optional(
    text('Domain of the Host header; until January 2026.', { 'x-classic-spelling-of': 'host' }),
  ),
  method: text('HTTP method of the request.'),
  path: text('Path of the request, without the query.'),
  parameter: text('Where the payload was found: parser tags, upper-cased, joined by "_", as in GET_id_value.'),
  point: list(
    Type.Unsafe<string | number>({
      type: ['string', 'integer'],
      description: 'A parser, a name or an index.',
      'x-expected': 'a string or an integer',
    }),
    'an array of strings and integers',
    'The way of parsers to the payload, flat, as in ["get", "id"].',
  ),
  payloads: list(text('One malicious payload.'), 'an array of strings', 'The payloads found in the request.'),
};

const source = {
  remote_country: Type.Unsafe<string | null>({
    ...patterned('^[A-Z]{2}$', 'two capital letters (ISO 3166-1 alpha-2) or null', ''),
    type: ['string', 'null'],
    description: 'Country of the source by ISO 3166-1 alpha-2; null when unknown.',
  }),
  remote_port: integer(0, 65_535, 'Port of the source; 0 when unknown.'),
  remote_addr4: ipv4OrNone('IPv4 address of the source; empty or null when it has none (null is published of remote_addr6 alone, and taken for this one beside an IPv6 address).'),
  remote_addr6: ipv6OrNone('IPv6 address of the source; empty or null when it has none.'),
  tor: known(TOR, 'Whether the source is a Tor exit node. Only "none" is published; "tor" is inferred from the IP lists.'),
};

const answer = {
  request_time: count('When the request was made, in Unix seconds.'),
  create_time: count('When the hit was recorded, in Unix seconds.'),
  response_len: count('Size of the response in bytes.'),
  response_status: status('HTTP status of the response; 0 when there was none.'),
  response_time: count('Time that the response took, presumably in milliseconds (the unit is unpublished).'),
};

const detection = {
  heur_distance: number('Distance of the heuristic detection.'),
  probability: number('Probability; equals heur_distance in the long form.'),
  anomaly: number('Anomaly score.'),
  stamps: list(anyInteger('Id of a signature.'), 'an array of integers', 'Ids of the signatures that matched.'),
  regex: list(
    Type.Unknown({ description: 'Unpublished: every published array is empty.', 'x-expected': 'anything' }),
    'an array',
    'Custom regular expressions that matched.',
  ),
  stamps_hash: int32('Hash of `stamps`: a signed 32-bit integer.'),
  regex_hash: int32('Hash of `regex`: a signed 32-bit integer.'),
  type: known(ATTACK_TYPES, 'Code of the attack, as in "sqli".'),
  block_status: known(BLOCK_STATUSES, 'What became of the request.'),
};

const identity = {
  id: Type.Unsafe<[string, string]>({
    type: 'array',
    items: text('Index, or document id.'),
    minItems: 2,
    maxItems: 2,
    description: 'Index and document id, as in ["hits_production_999_202010_v_1", "c2dd33831a13be0d_AC9"].',
    'x-expected': 'an array of two strings',
  }),
  object_type: fixed('hit', 'Kind of the object.'),
};

const longForm = {
  datacenter: Type.Optional(known(DATACENTERS, 'Data centre of the source.')),
  brute_counter: Type.Optional(text('Counter that brute force protection keeps.')),
  final_wallarm_mode: Type.Optional(known(MODES, 'Filtration mode that was applied.')),
  wallarm_mode: Type.Optional(nullableKnown(MODES, 'Filtration mode that was configured; null in samples.')),
  libproton_version: Type.Optional(text('Version of the detection library, as in "4.8.0".')),
  lom_id: Type.Optional(anyInteger('Id of the custom ruleset.')),
  protocol: Type.Optional(known(PROTOCOLS, 'API protocol of the request.')),
  proxy_type: Type.Optional(nullableKnown(PROXY_TYPES, 'Kind of proxy of the source; null when none.')),
  request_id: Type.Optional(text('Id of the request.')),
  applications: Type.Optional(
    list(text('Name of an application.'), 'an array of strings', 'Names of the applications.'),
  ),
  headers: Type.Optional(
    object({}, 'Headers of the request; only when the integration asks for them, since February 2026. The shape of its values is unpublished.', {
      'x-unpublished-fields': true,
    }),
  ),
};

/** One hit. */
export const Hit = object(
  { ...request, ...source, ...answer, ...detection, ...identity, ...longForm },
  'The hit.',
  eitherOf('host', 'domain'),
);
/** One hit. */
export type Hit = Static<typeof Hit>;
