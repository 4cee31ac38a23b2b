import { deflateSync, gzipSync } from 'node:zlib';

import {
  createIdentity,
  type Identity,
  startAfterHead,
  startAnswering,
  startHttps,
} from '../helpers/peers';
import { WAYS } from './both-ways';

describe.each(WAYS)('an answer over %s', (_way, attemptOver) => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  test.each([200, 201, 202, 204, 226, 299])('of %i is success', async (status) => {
    await using peer = await startAnswering(identity.tls, status);

    const result = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(result).toMatchObject({ status, failure: null });
    expect(result.answer).toEqual(
      status === 204
        ? { text: '', bytes: 0, complete: true }
        : { text: 'ok', bytes: 2, complete: true },
    );
  });

  test.each([
    [301, 'redirects are not followed; put the final URL into the settings'],
    [302, 'redirects are not followed; put the final URL into the settings'],
    [307, 'redirects are not followed; put the final URL into the settings'],
    [400, 'it could not read the request'],
    [401, "set an Authorization header that fits user and password of Logstash's http input"],
    [403, 'it forbids the request'],
    [404, "nothing is at that path; Logstash's http input takes every path"],
    [405, 'choose POST or PUT as the receiver wants'],
    [413, "raise max_content_length of Logstash's http input"],
    [415, 'set a Content-Type header'],
    [418, 'it refuses the request; look at the answer and the settings'],
    [422, 'refuses what it holds'],
    [429, "the queue behind Logstash's http input is full"],
    [500, 'it failed while handling the body'],
    [502, 'a proxy in between could not reach the receiver'],
    [503, 'it cannot take anything just now'],
    [504, 'a proxy in between waited in vain'],
    [599, 'it failed; see its log'],
  ])('of %i is a failure that says what to do', async (status, remedy) => {
    await using peer = await startAnswering(identity.tls, status);

    const { failure, ...record } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toMatchObject({ code: `STATUS_${status}`, phase: 'end' });
    expect(failure?.message).toMatch(/^127\.0\.0\.1:\d+ answered \d+: [^.]*[^.].*\.$/);
    expect(failure?.message).toContain(remedy);
    expect(record).toMatchObject({ status, answer: { complete: true } });
  });

  test.each([
    ['No required SSL certificate was sent', 'it wants a client certificate'],
    ['The SSL certificate error', 'it refuses the client certificate'],
    ['Request Header Or Cookie Too Large', 'the headers are larger than it allows'],
  ])("of 400 with nginx's page %p names the cause", async (title, cause) => {
    await using peer = await startHttps(identity.tls, (request, response) => {
      const page = `<html>\r\n<head><title>400 ${title}</title></head>\r\n`;
      request.resume().on('end', () => response.writeHead(400).end(page));
    });

    const { failure } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toMatchObject({ code: 'STATUS_400', phase: 'end' });
    expect(failure?.message).toContain(`answered 400: ${cause}`);
  });

  test('with a Location is not followed', async () => {
    let requests = 0;
    await using peer = await startHttps(identity.tls, (_request, response) => {
      requests += 1;
      response.writeHead(308, { Location: '/elsewhere' }).end();
    });

    const { failure } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure?.code).toBe('STATUS_308');
    expect(requests).toBe(1);
  });

  test('of 101 is a failure: the protocol is not changed', async () => {
    await using peer = await startAfterHead(identity.tls, (socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    });

    const { failure, status } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(status).toBe(101);
    expect(failure?.code).toBe('STATUS_101');
    expect(failure?.message).toContain('it wants to change the protocol');
  });

  test('after interim ones is the one that counts', async () => {
    await using peer = await startAfterHead(identity.tls, (socket) => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n');
      socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok');
    });

    const { failure, status } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toBeNull();
    expect(status).toBe(202);
  });

  test('without a length ends with the connection', async () => {
    await using peer = await startAfterHead(identity.tls, (socket) => {
      socket.end('HTTP/1.1 200 OK\r\n\r\nok');
    });

    const { failure, answer } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toBeNull();
    expect(answer).toEqual({ text: 'ok', bytes: 2, complete: true });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('compressed with %s is shown plain', async (encoding, compress) => {
    const packed = compress('{"title":"Schema broken"}');
    await using peer = await startHttps(identity.tls, (_request, response) => {
      response.writeHead(422, { 'Content-Encoding': encoding }).end(packed);
    });

    const { answer } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(answer).toEqual({
      text: '{"title":"Schema broken"}',
      bytes: packed.length,
      complete: true,
    });
  });

  test('is kept only in its first 2,048 bytes', async () => {
    await using peer = await startHttps(identity.tls, (_request, response) => {
      response.end('a'.repeat(100_000));
    });

    const { failure, answer } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toBeNull();
    expect(answer).toEqual({ text: 'a'.repeat(2_048), bytes: 100_000, complete: true });
  });
});
