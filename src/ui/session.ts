/**
 * Signing in: the token goes once to the server, which gives a cookie that no script can read.
 *
 * @module
 */
import { call, signedOut } from './client';
import { listen } from './live';
import { addressOf, decode, go } from './location';

/** Signs this browser in. @throws ApiFailure for a wrong token */
export async function signIn(token: string): Promise<void> {
  await exchange(token);
  signedOut.value = false;
  listen();
}

/** Takes a token that the address bears (`#token=…`) and wipes it from the address and the history. */
export async function takeTokenFromAddress(): Promise<void> {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  go(addressOf(['deliveries']), { replace: true });
  // A wrong one shows in the form, as if none had been there.
  await exchange(decode(token)).catch(() => (signedOut.value = true));
}

function exchange(token: string): Promise<void> {
  return call('POST', '/api/session', { token });
}
