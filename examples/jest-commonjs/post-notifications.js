'use strict';

const { request } = require('node:https');

/** Posts notifications as NDJSON; resolves with the status of the answer. */
function postNotifications(notifications, { url, ca }) {
  return new Promise((resolve, reject) => {
    const post = request(url, { method: 'POST', ca, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    post.on('error', reject);
    post.setHeader('Content-Type', 'application/x-ndjson');
    post.end(notifications.map((one) => JSON.stringify(one)).join('\n'));
  });
}

module.exports = { postNotifications };
