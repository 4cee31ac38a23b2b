/**
 * Servers with something wrong in their certificate, each with what the sender must say of it.
 *
 * @module
 */
import type { TlsOptions } from 'node:tls';

import { make, type Made, type Recipe } from './made-certificates';

/** What the server shows, and the CA file that the sender is given. */
export interface CaseSetup {
  readonly tls: TlsOptions;
  /** `undefined`: none, so the public CAs. */
  readonly ca: string | undefined;
}

/** One case. */
export interface CertificateCase {
  readonly title: string;
  /** The name that is called; it resolves to the server. @default 'localhost' */
  readonly host?: string;
  readonly set: () => Promise<CaseSetup>;
  /** The server must be allowed to show it: OpenSSL's security level is lowered there. */
  readonly weak?: boolean;
  /** The Node line whose OpenSSL began to refuse it; earlier ones take it. @default all refuse it */
  readonly since?: number;
  /** `null`: taken. */
  readonly code: string | null;
  /** Must be in the sentence. */
  readonly says: readonly (string | RegExp)[];
}

const LOCAL = ['DNS:localhost', 'IP:127.0.0.1'];

/** A leaf with this wrong, below a right root that is given. */
function leaf(recipe: Recipe, root: Recipe = {}) {
  return async (): Promise<CaseSetup> => {
    const issuer = await make({ cn: 'Root', ...root });
    const { cert, key } = await make({ names: LOCAL, issuer, ...recipe });
    return { tls: { cert, key }, ca: issuer.cert };
  };
}

/** A leaf below an intermediate with this wrong, below a right root that is given. */
function below(middle: Recipe, recipe: Recipe = {}) {
  return async (): Promise<CaseSetup> => {
    const root = await make({ cn: 'Root' });
    const inter = await make({ cn: 'Inter', issuer: root, ...middle });
    const { cert, key } = await make({ names: LOCAL, issuer: inter, ...recipe });
    return { tls: { cert: cert + inter.cert, key }, ca: root.cert };
  };
}

/** Root, two intermediates and a leaf; the test chooses who sends and gives what. */
function family(
  choose: (made: { root: Made; upper: Made; inter: Made; leaf: Made; other: Made }) => {
    sent: readonly Made[];
    given: readonly Made[] | undefined;
  },
) {
  return async (): Promise<CaseSetup> => {
    const root = await make({ cn: 'Root' });
    const upper = await make({ cn: 'Upper', issuer: root });
    const inter = await make({ cn: 'Inter', issuer: upper });
    const end = await make({ names: LOCAL, issuer: inter });
    const other = await make({ cn: 'Other' });
    const { sent, given } = choose({ root, upper, inter, leaf: end, other });
    const pem = (list: readonly Made[]): string => list.map(({ cert }) => cert).join('');
    return {
      tls: { cert: pem(sent), key: end.key },
      ca: given === undefined ? undefined : pem(given),
    };
  };
}

/** A CA made anew under its old name; the old one is given. */
function renewedCa({
  identifiers = true,
  both = false,
}: {
  identifiers?: boolean;
  both?: boolean;
}) {
  return async (): Promise<CaseSetup> => {
    const old = await make({ cn: 'Renewed CA', identifiers });
    const fresh = await make({ cn: 'Renewed CA', identifiers });
    const { cert, key } = await make({ names: LOCAL, issuer: fresh, identifiers });
    return { tls: { cert, key }, ca: both ? old.cert + fresh.cert : old.cert };
  };
}

/** Names alone are wrong. */
function named(
  host: string,
  names: readonly string[],
  says: readonly (string | RegExp)[],
  more: Recipe = {},
): CertificateCase {
  return {
    title: `${names.join(', ')} called as ${host}`,
    host,
    set: leaf({ names, ca: false, cn: 'somebody', ...more }),
    code: 'TLS_WRONG_HOST',
    says: [`The server's certificate is not for ${host}: `, ...says],
  };
}

