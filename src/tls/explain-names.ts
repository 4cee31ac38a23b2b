/**
 * Why a certificate is not for the host that was called, in words that continue "The server's certificate is not for
 * HOST: …", with the remedy.
 *
 * @module
 */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

import type { CertificateFacts } from './certificate-facts';
import type { SubjectNames } from './subject-names';

/** Names that one sentence lists; a certificate may bear thousands. */
const LISTED = 20;

/** See the module. */
export function explainNames(
  host: string,
  { names, commonName }: Pick<CertificateFacts, 'names' | 'commonName'>,
): string {
  const wanted = `subjectAltName ${isIP(host) === 0 ? 'DNS' : 'IP'}:${host}`;
  const near = isIP(host) === 0 ? nearDnsName(host, names) : nearAddress(host, names);
  if (near !== undefined) return `it bears ${near}; issue it again with ${wanted}.`;
  if (commonName?.toLowerCase() === host) {
    return `${host} stands in its common name alone, which is not read ${isIP(host) === 0 ? 'beside other names' : 'for addresses'}; issue it again with ${wanted}.`;
  }
  const borne = list(names);
  return borne === ''
    ? `it bears no name at all; issue it again with ${wanted}.`
    : `it bears ${borne}; call the server by one of its names, or issue a certificate that bears ${host} (${wanted}).`;
}

/** The names, kinds apart: `the DNS names a.test and b.test and the address 10.0.0.1`; empty without any. */
export function list({ dns, addresses }: SubjectNames): string {
  return [kind('DNS name', dns), kind('address', addresses, 'addresses')]
    .filter((text) => text !== '')
    .join(' and ');
}

function kind(one: string, names: readonly string[], many = `${one}s`): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, LISTED).join(', ');
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `the ${names.length === 1 ? one : many} ${shown}${more}`;
}

/** An address that stands among names of another kind. */
function nearAddress(host: string, { dns, others }: SubjectNames): string | undefined {
  if (dns.some((name) => plainHost(name) === host)) {
    return `${host} as a DNS name, and clients look for an address among the IP addresses alone`;
  }
  const other = others.find((name) => plainHost(afterKind(name)) === host);
  return other === undefined
    ? undefined
    : `${other}, and clients look for an address among the IP addresses alone`;
}

/** A DNS name that nearly fits. */
function nearDnsName(host: string, { dns, others }: SubjectNames): string | undefined {
  for (const name of dns) {
    const near = name.includes('*') ? nearWildcard(host, name) : nearPlainName(host, name);
    if (near !== undefined) return near;
  }
  const other = others.find((name) => plainHost(afterKind(name)) === host);
  return other === undefined
    ? undefined
    : `${other}, and clients look for a name among the DNS names alone`;
}

function nearPlainName(host: string, name: string): string | undefined {
  if (/[^\x20-\x7e]/.test(name) && domainToASCII(name) === host) {
    return `${name} in letters beyond ASCII, and a certificate must bear the ASCII form`;
  }
  return plainHost(name) === host
    ? `"${name}", which is no DNS name: scheme, port, path, spaces and a last dot do not belong there`
    : undefined;
}

function nearWildcard(host: string, pattern: string): string | undefined {
  const base = pattern.slice(2);
  if (!pattern.startsWith('*.') || base.includes('*')) {
    return fitsAnywhere(host, pattern)
      ? `${pattern}, and a wildcard must be the whole first label of a name`
      : undefined;
  }
  if (host === base)
    return `${pattern}, which is for names one label below ${base} and not for ${base} itself`;
  if (!host.endsWith(`.${base}`)) return undefined;
  if (!base.includes('.')) {
    return `${pattern}, and a wildcard below a name of one label is not taken by OpenSSL's clients, curl, Node, Python and most others (Go and Java take it)`;
  }
  return `${pattern}, which is for one label in place of the star, and ${host} has more`;
}

/** Whether the pattern would fit if a star could stand anywhere. */
function fitsAnywhere(host: string, pattern: string): boolean {
  const parts = pattern.split('*');
  let rest = host;
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at === -1) return false;
    rest = rest.slice(at + part.length);
  }
  return host.startsWith(parts[0] ?? '') && host.endsWith(parts.at(-1) ?? '');
}

/** The host in what somebody took for a name: `https://a.test:5044/`, `a.test.`. */
function plainHost(text: string): string {
  const host = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^\[(.*)\](?::\d*)?$/, '$1');
  return (isIP(host) === 0 ? host.replace(/:\d*$/, '').replace(/\.$/, '') : host).toLowerCase();
}

/** `URI:https://a.test` without its kind. */
function afterKind(name: string): string {
  return name.slice(name.indexOf(':') + 1).replaceAll('"', '');
}
