/**
 * What Psych makes of a plain scalar (`scalar_scanner.rb`, 5.2.3), as tags for the YAML parser.
 *
 * It is neither YAML 1.1 nor 1.2: `1e3` is text and `1,000` a number, `y` is text and `nUll` nothing.
 *
 * @module
 */
import type { ScalarTag, Tags } from 'yaml';

const DATE = /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/;
const TIME =
  /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;

/** The parser's own tags, but for those of which Psych has another understanding. */
export function psychTags(tags: Tags): Tags {
  const own = new Set(SCALARS.map(({ tag }) => tag).concat('tag:yaml.org,2002:timestamp'));
  return [...tags.filter((tag) => typeof tag === 'string' || !own.has(tag.tag)), ...SCALARS];
}

/** What kind of thing Psych makes of a plain scalar that `YAML.safe_load` may not make; `null` for what it may. */
export function refusedScalar(text: string): string | null {
  if (DATE.test(text) || TIME.test(text)) return 'a date';
  return /^:./.test(text) ? 'a symbol' : null;
}

function scalar(type: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${type}`, default: true, test, resolve };
}

const SCALARS: readonly ScalarTag[] = [
  scalar('null', /^(?:~|null)?$/i, () => null),
  scalar('bool', /^(?:yes|true|on)$/i, () => true),
  scalar('bool', /^(?:no|false|off)$/i, () => false),
  scalar('float', /^\+?\.inf$/i, () => Infinity),
  scalar('float', /^-\.inf$/i, () => -Infinity),
  scalar('float', /^\.nan$/i, () => NaN),
  scalar('float', /^[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?$(?<!^[-+]?\.)/, (text) =>
    Number(text.replaceAll(/[,_]/g, '')),
  ),
  scalar('int', /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(?:\.[\d_]*)?$/, sexagesimal),
  scalar('int', /^[-+]?(?:0|[1-9](?:\d|[,_]\d)*)$/, (text) => Number(text.replaceAll(/[,_]/g, ''))),
  scalar('int', /^[-+]?(?:0b[_,]*[01][01_,]*|0x[_,]*[\dA-Fa-f][\dA-Fa-f_,]*)$/, (text) =>
    signed(text, Number),
  ),
  scalar('int', /^[-+]?0[_,]*[0-7][0-7_,]*$/, (text) =>
    signed(text, (digits) => parseInt(digits, 8)),
  ),
];

function signed(text: string, read: (digits: string) => number): number {
  const size = read(text.replaceAll(/[-+,_]/g, ''));
  return text.startsWith('-') ? -size : size;
}

/** The first part always counts 3600, also when there are but two. */
function sexagesimal(text: string): number {
  const [first = 0, second = 0, third = 0] = text.replaceAll('_', '').split(':').map(Number);
  return first * 3600 + second * 60 + third;
}
