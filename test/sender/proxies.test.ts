/**
 * Real proxies between sender and receiver, where Debian's packages of them are installed: what each answers when the
 * receiver is not reached, not trusted or slow, and that the sentence about it names the cause.
 */
import { temporaryDirectory } from '../helpers/certificates';
import {
  createIdentity,
  freePort,
  type Identity,
  type Peer,
  startAnswering,
  startHttps,
} from '../helpers/peers';
import { attemptWith } from '../helpers/sender';
import { connectTo, run, testWith } from '../sinks/programs';

interface Place {
  readonly front: number;
  /** Port of the receiver behind the proxy. */
  readonly to: number;
  /** Folder with server.crt, server.key, server.pem and ca.crt. */
  readonly files: string;
}

interface Proxy {
  readonly program: string;
  readonly config: (place: Place) => string;
  readonly args: (file: string) => readonly string[];
}

const nginx = (location: string, server = ''): Proxy => ({
  program: 'nginx',
  config: ({ front, to, files }) => `daemon off; pid ${files}/pid; error_log ${files}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${files}/body; proxy_temp_path ${files}/proxy; fastcgi_temp_path ${files}/fastcgi;
  uwsgi_temp_path ${files}/uwsgi; scgi_temp_path ${files}/scgi;
  ssl_certificate ${files}/server.crt; ssl_certificate_key ${files}/server.key;
  proxy_ssl_trusted_certificate ${files}/ca.crt; proxy_ssl_verify on; proxy_ssl_name localhost;
  server {
    listen 127.0.0.1:${front} ssl;
    ${server.replaceAll('FILES', files)}
    location / { proxy_pass https://127.0.0.1:${to}; ${location.replaceAll('FILES', files)} }
  }
}
`,
  args: (file) => ['-e', '/dev/null', '-c', file],
});

const haproxy = (bind: string, server: string): Proxy => ({
  program: 'haproxy',
  config: ({ front, to, files }) => `defaults
  mode http
  retries 0
  timeout connect 1s
  timeout client 30s
  timeout server 1s
listen webhook
  bind 127.0.0.1:${front} ssl crt ${files}/server.pem ${bind.replaceAll('FILES', files)}
  server receiver 127.0.0.1:${to} ${server.replaceAll('FILES', files)}
`,
  args: (file) => ['-f', file],
});

const TRUSTING = 'ssl verify required ca-file FILES/ca.crt verifyhost localhost';
const DISTRUSTING = 'ssl verify required ca-file FILES/other.crt';

const apache = (location: string, server = ''): Proxy => ({
  program: 'apache2',
  config: ({ front, to, files }) => `ServerRoot ${files}
ServerName localhost
PidFile ${files}/pid
ErrorLog /dev/null
${['mpm_event', 'ssl', 'socache_shmcb', 'authz_core', 'proxy', 'proxy_http']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
Mutex file:${files} default
SSLCertificateFile ${files}/server.crt
SSLCertificateKeyFile ${files}/server.key
Listen 127.0.0.1:${front} https
<VirtualHost *:${front}>
  SSLEngine on
  SSLProxyEngine on
  SSLProxyVerify require
  SSLProxyCACertificateFile ${files}/ca.crt
  ${server.replaceAll('FILES', files)}
  ProxyPass / https://localhost:${to}/ ${location}
</VirtualHost>
`,
  args: (file) => ['-DFOREGROUND', '-f', file],
});

/** TLS ends in front, as `stunnel` does it: what cannot be handed on breaks off. */
const stunnel: Proxy = {
  program: 'stunnel4',
  config: ({ front, to, files }) => `foreground = yes
pid =
output = /dev/null
[webhook]
accept = 127.0.0.1:${front}
connect = 127.0.0.1:${to}
cert = ${files}/server.crt
key = ${files}/server.key
`,
  args: (file) => [file],
};

/** The system tells either, by what was read before. */
const BROKEN_OFF = 'CONNECTION_(RESET|CLOSED)';

type Behind = 'up' | 'away' | 'silent';