const DATES: readonly CertificateCase[] = [
  {
    title: 'an expired certificate',
    set: leaf({ from: -9, to: -1 }),
    code: 'TLS_CERTIFICATE_EXPIRED',
    says: [/^The certificate of localhost expired on \S+Z; renew it and restart the server\.$/],
  },
  {
    title: 'an expired intermediate',
    set: below({ from: -9, to: -1 }),
    code: 'TLS_CERTIFICATE_EXPIRED',
    says: [
      /^The CA "CN=Inter" above the certificate of localhost expired on \S+Z; have it renewed, and have the server send the new one/,
    ],
  },
  {
    title: 'an expired CA',
    set: leaf({}, { from: -9, to: -1 }),
    code: 'TLS_CERTIFICATE_EXPIRED',
    says: [
      /^The CA given, "CN=Root", above the certificate of localhost, expired on \S+Z; renew the CA/,
    ],
  },
  {
    title: 'a certificate that is not valid yet',
    set: leaf({ from: 2 }),
    code: 'TLS_CERTIFICATE_NOT_YET_VALID',
    says: [/is not valid yet: it begins on \S+Z; check the clocks of both machines/],
  },
  {
    title: 'an intermediate that is not valid yet',
    set: below({ from: 2 }),
    code: 'TLS_CERTIFICATE_NOT_YET_VALID',
    says: ['The CA "CN=Inter" above'],
  },
  {
    title: 'a CA that is not valid yet',
    set: leaf({}, { from: 2 }),
    code: 'TLS_CERTIFICATE_NOT_YET_VALID',
    says: ['The CA given, "CN=Root", above'],
  },
];

