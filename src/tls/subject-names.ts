/**
 * The names that a certificate bears, each kind by itself: clients look for an address among addresses alone.
 *
 * @module
 */
import { isIP } from 'node:net';

import { normaliseName } from './names';

/** Alternative names by kind. */
export interface SubjectNames {
  /** DNS names as they stand but in lower case, among them what is none: an address, a URL, letters beyond ASCII. */
  readonly dns: readonly string[];
  /** Addresses in their shortest form. */
  readonly addresses: readonly string[];
  /** URIs, mail addresses and the rest, as `URI:https://…`. */
  readonly others: readonly string[];
  /** DNS names and addresses as they follow one another, in one spelling; an address among DNS names is `DNS:127.0.0.1`. */
  readonly inOrder: readonly string[];
}

/** Reads Node's one-line form, in which a value with a comma or a quote is a JSON string. */
export function subjectNames(names: string | undefined): SubjectNames {
  const parts = (names ?? '').matchAll(/([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/gy);
  const dns: string[] = [];
  const addresses: string[] = [];
  const others: string[] = [];
  const inOrder: string[] = [];
  for (const [, kind = '', text = ''] of parts) {
    const value = unquoted(text);
    const name = normaliseName(value) ?? value;
    if (kind === 'DNS') {
      dns.push(value.toLowerCase());
      inOrder.push(isIP(name) === 0 ? name : `DNS:${name}`);
    } else if (kind === 'IP Address') {
      addresses.push(name);
      inOrder.push(name);
    } else {
      others.push(`${kind}:${value}`);
    }
  }
  return { dns, addresses, others, inOrder };
}

/** Node quotes what could mislead, byte by byte; what is meant by bytes beyond ASCII is UTF-8. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return Buffer.from(String(JSON.parse(text)), 'latin1').toString('utf8');
  } catch {
    return text;
  }
}

/** The last common name of a distinguished name, as Node writes one: a line for each part. */
export function commonNameOf(distinguishedName: string): string | undefined {
  const lines = distinguishedName.split('\n').filter((line) => line.startsWith('CN='));
  return lines.at(-1)?.slice(3);
}

/** A distinguished name on one line. */
export function oneLine(distinguishedName: string): string {
  return distinguishedName.trim().split('\n').join(', ');
}
