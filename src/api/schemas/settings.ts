/**
 * What `serve` runs with: its flags, addresses, retention, disk and certificates. No secret has a place in it.
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { Count, IsoDate, Moment, nullable, oneOf } from './kinds';

const Flag = Type.Object(
  {
    flag: Type.String({ examples: ['--port'] }),
    variable: Type.String({ description: 'Its twin in the environment.' }),
    value: nullable(
      Type.String({ description: 'As it would be typed; null when it is not set, or not shown.' }),
    ),
    from: oneOf(['flag', 'environment', 'default'], 'Where the value comes from.'),
    hidden: Type.Boolean({ description: 'It is set, and a secret: its value is not shown.' }),
    about: Type.String(),
  },
  { title: 'Flag' },
);

const Address = Type.Object({
  url: Type.String({ description: 'As this machine reaches it.' }),
  host: Type.String({ description: 'The address that it listens on.' }),
});

const Certificate = Type.Object(
  {
    role: oneOf(['ca', 'server']),
    subject: Type.String(),
    issuer: Type.String(),
    names: Type.Array(Type.String(), { description: 'Host names and addresses that it is for.' }),
    validFrom: IsoDate,
    validTo: IsoDate,
    daysLeft: Type.Integer({ description: 'Negative once it has ended.' }),
    fingerprint: Type.String({ description: 'SHA-256, as openssl prints it.' }),
    key: Type.String({ examples: ['EC P-256'] }),
    file: Type.String(),
  },
  { title: 'ServeCertificate' },
);

const facts = {
  version: Type.String({ description: 'Of Wallstash.' }),
  node: Type.String({ description: 'Version of Node.js, operating system and processor.' }),
  startedAt: Moment,
  flags: Type.Array(Flag, { description: 'All of `serve`, in the order of its help.' }),
  addresses: Type.Object({
    receiver: Address,
    console: Address,
    wallarmApi: nullable(Address),
  }),
  retention: Type.Object({
    durable: Type.Boolean({ description: 'On disk; otherwise gone when `serve` ends.' }),
    keep: Type.Integer({ description: 'Deliveries that are kept at least.' }),
    keepBytes: Type.Integer(),
  }),
  disk: nullable(
    Type.Object(
      {
        directory: Type.String(),
        free: Type.Integer({ description: 'Bytes that this user may still write.' }),
        size: Type.Integer({ description: 'Bytes.' }),
      },
      { description: 'Of the data directory; null when nothing is kept there, or it does not tell.' },
    ),
  ),
  certificates: Type.Array(Certificate, { description: 'What the endpoint serves with.' }),
  check: Type.Object({
    command: nullable(Type.String({ description: 'The line that runs a check here, if one is known.' })),
    token: Type.Boolean({ description: 'The console wants a token of the check.' }),
    caFile: Type.String({ description: 'The CA that issued the certificate of the endpoint.' }),
  }),
};

/** What whoever starts the API knows. */
export type ServeFacts = Static<ReturnType<typeof Type.Object<typeof facts>>>;

export const Settings = Type.Object(
  {
    ...facts,
    journal: Type.Object({
      entries: Count,
      bytes: Count,
      dropped: Type.Integer({ description: 'Entries that retention let go since the journal began.' }),
    }),
  },
  { title: 'Settings', description: 'What `serve` runs with; to change it, start it anew.' },
);
