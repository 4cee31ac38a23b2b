/**
 * What the receiver's addresses mean for Wallarm Cloud, which reaches public ones only. Pure.
 *
 * @module
 */
import { BlockList, isIPv6 } from 'node:net';

import type { Finding } from './doctor-check';

/** Networks that are not routed on the internet (IANA special-purpose registries). */
const NETWORKS: readonly (readonly [network: string, prefix: number, kind: string])[] = [
  ['127.0.0.0', 8, 'a loopback address of this machine'],
  ['::1', 128, 'a loopback address of this machine'],
  ['10.0.0.0', 8, 'a private address'],
  ['172.16.0.0', 12, 'a private address'],
  ['192.168.0.0', 16, 'a private address'],
  ['fc00::', 7, 'a private address'],
  ['100.64.0.0', 10, "a provider's private address (CGNAT)"],
  ['169.254.0.0', 16, 'a link-local address'],
  ['fe80::', 10, 'a link-local address'],
  ['0.0.0.0', 8, 'no address of a host'],
  ['::', 128, 'no address of a host'],
  ['192.0.2.0', 24, 'an address for documentation'],
  ['198.51.100.0', 24, 'an address for documentation'],
  ['203.0.113.0', 24, 'an address for documentation'],
  ['2001:db8::', 32, 'an address for documentation'],
  ['224.0.0.0', 3, 'no address of a host'],
];

/** Why the address is not public; `null` when it is. */
export function whyNotPublic(address: string): string | null {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  for (const [network, prefix, kind] of NETWORKS) {
    const list = new BlockList();
    list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
    if (list.check(address, family)) return kind;
  }
  return null;
}

/** Judges all addresses of a host. Not being public is a warning: for a local test it is fine. */
export function judgeAddresses(addresses: readonly string[]): Finding {
  const hidden = addresses.flatMap((address) => {
    const kind = whyNotPublic(address);
    return kind === null ? [] : [`${address} is ${kind}`];
  });
  if (hidden.length === 0) {
    const message = `${addresses.join(', ')}; let Wallarm's source addresses through the firewall.`;
    return { outcome: 'passed', message };
  }
  const message = `${hidden.join(', ')}: Wallarm Cloud cannot reach it. For a local test that is fine; before going live give the receiver a public address.`;
  return { outcome: 'warning', message };
}
