import { createServer, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * An HTTPS server that forwards each notification of a body to a SIEM.
 *
 * @param {{ key: string, cert: string }} certificate of this server, PEM
 * @param {{ url: string, ca?: string, tries?: number, pause?: number }} siem where to; `pause` between tries, in ms
 */
export function createForwarder(certificate, siem) {
  return createServer(certificate, async (incoming, answer) => {
    let status = 503;
    try {
      const notifications = [JSON.parse(await text(incoming))].flat();
      for (const notification of notifications) await forward(notification, siem);
      status = 200;
    } catch (error) {
      if (error instanceof SyntaxError) status = 400;
    }
    answer
      .writeHead(status, { 'Content-Type': 'text/plain' })
      .end(status === 200 ? 'ok' : 'failed');
  });
}

/** Tries until the SIEM says 2xx; rejects when the last try failed. */
async function forward(notification, { url, ca, tries = 3, pause = 1_000 }) {
  for (let left = tries; left > 0; left -= 1) {
    try {
      await post(notification, { url, ca });
      return;
    } catch (error) {
      if (left === 1) throw error;
      await sleep(pause);
    }
  }
}

function post(notification, { url, ca }) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', ca, agent: false }, (answer) => {
      answer.resume();
      const taken = answer.statusCode >= 200 && answer.statusCode < 300;
      answer.on('end', () =>
        taken ? resolve() : reject(new Error(`The SIEM answered ${answer.statusCode}.`)),
      );
    });
    outgoing.on('error', reject);
    outgoing.setHeader('Content-Type', 'application/json');
    outgoing.end(JSON.stringify(notification));
  });
}
