/**
 * What to write in place of an option that was removed: the new name, and the value it takes there.
 *
 * Read in the plugins' changelogs and sources at the versions of the tables.
 *
 * @module
 */
import type { Attribute } from '../grammar/syntax-tree';
import { textOf } from '../values';

const PROTOCOLS = ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Values that change with the name, by the name that takes their place. */
const VALUES: Readonly<Record<string, (value: string, old: string) => string | null>> = {
  ssl_verification_mode: (value) => word({ false: '"none"', true: '"full"' }, value),
  ssl_client_authentication: (value) =>
    word(
      {
        ...{ none: '"none"', peer: '"optional"', force_peer: '"required"' },
        ...{ true: '"required"', false: '"none"' },
      },
      value,
    ),
  ssl_supported_protocols: protocols,
  ssl_certificate_authorities: (value) => `["${value}"]`,
  enrich: (value) => word({ true: '["source_metadata", "ssl_peer_metadata"]' }, value),
};

function word(words: Readonly<Record<string, string>>, value: string): string | null {
  return Object.hasOwn(words, value) ? (words[value] ?? null) : null;
}

/** `tls_min_version => 1.2` is a list of all from there on, `tls_max_version` of all up to there. */
function protocols(value: string, old: string): string | null {
  const at = PROTOCOLS.indexOf(value === '1' ? 'TLSv1' : `TLSv${value}`);
  if (at === -1) return null;
  const left = old === 'tls_max_version' ? PROTOCOLS.slice(0, at + 1) : PROTOCOLS.slice(at);
  return `[${left.map((one) => `"${one}"`).join(', ')}]`;
}

/** The sentence that says what to do about a removed option. */
export function replacementFor({ name, value }: Attribute, obsolete: string): string {
  const names = [...obsolete.matchAll(/'(ssl_\w+|enrich)'/g)].map(([, found = '']) => found);
  const [now] = names;
  if (now === undefined) return obsolete === '' ? 'Remove it.' : `Remove it: ${sentence(obsolete)}`;
  const text = textOf(value);
  if (names.length > 1) return sentence(withValues(obsolete, text));
  const changed = text === null ? null : (VALUES[now]?.(text, name) ?? null);
  if (changed !== null) return `Write ${now} => ${changed} instead.`;
  const isSame = VALUES[now] === undefined && text !== null && text !== '';
  return isSame ? `Write ${now} instead, with the same value.` : `Write ${now} instead.`;
}

/** Which of several options takes its place hangs on another one, `mode`: each is told with the value it takes. */
function withValues(obsolete: string, value: string | null): string {
  return obsolete.replaceAll(/'(ssl_\w+)'/g, (_quoted, name: string) => {
    const now = value === null ? null : (VALUES[name]?.(value, name) ?? null);
    return now === null ? name : `${name} => ${now}`;
  });
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
