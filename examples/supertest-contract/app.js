'use strict';

const express = require('express');

/** Takes notifications at /wallarm and hands a line about each to `announce`. */
function createApp(announce) {
  const app = express();
  // As text: Wallarm sends NDJSON when the integration says so, and express.json() would refuse it.
  app.use(express.text({ type: () => true, limit: '10mb' }));
  app.post('/wallarm', (request, response) => {
    let notifications;
    try {
      notifications = parse(request.body);
    } catch {
      response.status(400).send('neither JSON nor NDJSON');
      return;
    }
    for (const notification of notifications) announce(lineFor(notification));
    response.type('text/plain').send('ok');
  });
  return app;
}

/** The notifications of a body: an array, one object, or an object a line. */
function parse(body) {
  try {
    return [JSON.parse(body)].flat();
  } catch {
    return body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
  }
}

function lineFor({ summary, details = {} }) {
  const { hit, ip } = details;
  if (hit !== undefined) return `${summary}: ${hit.type} on ${hit.host ?? hit.domain}`;
  return ip === undefined ? summary : `${summary}: ${ip}`;
}

module.exports = { createApp };
