/** A declared charset: the body is read as Logstash's http input reads it. */
import { gzipSync } from 'node:zlib';

import { build } from '../../src/notification/build';
import { createSender } from '../../src/testing/create-sender';
import { startReceiver } from '../../src/testing/start-receiver';

const SUMMARY = '[Wallarm] Café – ünïcode';
const TEXT = JSON.stringify([build('create_user', { overrides: { summary: SUMMARY } })]);
const latin1 = (text: string): Buffer => Buffer.from(text.replace('–', '-'), 'latin1');

interface Case {
  readonly contentType: string;
  readonly body: Buffer;
  readonly encoding?: string;
}

async function arrived({ contentType, body, encoding }: Case) {
  await using receiver = await startReceiver();
  const headers = [
    { name: 'Content-Type', value: contentType },
    ...(encoding === undefined ? [] : [{ name: 'Content-Encoding', value: encoding }]),
  ];
  await using sender = createSender({ url: receiver.url, ca: receiver.ca, headers });
  const { byStatus } = await sender.sendAll([body]);
  const [one] = await receiver.verify({ atLeast: 0 });
  return { byStatus, summary: (one?.payload as { summary?: unknown } | undefined)?.summary };
}

describe('a declared charset', () => {
  test.each([
    ['ISO 8859-1', 'application/json; charset=iso-8859-1', latin1(TEXT), SUMMARY.replace('–', '-')],
    [
      'in quotes',
      'application/json; charset="ISO-8859-1"',
      latin1(TEXT),
      SUMMARY.replace('–', '-'),
    ],
    [
      'windows-1252',
      'application/json;charset=windows-1252',
      latin1(TEXT),
      SUMMARY.replace('–', '-'),
    ],
    ['UTF-16', 'application/json; charset=utf-16le', Buffer.from(TEXT, 'utf16le'), SUMMARY],
    ['UTF-8', 'application/json; charset=UTF-8', Buffer.from(TEXT), SUMMARY],
    ['one that nobody knows', 'application/json; charset=klingon', Buffer.from(TEXT), SUMMARY],
  ])('is honoured: %s', async (_title, contentType, body, summary) => {
    expect(await arrived({ contentType, body })).toEqual({ byStatus: { 200: 1 }, summary });
  });

  test('is honoured below a content encoding, and in a body that is inspected in the thread', async () => {
    const contentType = 'application/json; charset=iso-8859-1';
    const summary = SUMMARY.replace('–', '-');
    const packed = { contentType, body: gzipSync(latin1(TEXT)), encoding: 'gzip' };
    expect(await arrived(packed)).toEqual({ byStatus: { 200: 1 }, summary });

    const many = `[${Array.from({ length: 4_000 }, () => TEXT.slice(1, -1)).join()}]`;
    expect(await arrived({ contentType, body: latin1(many.replaceAll('–', '-')) })).toMatchObject({
      byStatus: { 200: 1 },
    });
  });

  test('that is none leaves bytes that are not UTF-8 a violation', async () => {
    const { byStatus } = await arrived({ contentType: 'application/json', body: latin1(TEXT) });
    expect(byStatus).toEqual({ 422: 1 });
  });
});
