import fc from 'fast-check';

import { AnswerParser } from '../../src/sender/answer-parser';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

interface Reading {
  readonly status: number | null;
  readonly text: string | undefined;
  readonly complete: boolean | undefined;
  readonly keeps: boolean;
  readonly trouble: string | null;
}

/** Feeds the pieces one after the other; the peer then closes. */
function read(...pieces: readonly Buffer[]): Reading {
  const parser = new AnswerParser();
  // As a connection does: what follows the answer's end is looked at only within its last piece.
  if (!pieces.some((piece) => parser.take(piece))) parser.end();
  const { trouble, status, keepsConnection: keeps } = parser;
  const body = parser.body();
  const said = trouble instanceof Error ? ((trouble as NodeJS.ErrnoException).code ?? '') : trouble;
  return { status, text: body?.text, complete: body?.complete, keeps, trouble: said };
}

function good(text: string, keeps = true, status = 200): Reading {
  return { status, text, complete: true, keeps, trouble: null };
}

function bad(trouble: string): Reading {
  return { status: null, text: undefined, complete: undefined, keeps: false, trouble };
}

function broken(text: string, trouble: string): Reading {
  return { status: 200, text, complete: false, keeps: false, trouble };
}

const CASES: readonly (readonly [string, string, Reading])[] = [
  ['a length', `${OK}Content-Length: 2\r\n\r\nok`, good('ok')],
  ['a length of nothing', `${OK}content-length:0\r\n\r\n`, good('')],
  ['no reason phrase', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', good('')],
  ['chunks', `${CHUNKED}2\r\nok\r\n1;a="b"\r\n!\r\n0\r\n\r\n`, good('ok!')],
  ['trailers', `${CHUNKED}2\r\nok\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\n`, good('ok')],
  ['204', 'HTTP/1.1 204 No Content\r\n\r\n', good('', true, 204)],
  ['304', 'HTTP/1.1 304 X\r\nContent-Length: 9\r\n\r\n', good('', true, 304)],
  ['no length', `${OK}X: y\r\n\r\nok`, good('ok', false)],
  ['close', `${OK}Connection: x, close\r\nContent-Length: 2\r\n\r\nok`, good('ok', false)],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', good('ok', false)],
  [
    'interim answers',
    `${'HTTP/1.1 100 X\r\n\r\n'.repeat(32)}${OK}Content-Length: 0\r\n\r\n`,
    good(''),
  ],
  ['too many of them', 'HTTP/1.1 103 X\r\nX: y\r\n\r\n'.repeat(33), bad('interim-flood')],
  ['101', 'HTTP/1.1 101 X\r\n\r\n', { ...bad(''), status: 101, trouble: null }],
  ['nothing', '', bad('')],
  ['half a head', `${OK}Content-Le`, bad('')],
  ['half a body', `${OK}Content-Length: 9\r\n\r\nok`, broken('ok', '')],
  ['half a chunk', `${CHUNKED}9\r\nok`, broken('ok', '')],
  ['no last chunk', `${CHUNKED}2\r\nok\r\n`, broken('ok', '')],
  ['no end of trailers', `${CHUNKED}2\r\nok\r\n0\r\nX: y\r\n`, broken('ok', '')],
  ['garbage', 'SSH-2.0-OpenSSH_9.6\r\n', bad('HPE_INVALID_CONSTANT')],
  ['HTTP/2', 'HTTP/2 200\r\n\r\n', bad('HPE_INVALID_CONSTANT')],
  ['a broken status', 'HTTP/1.1 2OO OK\r\n\r\n', bad('HPE_INVALID_STATUS')],
  ['a status of 099', 'HTTP/1.1 099 X\r\n\r\n', bad('HPE_INVALID_STATUS')],
  ['a bare LF', 'HTTP/1.1 200 OK\n\n', bad('HPE_CR_EXPECTED')],
  ['an LF alone', `${OK}\n`, bad('HPE_CR_EXPECTED')],
  ['a CR in a header', `${OK}X: a\rb\r\n\r\n`, bad('HPE_INVALID_HEADER_TOKEN')],
  ['a NUL in a header', `${OK}X: a\0b\r\n\r\n`, bad('HPE_INVALID_HEADER_TOKEN')],
  ['a header without colon', `${OK}X\r\n\r\n`, bad('HPE_INVALID_HEADER_TOKEN')],
  ['a space before the colon', `${OK}Content-Length : 2\r\n\r\n`, bad('HPE_INVALID_HEADER_TOKEN')],
  ['a folded header', `${OK}X: a\r\n b\r\n\r\n`, bad('HPE_INVALID_HEADER_TOKEN')],
  ['a length in words', `${OK}Content-Length: two\r\n\r\n`, bad('HPE_INVALID_CONTENT_LENGTH')],
  ['a negative length', `${OK}Content-Length: -2\r\n\r\n`, bad('HPE_INVALID_CONTENT_LENGTH')],
  ['a list of lengths', `${OK}Content-Length: 2, 2\r\n\r\n`, bad('HPE_INVALID_CONTENT_LENGTH')],
  [
    'two lengths',
    `${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nok`,
    bad('HPE_UNEXPECTED_CONTENT_LENGTH'),
  ],
  [
    'a length and chunks',
    `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    bad('HPE_INVALID_TRANSFER_ENCODING'),
  ],
  ['another coding', `${OK}Transfer-Encoding: gzip\r\n\r\n`, bad('HPE_INVALID_TRANSFER_ENCODING')],
  ['a chunk of no size', `${CHUNKED}zz\r\n`, broken('', 'HPE_INVALID_CHUNK_SIZE')],
  ['a chunk too long', `${CHUNKED}2\r\nokay\r\n0\r\n\r\n`, broken('ok', 'HPE_STRICT')],
  ['a broken trailer', `${CHUNKED}0\r\nX\r\n\r\n`, broken('', 'HPE_INVALID_HEADER_TOKEN')],
  ['a head too long', `${OK}X: ${'x'.repeat(16_384)}\r\n\r\n`, bad('HPE_HEADER_OVERFLOW')],
  ['a head without end', OK + 'X: y\r\n'.repeat(3_000), bad('HPE_HEADER_OVERFLOW')],
  [
    'trailers without end',
    `${CHUNKED}0\r\n${'X: y\r\n'.repeat(3_000)}`,
    broken('', 'HPE_HEADER_OVERFLOW'),
  ],
];

describe('the parser of answers', () => {
  test.each(CASES)('reads %s, however the bytes are cut', (_what, text, expected) => {
    const bytes = Buffer.from(text, 'latin1');

    expect(read(bytes)).toEqual(expected);
    const step = Math.ceil(bytes.length / 500);
    for (let cut = 1; cut < bytes.length; cut += step) {
      expect(read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(expected);
    }
    const single = Array.from(bytes, (byte) => Buffer.of(byte));
    expect(read(...single)).toEqual(expected);
  });

  test('does not keep a connection on which more came than the answer', () => {
    expect(read(Buffer.from(`${OK}Content-Length: 2\r\n\r\nokay`))).toEqual(good('ok', false));
  });

  test.each([
    ['', Infinity],
    ['Keep-Alive: timeout=5, max=100\r\n', 5],
    ['Keep-Alive: max=100\r\n', Infinity],
  ])('reads from "%j" how long an idle connection is kept', (header, seconds) => {
    const parser = new AnswerParser();

    expect(parser.take(Buffer.from(`${OK}${header}Content-Length: 0\r\n\r\n`))).toBe(true);
    expect(parser.keepAliveSeconds).toBe(seconds);
  });

  test('comes to the same result for anything in any pieces, and never throws', () => {
    const words = [
      'HTTP/1.1 ',
      '200',
      ' OK',
      '\r\n',
      '\n',
      'Content-Length: ',
      '2',
      '0',
      ': ',
      ';',
    ];
    words.push(
      'Transfer-Encoding: chunked',
      'Connection: close',
      'ok',
      '\0',
      ' ',
      'HTTP/1.1 100 X\r\n',
    );
    words.push(OK, CHUNKED, '\r\n\r\n');
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 30 })), (parts, lengths) => {
        const bytes = Buffer.from(parts.join(''), 'latin1');
        const pieces: Buffer[] = [];
        let at = 0;
        for (const length of lengths) {
          if (at < bytes.length) pieces.push(bytes.subarray(at, at + length));
          at += length;
        }
        if (at < bytes.length) pieces.push(bytes.subarray(at));
        // Whether surplus bytes are seen depends on the pieces by nature: the connection looks after that.
        expect({ ...read(...pieces), keeps: null }).toEqual({ ...read(bytes), keeps: null });
      }),
      { numRuns: 2_000 },
    );
  });
});
