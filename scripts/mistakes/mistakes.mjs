/**
 * Mistakes that people make in tests, planted one by one: each must make its test fail with the reason in the output,
 * and nothing of it may keep the runner from ending.
 *
 * A mistake is the body of a test. `receiver` is one that nobody closes unless the body does, `HIT` a notification;
 * `falseTimers` and `realTimers` are the runner's.
 */
export const MISTAKES = {
  'the ca is forgotten': {
    body: 'await deliver({ url: receiver.url }, [HIT]);',
    says: 'TLS_UNKNOWN_CA',
  },
  'the ca is that of another receiver': {
    body: 'await deliver({ url: receiver.url, ca: (await startReceiver()).ca }, [HIT]);',
    says: 'each receiver has a CA of its own',
  },
  'the port is wrong': {
    body: "await deliver({ url: 'https://localhost:1/', ca: receiver.ca }, [HIT]);",
    says: 'Nothing listens on localhost:1',
  },
  'the receiver has been closed': {
    body: 'await receiver.close(); await deliver(receiver, [HIT]);',
    says: 'CONNECTION_REFUSED',
  },
  'the url is not https': {
    body: "await deliver({ url: receiver.url.replace('https', 'http') }, [HIT]);",
    says: 'expected an https URL',
  },
  'a notification stands in no array': {
    body: 'await deliver(receiver, HIT);',
    says: 'an array of notifications',
  },
  'the body breaks the schema': {
    body: "await deliver(receiver, [build('new_hits', { overrides: { summary: 7 } })]);",
    says: '/0/summary: summary must be a string.',
  },
  'nobody answers': {
    body: "receiver.fault({ kind: 'never-respond' }); await deliver(receiver, [HIT]);",
    says: 'REQUEST_TIMEOUT',
  },
  'the delivery is not awaited, and its retries go on': {
    body: `receiver.fault({ kind: 'status', status: 503 });
      deliver(receiver, [HIT], { retries: 'wallarm' });
      await receiver.expect({ accepted: true, within: 100 });`,
    says: '0 came within 100 ms',
  },
  'the delivery fails unseen, and its retries go on': {
    body: `receiver.fault({ kind: 'status', status: 503 });
      deliver(receiver, [HIT], { retries: 'wallarm' }).catch(() => undefined);
      await receiver.expect({ accepted: true, within: 100 });`,
    says: '0 came within 100 ms',
  },
  'the receiver is not awaited': {
    body: 'await deliver(startReceiver(), [HIT]);',
    says: 'await startReceiver()',
  },
  'nothing was sent': {
    body: "await receiver.expect({ type: 'vuln' });",
    says: 'No notification has arrived.',
  },
  'too few came': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ type: 'new_hits', exactly: 2 });",
    says: 'Expected exactly 2 notifications of type new_hits, but 1 came',
  },
  'too many came': {
    body: 'await deliver(receiver, [HIT, HIT]); await receiver.expect({ exactly: 1 });',
    says: 'They came in:',
  },
  'what may never come came': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ type: 'new_hits', never: true });",
    says: 'Expected no notification of type new_hits, but 1 came',
  },
  'a field differs': {
    body: `await deliver(receiver, [HIT]);
      await receiver.expect({ where: { details: { hit: { type: 'nonsense' } } } });`,
    says: 'details.hit.type: want "nonsense"',
  },
  'a header differs': {
    body: "await deliver(receiver, [HIT]); await receiver.expect({ headers: { 'x-tenant': 'north' } });",
    says: 'headers["x-tenant"]: want "north", got nothing',
  },
  'the order differs': {
    body: `await deliver(receiver, [HIT, build('vuln')]);
      await receiver.expect({ inOrder: [{ type: 'vuln' }, { type: 'new_hits' }] });`,
    says: 'did not come in its turn',
  },
  'the type is mistyped': {
    body: "await receiver.expect({ type: 'new_hit' });",
    says: 'did you mean new_hits?',
  },
  'a condition is mistyped': {
    body: "await receiver.expect({ typ: 'new_hits' });",
    says: 'Cannot use "typ" for expectation',
  },
  'something broke the schema unnoticed': {
    body: `const lenient = await startReceiver({ onViolation: 'accept' });
      await deliver(lenient, [HIT, { ...HIT, summary: 7 }]);
      await lenient.expect({ type: 'new_hits', noViolations: true });`,
    says: 'the delivery broke it',
  },
  'the sender keeps its TLS error to itself': {
    body: `await new Promise((resolve) => get(receiver.url).on('error', resolve));
      await receiver.expect({ type: 'new_hits' });`,
    says: 'it may not accept this certificate',
  },
  'an expect is not awaited': {
    body: "receiver.expect({ type: 'vuln' }); await receiver.close();",
    says: 'nobody had awaited the outcome of expect: at least 1 notification of type vuln',
  },
  'the test throws while an expect waits': {
    body: "const waiting = receiver.expect({ type: 'vuln' }); throw new Error('planted in vain');",
    says: 'planted in vain',
  },
  'what should send throws beside an expect': {
    body: `const forwards = async () => { throw new Error('planted in vain'); };
      await Promise.all([receiver.expect({ type: 'vuln' }), forwards()]);`,
    says: 'planted in vain',
  },
  'the receiver is closed while an expect waits': {
    body: 'const waiting = receiver.expect({}); waiting.catch(() => undefined); await receiver.close(); await waiting;',
    says: 'Await expect() before close()',
  },
  'the timers are false': {
    body: `falseTimers();
      try { await receiver.expect({ type: 'vuln', within: 300 }); } finally { realTimers(); }`,
    says: '0 came within 300 ms',
  },
  'the port is no port': {
    body: "await startReceiver({ port: 'abc' });",
    says: 'for port: expected an integer',
  },
};

/** Those of what only Jest and Vitest have: matchers, and 5 s for a test. */
export const OF_JEST_AND_VITEST = {
  'an expect is given more time than the test has': {
    body: "await receiver.expect({ type: 'vuln', within: 600_000 });",
    says: '5000',
  },
  'the retries take more time than the test has': {
    body: `receiver.fault({ kind: 'status', status: 503 });
      await deliver(receiver, [HIT], { retries: 'wallarm' });`,
    says: '5000',
  },
  'nobody answers a sender with the time limits of Wallarm': {
    body: `receiver.fault({ kind: 'never-respond' });
      await createSender(receiver).sendAll([Buffer.from(JSON.stringify([HIT]))]);`,
    says: '5000',
  },
  'a matcher of ours fails': {
    body: "await expect(receiver).toHaveReceived({ type: 'vuln', within: 300 });",
    says: '0 came within 300 ms',
  },
  'what is no notification is taken for one': {
    body: "expect({ summary: 'Hello' }).toBeNotification('new_hits');",
    says: 'Received type: null',
  },
};