const CHAINS: readonly CertificateCase[] = [
  {
    title: 'a missing intermediate',
    set: family(({ leaf: end, root }) => ({ sent: [end], given: [root] })),
    code: 'TLS_INCOMPLETE_CHAIN',
    says: [
      'is signed by "CN=Inter", which is not the CA given ("CN=Root")',
      'have the server send that certificate too',
    ],
  },
  {
    title: 'a missing upper intermediate',
    set: family(({ leaf: end, inter, root }) => ({ sent: [end, inter], given: [root] })),
    code: 'TLS_UNKNOWN_CA',
    says: [
      'its chain breaks off at "CN=Inter": the certificate of "CN=Upper", which signed that, is neither sent nor given',
      'have the server send it',
    ],
  },
  {
    title: 'a missing lower intermediate',
    set: family(({ leaf: end, upper, root }) => ({ sent: [end, upper], given: [root] })),
    code: 'TLS_INCOMPLETE_CHAIN',
    says: ['is signed by "CN=Inter"', 'have the server send that certificate too'],
  },
  {
    title: 'a chain in another order',
    set: family(({ leaf: end, upper, inter, root }) => ({
      sent: [end, upper, inter],
      given: [root],
    })),
    code: null,
    says: [],
  },
  {
    title: 'a chain with a foreign certificate',
    set: family(({ leaf: end, upper, inter, root, other }) => ({
      sent: [end, other, inter, upper],
      given: [root],
    })),
    code: null,
    says: [],
  },
  {
    title: 'another CA given, the root sent along',
    set: family(({ leaf: end, upper, inter, root, other }) => ({
      sent: [end, inter, upper, root],
      given: [other],
    })),
    code: 'TLS_UNKNOWN_CA',
    says: [
      'its chain does not end at the CA given ("CN=Other") but at "CN=Root"; give the CA that signed it, "CN=Root"',
    ],
  },
  {
    title: 'the intermediate as CA',
    set: family(({ leaf: end, inter }) => ({ sent: [end], given: [inter] })),
    code: 'TLS_UNKNOWN_CA',
    says: [
      'the CA given, "CN=Inter", is itself signed by "CN=Upper": add the certificate of "CN=Upper"',
    ],
  },
  {
    title: 'the intermediate as CA, and sent',
    set: family(({ leaf: end, inter, upper }) => ({ sent: [end, inter, upper], given: [inter] })),
    code: 'TLS_UNKNOWN_CA',
    says: [
      'the CA given, "CN=Inter", is itself signed by "CN=Upper", below "CN=Root": add the certificate of "CN=Root"',
    ],
  },
  {
    title: 'both intermediates as CA, and no root',
    set: family(({ leaf: end, inter, upper }) => ({ sent: [end], given: [inter, upper] })),
    code: 'TLS_UNKNOWN_CA',
    says: ['is itself signed by "CN=Upper", below "CN=Root": add the certificate of "CN=Root"'],
  },
  {
    title: 'intermediates and root as CA',
    set: family(({ leaf: end, inter, upper, root }) => ({
      sent: [end],
      given: [inter, upper, root],
    })),
    code: null,
    says: [],
  },
  {
    title: "the server's own certificate as CA",
    set: family(({ leaf: end }) => ({ sent: [end], given: [end] })),
    code: 'TLS_UNKNOWN_CA',
    says: ['is the very one given as the CA', 'give the certificate of "CN=Inter"'],
  },
  {
    title: 'no CA given, the root not sent',
    set: family(({ leaf: end }) => ({ sent: [end], given: undefined })),
    code: 'TLS_UNKNOWN_CA',
    says: ['is signed by "CN=Inter", which is not a public CA; give its certificate as the CA'],
  },
  {
    title: 'no CA given, the root sent',
    set: family(({ leaf: end, inter, upper, root }) => ({
      sent: [end, inter, upper, root],
      given: undefined,
    })),
    code: 'TLS_UNKNOWN_CA',
    says: [
      'its chain ends at "CN=Root", which is not a public CA; give the certificate of "CN=Root"',
    ],
  },
  {
    title: 'no CA given, the chain sent without its root',
    set: family(({ leaf: end, inter }) => ({ sent: [end, inter], given: undefined })),
    code: 'TLS_UNKNOWN_CA',
    says: ['its chain breaks off at "CN=Inter"'],
  },
  {
    title: 'a self-signed certificate that is not given',
    set: async () => {
      const { cert, key } = await make({ names: LOCAL });
      return { tls: { cert, key }, ca: (await make({ cn: 'Root' })).cert };
    },
    code: 'TLS_SELF_SIGNED',
    says: ['is self-signed, and it is not among the CA certificates given'],
  },
  {
    title: 'a self-signed certificate that is given',
    set: async () => {
      const { cert, key } = await make({ names: LOCAL });
      return { tls: { cert, key }, ca: cert };
    },
    code: null,
    says: [],
  },
  {
    title: 'a CA made anew under its old name',
    set: renewedCa({}),
    code: 'TLS_UNKNOWN_CA',
    says: ['is signed by "CN=Renewed CA", and the CA given has the same name and another key'],
  },
  {
    title: 'the same without key identifiers',
    set: renewedCa({ identifiers: false }),
    code: 'TLS_UNKNOWN_CA',
    says: ['the CA given has the same name and another key'],
  },
  {
    title: 'old and new CA in one file, without key identifiers',
    set: renewedCa({ identifiers: false, both: true }),
    code: 'TLS_UNKNOWN_CA',
    says: ['are 2 CAs named "CN=Renewed CA", of which OpenSSL tries the first alone'],
  },
  {
    title: 'old and new CA in one file, with key identifiers',
    set: renewedCa({ both: true }),
    code: null,
    says: [],
  },
  {
    title: 'a self-signed certificate made anew',
    set: async () => {
      const old = await make({ names: LOCAL });
      const { cert, key } = await make({ names: LOCAL });
      return { tls: { cert, key }, ca: old.cert };
    },
    code: 'TLS_SELF_SIGNED',
    says: ['same name and another key'],
  },
];

