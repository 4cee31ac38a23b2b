/**
 * The names a certificate may bear: DNS names, wildcards and IP addresses, each in one spelling.
 *
 * A name is lower case, an internationalised one is in its ASCII form, an IPv6 address is in its shortest form
 * without brackets; so two names are the same when their strings are.
 *
 * @module
 */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

import { InvalidOptionError } from '../errors';

// Underscores break the letter of RFC 5280 but are usual in the names of Compose services; OpenSSL and Node accept them.
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** The name in its one spelling; `undefined` when no certificate can bear it. */
export function normaliseName(value: string): string | undefined {
  const text = value.trim().replace(/^\[(.*)\]$/, '$1');
  const family = isIP(text);
  if (family === 4) return text;
  if (family === 6) return text.includes('%') ? undefined : shortestAddress(text);
  return normaliseDnsName(text);
}

/**
 * The names in their one spelling, without repetition.
 *
 * @throws InvalidOptionError (`WST_OPTION`) for a value that is neither a DNS name nor an IP address.
 */
export function normaliseNames(values: readonly string[], option: string): readonly string[] {
  const names = values.map((value) => {
    const name = normaliseName(value);
    if (name === undefined) {
      const expected =
        'a DNS name such as logstash.example, a wildcard such as *.example.com, or an IP address, without scheme and port';
      throw new InvalidOptionError(option, value, expected);
    }
    return name;
  });
  return [...new Set(names)];
}

function shortestAddress(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function normaliseDnsName(text: string): string | undefined {
  const wildcard = text.startsWith('*.');
  const host = (wildcard ? text.slice(2) : text).toLowerCase().replace(/\.$/, '');
  // Only for names that need it: domainToASCII also turns "127.1" into an address.
  const ascii = /^[\x20-\x7e]*$/.test(host) ? host : domainToASCII(host);
  const labels = ascii.split('.');
  const last = labels.at(-1) ?? '';
  if (ascii.length > 251 || /^\d+$/.test(last)) return undefined;
  if (!labels.every((label) => LABEL.test(label))) return undefined;
  return wildcard ? `*.${ascii}` : ascii;
}
