/**
 * Options of the http input that need or exclude one another, and those that have no effect.
 *
 * Logstash checks them when the input starts, after its own check of the configuration (`validate_ssl_settings!` and
 * `register` in `inputs/http.rb`, 4.1.13).
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, textOf } from '../values';
import { failsAtStart } from './fails-at-start';

/** Checks each http input of a file. */
export function checkHttpInputs({ plugins }: ParsedFile): readonly Problem[] {
  return plugins
    .filter(({ kind, plugin }) => kind === 'input' && plugin.name === 'http')
    .flatMap(({ plugin }) => [...halfCredentials(plugin), ...tls(plugin)]);
}

function halfCredentials(plugin: Plugin): readonly Problem[] {
  const [user, password] = ['user', 'password'].map((name) => attributeOf(plugin, name));
  const only = user ?? password;
  if (only === undefined || (user !== undefined && password !== undefined)) return [];
  const other = user === undefined ? 'user' : 'password';
  const message = `With ${only.name} alone the http input asks nobody for credentials.`;
  return [{ at: only.at, rule: 'half-credentials', message, remedy: `Set ${other} too.` }];
}

function tls(plugin: Plugin): readonly Problem[] {
  const enabled = attributeOf(plugin, 'ssl_enabled') ?? attributeOf(plugin, 'ssl');
  const text = enabled === undefined ? 'false' : textOf(enabled.value);
  if (text === 'false') return tlsWithoutEffect(plugin, enabled);
  // Whether it is on may hang on an environment variable.
  if (text !== 'true' || enabled === undefined) return [];
  return [...certificate(plugin, enabled), ...clientAuthentication(plugin)];
}

/** Certificates are named and TLS is off: the port takes plain HTTP, which Wallarm does not send. */
function tlsWithoutEffect(plugin: Plugin, enabled: Attribute | undefined): readonly Problem[] {
  const idle = plugin.attributes.filter(({ name }) => /^ssl_(?!enabled$)|^keystore/.test(name));
  const [first] = idle;
  if (first === undefined) return [];
  const message = `${idle.map(({ name }) => name).join(', ')} ${idle.length === 1 ? 'has' : 'have'} no effect without ssl_enabled => true: the port takes plain HTTP alone, and every delivery over HTTPS fails.`;
  return [
    { at: (enabled ?? first).at, rule: 'tls-off', message, remedy: 'Set ssl_enabled => true.' },
  ];
}

function certificate(plugin: Plugin, enabled: Attribute): readonly Problem[] {
  const certificates = attributeOf(plugin, 'ssl_certificate');
  const key = attributeOf(plugin, 'ssl_key');
  const store = attributeOf(plugin, 'ssl_keystore_path') ?? attributeOf(plugin, 'keystore');
  if (certificates !== undefined && key === undefined) {
    return [needs(certificates, 'ssl_key')];
  }
  if (key !== undefined && certificates === undefined) return [needs(key, 'ssl_certificate')];
  if (certificates === undefined && store === undefined) {
    const message = `input http needs a certificate when ${enabled.name} is true; without one the pipeline does not start.`;
    const remedy = 'Add ssl_certificate and ssl_key, or ssl_keystore_path.';
    return [{ at: enabled.at, rule: 'missing-option', message, remedy }];
  }
  if (certificates !== undefined && store !== undefined)
    return [excludes(store, 'ssl_certificate')];
  return [];
}

function clientAuthentication(plugin: Plugin): readonly Problem[] {
  const authorities = attributeOf(plugin, 'ssl_certificate_authorities');
  const store = attributeOf(plugin, 'ssl_truststore_path');
  const asked = attributeOf(plugin, 'ssl_client_authentication');
  // Logstash 8 takes it under its old names too.
  const old = attributeOf(plugin, 'ssl_verify_mode') ?? attributeOf(plugin, 'verify_mode');
  const byDefault = old === undefined ? 'none' : null;
  const mode = asked === undefined ? byDefault : textOf(asked.value);
  const problems: Problem[] = [];
  if (authorities !== undefined && store !== undefined) {
    problems.push(excludes(store, 'ssl_certificate_authorities'));
  }
  const trusted = authorities ?? store;
  if (mode === 'none' && trusted !== undefined && !isEmpty(trusted)) {
    const message = `input http: ${trusted.name} is refused while ssl_client_authentication is none: the pipeline does not start.`;
    const remedy = `Remove ${trusted.name}: Wallarm presents no client certificate.`;
    problems.push({ at: trusted.at, rule: 'excluded-option', message, remedy });
  }
  if (asked === undefined || mode === 'none' || mode === null) return problems;
  // A keystore serves as one of trusted certificates too.
  const keystore = attributeOf(plugin, 'ssl_keystore_path') ?? attributeOf(plugin, 'keystore');
  if ((trusted === undefined || isEmpty(trusted)) && keystore === undefined) {
    const message = `input http: ssl_client_authentication => "${mode}" needs ssl_certificate_authorities or ssl_truststore_path: without one the pipeline ends when it starts.`;
    const remedy = `Remove ${asked.name}: Wallarm presents no client certificate.`;
    problems.push(failsAtStart(asked.at, message, remedy));
  } else if (mode === 'required') {
    const message =
      'A client certificate is required, and Wallarm presents none: every delivery fails in the handshake.';
    const remedy = 'Set it to none, and ask for user and password instead.';
    problems.push({ at: asked.at, rule: 'client-certificate', message, remedy });
  }
  return problems;
}

function isEmpty({ value }: Attribute): boolean {
  return value.kind === 'array' ? value.items.length === 0 : textOf(value) === '';
}

function needs({ name, at }: Attribute, other: string): Problem {
  const message = `input http: ${name} needs ${other}: without it the pipeline does not start.`;
  return { at, rule: 'missing-option', message, remedy: `Add ${other}.` };
}

function excludes({ name, at }: Attribute, other: string): Problem {
  const message = `input http: ${name} and ${other} exclude one another: with both the pipeline does not start.`;
  return { at, rule: 'excluded-option', message, remedy: 'Keep one of them.' };
}