const USES: readonly CertificateCase[] = [
  {
    title: 'a certificate for clients',
    set: leaf({ purposes: ['clientAuth'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: [
      'is for clientAuth and not for serverAuth (extended key usage); issue one for TLS servers',
    ],
  },
  {
    title: 'a certificate for code',
    set: leaf({ purposes: ['codeSigning'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['is for codeSigning and not for serverAuth'],
  },
  {
    title: 'a certificate that may only sign certificates',
    set: leaf({ keyUsage: ['keyCertSign'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['may be used for keyCertSign alone (key usage), and TLS needs digitalSignature'],
  },
  {
    title: 'an intermediate for clients',
    set: below({ purposes: ['clientAuth'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: [
      'The CA "CN=Inter" above the certificate of localhost is for clientAuth and not for serverAuth',
    ],
  },
  {
    title: 'an intermediate that is no CA',
    set: below({ ca: false }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA "CN=Inter"', 'is no CA (basic constraints CA:FALSE)'],
  },
  {
    title: 'an intermediate without basic constraints',
    set: below({ ca: undefined }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['is no CA (it has no basic constraints)'],
  },
  {
    title: 'an intermediate without keyCertSign',
    set: below({ keyUsage: ['digitalSignature'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA "CN=Inter"', 'may not sign certificates (its key usage lacks keyCertSign)'],
  },
  {
    title: 'a root without keyCertSign',
    set: leaf({}, { keyUsage: ['cRLSign'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: [
      'The CA given, "CN=Root"',
      'may not sign certificates (its key usage lacks keyCertSign)',
    ],
  },
  {
    title: 'a path length exceeded',
    set: async () => {
      const root = await make({ cn: 'Root', pathLength: 0 });
      const inter = await make({ cn: 'Inter', issuer: root });
      const { cert, key } = await make({ names: LOCAL, issuer: inter });
      return { tls: { cert: cert + inter.cert, key }, ca: root.cert };
    },
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA given, "CN=Root"', 'allows no CA below it (pathlen:0), and there is 1'],
  },
  {
    title: 'an unknown critical extension',
    set: leaf({ critical: '1.2.3.4' }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['has an extension that is critical and that OpenSSL does not know (1.2.3.4)'],
  },
  {
    title: 'an unknown critical extension in a CA',
    set: below({ critical: '1.2.3.4' }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA "CN=Inter"', '(1.2.3.4)'],
  },
  {
    title: 'names that the CA may not vouch for',
    set: below({ constraints: ['permitted;DNS:corp.example'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: [
      'The CA "CN=Inter"',
      'may vouch for corp.example alone (name constraints), and not for localhost',
      'from another CA',
    ],
  },
  {
    title: 'an address that the CA may not vouch for',
    set: below({ constraints: ['permitted;DNS:localhost', 'permitted;IP:10.0.0.0/255.0.0.0'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['may vouch for localhost, 10.0.0.0/8 alone', 'not for 127.0.0.1'],
  },
  {
    title: 'a name that the CA excludes',
    set: below({ constraints: ['excluded;DNS:localhost'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['may not vouch for localhost (name constraints)'],
  },
  {
    title: 'an address that the CA excludes',
    set: below({ constraints: ['excluded;IP:127.0.0.0/255.0.0.0'] }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['may not vouch for 127.0.0.1 (name constraints)'],
  },
  {
    title: 'an intermediate signed with SHA-1',
    set: below({ digest: 'SHA-1' }),
    weak: true,
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA "CN=Inter"', 'is signed with SHA-1, which is too weak'],
  },
  {
    title: 'an RSA key of 1024 bits',
    set: leaf({ keyType: 'rsa1024' }),
    weak: true,
    code: 'TLS_CERTIFICATE_REJECTED',
    says: [
      'has a key that is too weak (RSA 1024); issue that certificate again with a key of EC P-256',
    ],
    since: 24,
  },
  {
    title: 'a CA key of 1024 bits',
    set: leaf({}, { keyType: 'rsa1024' }),
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['The CA given, "CN=Root"', 'has a key that is too weak (RSA 1024)'],
    since: 24,
  },
  {
    title: 'a signature of SHA-1',
    weak: true,
    set: async () => {
      const root = await make({ cn: 'Root' });
      const { cert, key } = await make({ names: LOCAL, issuer: root, digest: 'SHA-1' });
      return { tls: { cert, key }, ca: root.cert };
    },
    code: 'TLS_CERTIFICATE_REJECTED',
    says: ['is signed with SHA-1, which is too weak'],
  },
];

const NAMES: readonly CertificateCase[] = [
  named(
    'a.test',
    ['DNS:b.test', 'DNS:c.test', 'IP:10.0.0.1'],
    [
      'it bears the DNS names b.test, c.test and the address 10.0.0.1; call the server by one of its names, or issue a certificate that bears a.test (subjectAltName DNS:a.test)',
    ],
  ),
  named(
    '127.0.0.1',
    ['DNS:127.0.0.1'],
    ['it bears 127.0.0.1 as a DNS name', 'issue it again with subjectAltName IP:127.0.0.1'],
  ),
  named(
    '127.0.0.1',
    ['DNS:localhost'],
    ['it bears the DNS name localhost', 'subjectAltName IP:127.0.0.1'],
  ),
  named(
    'localhost',
    ['IP:127.0.0.1'],
    ['it bears the address 127.0.0.1', 'subjectAltName DNS:localhost'],
  ),
  named(
    'a.test',
    ['DNS:*.test'],
    ['it bears *.test, and a wildcard below a name of one label is not taken'],
  ),
  named(
    'a.b.example.com',
    ['DNS:*.example.com'],
    ['*.example.com, which is for one label in place of the star'],
  ),
  named(
    'example.com',
    ['DNS:*.example.com'],
    [
      '*.example.com, which is for names one label below example.com and not for example.com itself',
    ],
  ),
  named('a.b.example.com', ['DNS:a.*.example.com'], ['a wildcard must be the whole first label']),
  named(
    'a.test',
    ['URI:https://a.test/'],
    ['it bears URI:https://a.test/, and clients look for a name among the DNS names alone'],
  ),
  named(
    '127.0.0.1',
    ['URI:https://127.0.0.1:5044/'],
    ['clients look for an address among the IP addresses alone'],
  ),
  named('a.test', ['DNS:https://a.test'], ['which is no DNS name: scheme, port']),
  named(
    'xn--bcher-kva.test',
    ['DNS:bücher.test'],
    ['must bear the ASCII form', 'DNS:xn--bcher-kva.test'],
  ),
  named('127.0.0.1', [], ['stands in its common name alone', 'subjectAltName IP:127.0.0.1'], {
    cn: '127.0.0.1',
  }),
  named(
    'a.test',
    ['DNS:b.test'],
    ['a.test stands in its common name alone, which is not read beside other names'],
    { cn: 'a.test' },
  ),
  {
    title: 'a name in the common name alone',
    host: 'a.test',
    set: leaf({ names: [], ca: false, cn: 'a.test' }),
    code: null,
    says: [],
  },
  {
    title: 'a name in other letters',
    host: 'A.Test',
    set: leaf({ names: ['DNS:a.TEST'] }),
    code: null,
    says: [],
  },
  {
    title: 'a name with a dot at its end',
    host: 'a.test.',
    set: leaf({ names: ['DNS:a.test'] }),
    code: null,
    says: [],
  },
  {
    title: 'a certificate with a dot at the end of its name',
    host: 'a.test',
    set: leaf({ names: ['DNS:a.test.'] }),
    code: null,
    says: [],
  },
  {
    title: 'a name with an underscore',
    host: 'my_host.test',
    set: leaf({ names: ['DNS:my_host.test'] }),
    code: null,
    says: [],
  },
  {
    title: 'an internationalised name',
    host: 'bücher.test',
    set: leaf({ names: ['DNS:xn--bcher-kva.test'] }),
    code: null,
    says: [],
  },
  {
    title: 'an expired certificate for another name',
    set: leaf({ names: ['DNS:b.test'], from: -9, to: -1 }),
    code: 'TLS_CERTIFICATE_EXPIRED',
    says: [' Besides, it is not for localhost.'],
  },
  {
    title: 'an expired certificate for clients',
    set: leaf({ purposes: ['clientAuth'], from: -9, to: -1 }),
    code: 'TLS_CERTIFICATE_EXPIRED',
    says: [/ Besides, it is for clientAuth/],
  },
];

/** All of them. */
export const CERTIFICATE_CASES: readonly CertificateCase[] = [
  ...DATES,
  ...CHAINS,
  ...USES,
  ...NAMES,
];
