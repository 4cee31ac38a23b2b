/**
 * Where in the client one is: the part of the address behind `#`, such as `#/deliveries/0000000007?type=new_hits`.
 *
 * @module
 */
import { signal } from '@preact/signals';

import { withQuery } from './client';

/** A place in the client. */
export interface Place {
  /** The first part: which screen. */
  readonly screen: string;
  /** The parts behind it, decoded. */
  readonly rest: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Screens by the name that they had; such addresses are in bookmarks. */
const RENAMED = new Map([['attempts', 'sent']]);

/** Where one is now. */
export const place = signal(read());

addEventListener('hashchange', () => (place.value = read()));

/** The address of a place; for `href`. Empty values of the query are left out. */
export function addressOf(
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return withQuery(`#/${path.map(encodeURIComponent).join('/')}`, query);
}

/** Goes to an address. `replace`: the back button then skips the place before. */
export function go(address: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', address);
    place.value = read();
  } else {
    location.hash = address;
  }
}

function read(): Place {
  const [path = '', search = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', ...rest] = path.split('/').map(decode);
  const screen = RENAMED.get(name) ?? name;
  if (screen !== name) history.replaceState(null, '', location.hash.replace(name, screen));
  return {
    screen: screen === '' ? 'deliveries' : screen,
    rest: rest.filter((part) => part !== ''),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** Decodes a part of the address; anybody can type one, so what is no encoding stays as it is. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
