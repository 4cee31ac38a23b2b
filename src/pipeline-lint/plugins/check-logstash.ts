/**
 * The input and output logstash refuse options when they are made, so that Logstash's own check refuses them
 * (`initialize` in `inputs/logstash.rb` and `outputs/logstash.rb`, 1.0.4).
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf } from '../values';

/** Options of the input that are refused without another. */
const NEEDED = [
  ['username', 'password'],
  ['password', 'username'],
] as const;
/** The same of its certificate, while TLS is on. */
const NEEDED_FOR_TLS = [
  ['ssl_certificate', 'ssl_key'],
  ['ssl_key', 'ssl_certificate'],
  ['ssl_key_passphrase', 'ssl_key'],
  ['ssl_keystore_path', 'ssl_keystore_password'],
  ['ssl_keystore_password', 'ssl_keystore_path'],
] as const;
const REFUSED = 'Logstash does not start';

/** Checks each of a file. */
export function checkLogstash({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind !== 'codec' && plugin.name === 'logstash')
    .flatMap(({ kind, plugin }) => [
      ...noCodec(kind, plugin),
      ...(kind === 'input' ? [...without(plugin, NEEDED), ...tls(plugin)] : []),
    ]);
}

function noCodec(kind: string, plugin: Plugin): readonly Problem[] {
  const codec = attributeOf(plugin, 'codec');
  if (codec === undefined) return [];
  const message = `${kind} logstash takes no codec, and ${REFUSED} with one.`;
  return [{ at: codec.at, rule: 'wrong-value', message, remedy: 'Remove it.' }];
}

function without(
  plugin: Plugin,
  pairs: readonly (readonly [string, string])[],
): readonly Problem[] {
  return pairs.flatMap(([name, other]): readonly Problem[] => {
    const given = attributeOf(plugin, name);
    if (given === undefined || attributeOf(plugin, other) !== undefined) return [];
    const message = `input logstash: ${name} needs ${other}: ${REFUSED} without it.`;
    return [{ at: given.at, rule: 'missing-option', message, remedy: `Add ${other}.` }];
  });
}

/** TLS is on unless `ssl_enabled` says otherwise. */
function tls(plugin: Plugin): readonly Problem[] {
  const given = (name: string): Attribute | undefined => attributeOf(plugin, name);
  const enabled = given('ssl_enabled');
  const text = enabled === undefined ? 'true' : textOf(enabled.value);
  const [idle] = plugin.attributes.filter(({ name }) => /^ssl_(?!enabled$)/.test(name));
  if (text === 'false' && idle !== undefined) return [excluded(idle, 'ssl_enabled => false')];
  if (text !== 'true') return [];
  const [certificate, key, store] = ['ssl_certificate', 'ssl_key', 'ssl_keystore_path'].map(given);
  if (certificate !== undefined && store !== undefined) return [excluded(store, certificate.name)];
  const own = [
    certificate,
    key,
    store,
    given('ssl_key_passphrase'),
    given('ssl_keystore_password'),
  ];
  if (own.every((one) => one === undefined)) {
    const message = `input logstash needs a certificate unless ssl_enabled is false: ${REFUSED} without one.`;
    const remedy = 'Add ssl_certificate and ssl_key, or ssl_enabled => false.';
    return [{ at: plugin.at, rule: 'missing-option', message, remedy }];
  }
  const asked = given('ssl_client_authentication');
  const authorities = given('ssl_certificate_authorities');
  const isUnused = asked === undefined || textOf(asked.value) === 'none';
  const isGiven = authorities?.value.kind !== 'array' || authorities.value.items.length > 0;
  return [
    ...without(plugin, NEEDED_FOR_TLS),
    ...(authorities !== undefined && isGiven && isUnused
      ? [excluded(authorities, 'ssl_client_authentication => none')]
      : []),
  ];
}

function excluded({ name, at }: Attribute, other: string): Problem {
  const message = `input logstash: ${name} goes with no ${other}: ${REFUSED} with both.`;
  return { at, rule: 'excluded-option', message, remedy: 'Keep one of them.' };
}
