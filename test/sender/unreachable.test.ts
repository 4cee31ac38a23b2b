import type { LookupFunction } from 'node:net';

import { attemptWith, failingLookup, resolvingTo } from '../helpers/sender';
import { freePort, startDeaf, startTcp } from '../helpers/peers';

describe('an attempt at a receiver that cannot be connected to', () => {
  test('names the host when its name is not found', async () => {
    const result = await attemptWith(
      { url: 'https://logstash.invalid:5044/' },
      { lookup: failingLookup('ENOTFOUND') },
    );

    expect(result.failure).toEqual({
      code: 'NAME_NOT_FOUND',
      phase: 'dns',
      message:
        'The name logstash.invalid was not found (ENOTFOUND); check its spelling in the URL, or add it to DNS or to the hosts file.',
    });
    expect(result).toMatchObject({ remoteAddress: null, tls: null, status: null, answer: null });
    expect(result.phases).toMatchObject({ dns: null, connect: null, tls: null, firstByte: null });
  });

  test('tells an unknown name from name servers that do not answer', async () => {
    const result = await attemptWith(
      { url: 'https://logstash.invalid:5044/' },
      { lookup: failingLookup('EAI_AGAIN') },
    );

    expect(result.failure).toMatchObject({
      code: 'NAME_NOT_FOUND',
      message:
        'The name logstash.invalid could not be looked up because no name server answered (EAI_AGAIN); check the network and the DNS settings of this machine.',
    });
  });

  test('says so when nothing listens on the port', async () => {
    const port = await freePort();

    const result = await attemptWith({ url: `https://127.0.0.1:${port}/` });

    expect(result.failure).toEqual({
      code: 'CONNECTION_REFUSED',
      phase: 'connect',
      message: `Nothing listens on 127.0.0.1:${port}: it refused the connection; start the receiver, or check the port in the URL and the address it listens on.`,
    });
    expect(result.phases.dns).not.toBeNull();
  });

  test("gives the system's code when there is no better word for it", async () => {
    const result = await attemptWith(
      { url: 'https://logstash.example:5044/' },
      { lookup: failingLookup('EMFILE') },
    );

    expect(result.failure).toEqual({
      code: 'CONNECTION_FAILED',
      phase: 'dns',
      message:
        "The connection to logstash.example:5044 failed (EMFILE); look the code up in the system's manual (errno), and try again.",
    });
  });

  test('tries every address of a name, and says so when none takes it', async () => {
    const port = await freePort();
    const lookup: LookupFunction = (_name, _options, done) => {
      const addresses = ['::1', '127.0.0.1'].map((address, index) => ({
        address,
        family: index === 0 ? 6 : 4,
      }));
      setImmediate(() => done(null, addresses));
    };

    const { failure } = await attemptWith({ url: `https://logstash.example:${port}/` }, { lookup });

    expect(failure).toMatchObject({ code: 'CONNECTION_REFUSED', phase: 'connect' });
  });

  test('says so when there is no route', async () => {
    // Linux and macOS refuse TCP to the broadcast address themselves: nothing leaves the machine.
    const result = await attemptWith(
      { url: 'https://logstash.example:5044/' },
      { lookup: resolvingTo('255.255.255.255') },
    );

    expect(result.failure?.code).toBe('UNREACHABLE');
    expect(result.failure?.phase).toBe('connect');
    expect(result.failure?.message).toMatch(
      /^There is no way to logstash\.example:5044 from here \(E\w+\); check the address, the network or VPN, and the routes and firewalls in between\.$/,
    );
  });
});

describe('the connection timeout', () => {
  test('covers a name that is never resolved', async () => {
    const never: LookupFunction = () => undefined;

    const result = await attemptWith(
      { url: 'https://logstash.example:5044/', connectionTimeout: 50 },
      { lookup: never },
    );

    expect(result.failure).toEqual({
      code: 'CONNECTION_TIMEOUT',
      phase: 'dns',
      message:
        'The name logstash.example was not resolved within the connection timeout of 50 ms; check the DNS settings of this machine and that its name servers answer.',
    });
    expect(result.phases).toMatchObject({ dns: null, connect: null, tls: null });
  });

  // Only Linux drops connection requests to a full queue without an answer.
  (process.platform === 'linux' ? test : test.skip)(
    'covers a socket that never accepts',
    async () => {
      await using deaf = await startDeaf();

      const result = await attemptWith({ url: deaf.url, connectionTimeout: 100 });

      expect(result.failure).toEqual({
        code: 'CONNECTION_TIMEOUT',
        phase: 'connect',
        message: `127.0.0.1:${deaf.port} did not take a TCP connection within the connection timeout of 100 ms; check the address and that no firewall drops the packets, or whether the server is too busy to accept.`,
      });
      expect(result.phases).toMatchObject({ connect: null, tls: null });
    },
  );

  test('covers a peer that never answers the TLS hello', async () => {
    await using silent = await startTcp(() => undefined);

    const result = await attemptWith({ url: silent.url, connectionTimeout: 100 });

    expect(result.failure).toEqual({
      code: 'CONNECTION_TIMEOUT',
      phase: 'tls',
      message: `127.0.0.1:${silent.port} took the connection but did not finish the TLS handshake within the connection timeout of 100 ms; check that the port serves HTTPS and that the server is not overloaded.`,
    });
    expect(result.phases.connect).not.toBeNull();
    expect(result.remoteAddress).toBe('127.0.0.1');
  });
});
