/** What this program must know of a hit. */
interface Hit {
  readonly details: { readonly hit: object };
}

/** A copy of a hit without the addresses of whoever attacked. Wallarm, too, sends "" for an address it has not. */
export function withoutAddresses<Given extends Hit>(notification: Given): Given {
  const copy = structuredClone(notification);
  Object.assign(copy.details.hit, { remote_addr4: '', remote_addr6: '' });
  return copy;
}
