import { MASK } from '../../src/console/integration';
import { maskSecrets } from '../../src/console/mask-secrets';

const SECRET = 'S3cret-Välue/"quoted"+<x>';
const bytes = Buffer.from(SECRET);

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

const spellings: Readonly<Record<string, string>> = {
  'as it is': SECRET,
  'in capitals': SECRET.toUpperCase(),
  'as the bytes of its UTF-8': bytes.toString('latin1'),
  'as JSON': JSON.stringify(SECRET).slice(1, -1),
  'as JSON within JSON': JSON.stringify(JSON.stringify(SECRET)),
  'as JSON with every character escaped': Array.from(SECRET)
    .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join(''),
  'as JavaScript': Array.from(bytes)
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join(''),
  'as hex': bytes.toString('hex'),
  'as hex in capitals': bytes.toString('hex').toUpperCase(),
  'as hex with colons': bytes.toString('hex').replaceAll(/..(?=.)/g, '$&:'),
  'as hex in the middle of more': `a${bytes.toString('hex')}b`,
  'as base64': bytes.toString('base64'),
  'as base64 without padding': bytes.toString('base64').replace(/=+$/, ''),
  'as url-safe base64': bytes.toString('base64url'),
  'as Basic credentials': Buffer.from(`user:${SECRET}`).toString('base64'),
  'in a larger base64, one byte on': Buffer.from(`u${SECRET}, and more`).toString('base64'),
  'in a larger base64, two bytes on': Buffer.from(`us${SECRET}, and more`).toString('base64'),
  'as base64 in lines': bytes.toString('base64').replaceAll(/.{9}/g, '$&\r\n'),
  'as base64 of capitals': Buffer.from(SECRET.toUpperCase()).toString('base64'),
  'percent-encoded': encodeURIComponent(SECRET),
  'percent-encoded in small letters': encodeURIComponent(SECRET).toLowerCase(),
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(SECRET)),
  'with every byte percent-encoded': Array.from(bytes)
    .map((byte) => `%${byte.toString(16)}`)
    .join(''),
  'as a form': new URLSearchParams({ a: SECRET }).toString().slice(2),
  'as HTML': html(SECRET),
  'as HTML with numbers': Array.from(SECRET)
    .map((one) => `&#${one.charCodeAt(0)};`)
    .join(''),
  'as HTML with hexadecimal numbers': Array.from(SECRET)
    .map((one) => `&#x${one.charCodeAt(0).toString(16)};`)
    .join(''),
  'as JSON within HTML': html(JSON.stringify(SECRET)),
  'as percent-encoded base64': encodeURIComponent(bytes.toString('base64')),
};

/** What a larger text has beside the secret may stay. */
const BESIDE = 24;

describe('a secret in a text of somebody else', () => {
  test.each(Object.entries(spellings))('is masked when it is written %s', (_how, spelled) => {
    const masked = maskSecrets(`[before ${spelled} behind]`, [SECRET], MASK);

    expect(masked).toMatch(/^\[before \S*\*{8}\S*\s* behind\]$/);
    const rest = masked.slice('[before '.length, -' behind]'.length).replaceAll(MASK, '');
    expect(rest.length).toBeLessThan(BESIDE);
    expect(rest.length).toBeLessThan(spelled.length / 2);
  });

  test.each(Object.entries(spellings))('is masked when it breaks off, %s', (_how, spelled) => {
    const middle = Math.floor(spelled.length * 0.6);
    for (let end = middle; end < middle + 8; end += 1) {
      const masked = maskSecrets(`before ${spelled.slice(0, end)}`, [SECRET], MASK);
      expect(masked).toMatch(/^before \S{0,8}\*{8}$/);
    }
  });

  test('is masked wherever it is, each time, and nothing else', () => {
    const text = `ok ${SECRET} and ${SECRET}${SECRET.toLowerCase()}, dGhpcyBpcyBmaW5l %41 &amp; \\n`;

    const masked = maskSecrets(text, [SECRET, 'other'], MASK);

    expect(masked).toBe(`ok ${MASK} and ${MASK}${MASK}, dGhpcyBpcyBmaW5l %41 &amp; \\n`);
  });

  test('that is too short to tell is left, as is a text without one', () => {
    expect(maskSecrets('abc abcd', ['abc'], MASK)).toBe('abc abcd');
    expect(maskSecrets('', [SECRET], MASK)).toBe('');
    expect(maskSecrets('nothing here', [], MASK)).toBe('nothing here');
  });
});
