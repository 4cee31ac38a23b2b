import { build } from '../../src/notification/build';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const HIT = JSON.stringify(build('new_hits', { seed: 1 }));

/** Body, then the answer that docs/errors.md and docs/notifications.md promise. */
const CASES: readonly (readonly [name: string, body: string | Buffer, status: number])[] = [
  ['an empty body', '', 400],
  ['a byte order mark before a right body', `\uFEFF[${HIT}]`, 200],
  ['only a byte order mark', '\uFEFF', 400],
  ['nesting 100,000 deep', '['.repeat(100_000), 400],
  ['nesting 100,000 deep that is closed', '['.repeat(100_000) + ']'.repeat(100_000), 400],
  [
    'nesting over the limit inside',
    `[${HIT.replace('{', `{"x":${'['.repeat(80)}${']'.repeat(80)},`)}]`,
    400,
  ],
  ['a lone surrogate', `[${HIT.replace('"summary":"', '"summary":"\\ud800')}]`, 422],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('["'), Buffer.from([0xc3, 0x28]), Buffer.from('"]')]),
    422,
  ],
  ['a NUL byte', `[${HIT}\0]`, 400],
  ['an object that is no notification', '{"key1":"value1","key2":"value2"}', 422],
  ['a scalar', '42', 400],
  ['null', 'null', 400],
  ['an array of scalars', '[1,"two",null]', 422],
  ['trailing garbage', `[${HIT}] and more`, 400],
  ['HTML', '<!doctype html><title>502</title>', 400],
  ['a form', 'summary=a&details=b', 400],
];

describe('a hostile body', () => {
  test.each(CASES)('of %s is answered as documented and journalled', async (_, body, status) => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, body);

    const [entry] = await entriesOf(receiver.journal);
    expect(reply.status).toBe(status);
    expect(entry?.body.equals(Buffer.from(body))).toBe(true);
    expect((await send(receiver, `[${HIT}]`)).status).toBe(200);
  });

  test('with __proto__ or duplicate keys is told, and changes no other object', async () => {
    await using receiver = await startTestReceiver();
    const polluting = HIT.replace('{', '{"__proto__":{"polluted":true},"summary":"twice",');

    const reply = await send(receiver, `[${polluting}]`);

    expect(reply.status).toBe(422);
    expect(reply.text).toContain('duplicate-key');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
