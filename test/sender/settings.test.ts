import { InvalidOptionError } from '../../src/errors';
import type { DeliverySettings } from '../../src/sender/settings';
import { resolveDeliverySettings } from '../../src/sender/settings';
import { createAuthority } from '../../src/tls/authority';

const URL_OK = 'https://logstash.example:5044/in?token=s3cret';

function refusal(settings: DeliverySettings): string {
  try {
    resolveDeliverySettings(settings);
  } catch (error) {
    if (error instanceof InvalidOptionError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

describe('delivery settings', () => {
  test("default to Wallarm's", () => {
    expect(resolveDeliverySettings({ url: URL_OK })).toMatchObject({
      host: 'logstash.example',
      port: 5044,
      authority: 'logstash.example:5044',
      path: '/in?token=s3cret',
      method: 'POST',
      headers: [],
      customCa: false,
      verifyTls: true,
      connectionTimeout: 20_000,
      requestTimeout: 15_000,
      format: 'array',
    });
  });

  test('take the port of HTTPS when the URL has none, and an IPv6 address without its brackets', () => {
    expect(resolveDeliverySettings({ url: 'https://[::1]' })).toMatchObject({
      host: '::1',
      port: 443,
      authority: '[::1]',
      path: '/',
    });
  });

  test('refuse plain HTTP with the remedy', () => {
    expect(refusal({ url: 'http://logstash.example:5044/?token=s3cret' })).toBe(
      'Cannot use "http://logstash.example:5044" for url: expected an https URL: Wallarm sends over HTTPS only, so switch TLS on at the receiver (in Logstash: ssl_enabled => true).',
    );
  });

  test('quote an address without a scheme as it was typed, and say what was meant', () => {
    expect(refusal({ url: 'localhost:5044/s3cret' })).toBe(
      'Cannot use "localhost:5044" for url: expected an https URL; did you mean https://localhost:5044?',
    );
  });

  test.each([
    ['another scheme', { url: 'ftp://logstash.example/' }, 'an https URL'],
    ['no URL', { url: 'logstash.example/s3cret' }, 'a URL with https:// at its head, such as'],
    ['credentials', { url: 'https://me:s3cret@logstash.example/' }, 'Authorization header'],
    ['a timeout of 0', { url: URL_OK, requestTimeout: 0 }, 'whole milliseconds'],
    ['a timeout beyond the timers', { url: URL_OK, connectionTimeout: 2 ** 31 }, 'milliseconds'],
    ['half a millisecond', { url: URL_OK, connectionTimeout: 0.5 }, 'whole milliseconds'],
    ['another method', { url: URL_OK, method: 'GET' as 'POST' }, 'POST or PUT'],
    ['another format', { url: URL_OK, format: 'xml' as 'array' }, 'array or ndjson'],
  ])('refuse %s and repeat no secret', (_what, settings, expected) => {
    const message = refusal(settings);

    expect(message).toContain(expected);
    expect(message).not.toContain('s3cret');
  });

  test.each([
    ['CR and LF', { name: 'X-Token', value: 's3cret\r\nX-Evil: 1' }],
    ['LF', { name: 'X-Token', value: 's3cret\n' }],
    ['NUL', { name: 'X-Token', value: 's3cret\0' }],
    ['a character beyond Latin-1', { name: 'X-Token', value: 's3cret ключ' }],
    ['a name with a space', { name: 'X Token', value: 's3cret' }],
    ['a name with a colon', { name: 'X-Token:', value: 's3cret' }],
    ['an empty name', { name: '', value: 's3cret' }],
    ['a name with a line break', { name: 'X-Token\r\nHost', value: 's3cret' }],
    ['Host', { name: 'Host', value: 's3cret' }],
    ['Content-Length', { name: 'content-length', value: '1' }],
    ['Transfer-Encoding', { name: 'Transfer-Encoding', value: 'chunked' }],
    ['Connection', { name: 'Connection', value: 'X-Token' }],
    ['Expect', { name: 'Expect', value: '100-continue' }],
    ['Upgrade', { name: 'Upgrade', value: 'h2c' }],
  ])('refuse a header with %s without showing its value', (_what, header) => {
    const message = refusal({ url: URL_OK, headers: [header] });

    expect(message).toContain('header');
    expect(message).not.toContain('s3cret');
  });

  test('take any number of headers, and one name several times', () => {
    const headers = Array.from({ length: 200 }, (_, index) => ({
      name: index % 2 === 0 ? 'X-Same' : `X-${index}`,
      value: `${index}`,
    }));

    expect(resolveDeliverySettings({ url: URL_OK, headers }).headers).toEqual(headers);
  });

  test('take several CA certificates in one text', async () => {
    const [one, two] = [await createAuthority(), await createAuthority()];

    const resolved = resolveDeliverySettings({ url: URL_OK, ca: one.cert + two.cert });

    expect(resolved.customCa).toBe(true);
  });

  test('name what stands in place of a CA certificate', async () => {
    const { key } = await createAuthority();

    expect(() => resolveDeliverySettings({ url: URL_OK, ca: key })).toThrow(
      /^Cannot use the CA certificate as a PEM certificate: it is a private key\./,
    );
    expect(() => resolveDeliverySettings({ url: URL_OK, ca: '<!doctype html>' })).toThrow(
      /it is a web page/,
    );
  });
});