const CASES: readonly (readonly [
  what: string,
  proxy: Proxy,
  behind: Behind,
  code: string,
  sentence: string,
])[] = [
  ['nginx, receiver away', nginx(''), 'away', 'STATUS_502', 'whether the receiver is up'],
  [
    'nginx that does not trust the receiver',
    nginx('proxy_ssl_trusted_certificate FILES/other.crt;'),
    ...(['up', 'STATUS_502', 'trusts its certificate'] as const),
  ],
  [
    'nginx, slow receiver',
    nginx('proxy_read_timeout 1s;'),
    ...(['silent', 'STATUS_504', 'what holds the receiver up'] as const),
  ],
  [
    'nginx that wants a client certificate',
    nginx('', 'ssl_client_certificate FILES/ca.crt; ssl_verify_client on;'),
    ...(['up', 'STATUS_400', 'it wants a client certificate'] as const),
  ],
  [
    'nginx with little room for bodies',
    nginx('', 'client_max_body_size 10;'),
    ...(['up', 'STATUS_413', 'of a proxy in between'] as const),
  ],
  [
    'nginx with little room for headers',
    nginx('', 'large_client_header_buffers 1 512;'),
    ...(['up', 'STATUS_400', 'the headers are larger than it allows'] as const),
  ],
  ['nginx that hangs up', nginx('return 444;'), 'up', BROKEN_OFF, 'a proxy'],
  [
    'HAProxy, receiver away',
    haproxy('', TRUSTING),
    ...(['away', 'STATUS_503', 'a proxy that reaches no receiver'] as const),
  ],
  [
    'HAProxy that does not trust the receiver',
    haproxy('', DISTRUSTING),
    ...(['up', 'STATUS_503', 'a proxy that reaches no receiver'] as const),
  ],
  [
    'HAProxy, slow receiver',
    haproxy('', TRUSTING),
    ...(['silent', 'STATUS_504', 'what holds the receiver up'] as const),
  ],
  [
    'HAProxy that speaks no TLS to the receiver',
    haproxy('', ''),
    ...(['up', 'STATUS_502', 'speaks TLS to it'] as const),
  ],
  [
    'HAProxy that wants a client certificate',
    haproxy('ca-file FILES/ca.crt verify required', TRUSTING),
    ...(['up', 'TLS_CLIENT_CERTIFICATE_REQUIRED', 'wants a client certificate'] as const),
  ],
  [
    'Apache, receiver away',
    apache(''),
    ...(['away', 'STATUS_503', 'a proxy that reaches no receiver'] as const),
  ],
  [
    'Apache that does not trust the receiver',
    apache('', 'SSLProxyCACertificateFile FILES/other.crt'),
    ...(['up', 'STATUS_500', "whether it trusts the receiver's certificate"] as const),
  ],
  [
    'Apache, slow receiver',
    apache('timeout=1'),
    ...(['silent', 'STATUS_502', 'answers in time'] as const),
  ],
  [
    'stunnel, receiver away',
    stunnel,
    ...(['away', BROKEN_OFF, 'a proxy that does not reach the receiver'] as const),
  ],
];

for (const [what, proxy, behind, code, sentence] of CASES) {
  const { run: testProxy, reason, program } = testWith(proxy.program);
  testProxy(`${what}: ${code}${reason}`, async () => {
    const identity = await createIdentity();
    await using receiver = await startBehind(behind, identity);
    const to = receiver.port;
    if (behind === 'away') await receiver[Symbol.asyncDispose]();
    await using directory = await temporaryDirectory();
    const { key, cert } = identity.tls;
    await directory.write('server.crt', cert);
    await directory.write('server.key', key);
    await directory.write('server.pem', cert + key);
    await directory.write('ca.crt', identity.ca);
    await directory.write('other.crt', (await createIdentity()).ca);
    const front = await freePort();
    const place = { front, to, files: directory.path };
    const file = await directory.write('proxy.conf', proxy.config(place));
    await using running = run(program, proxy.args(file));
    (await connectTo(front, running)).destroy();

    const { failure } = await attemptWith({
      url: `https://localhost:${front}/`,
      ca: identity.ca,
      headers: [{ name: 'X-Auth-Token', value: 'a'.repeat(1_500) }],
    });

    expect(failure?.code).toMatch(new RegExp(`^${code}$`));
    expect(failure?.message).toContain(sentence);
  });
}

function startBehind(behind: Behind, { tls }: Identity): Promise<Peer> {
  if (behind !== 'silent') return startAnswering(tls, 200);
  return startHttps(tls, (request) => request.resume());
}
