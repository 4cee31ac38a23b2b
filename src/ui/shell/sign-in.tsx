/**
 * The form for the console's token.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { sentenceOf } from '../client';
import { Failure } from '../parts/failure';
import { signIn } from '../session';

/** In place of every screen while the API wants a token. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [failure, setFailure] = useState<string>();
  const submit = (event: Event): void => {
    event.preventDefault();
    signIn(token).catch((error: unknown) => setFailure(sentenceOf(error)));
  };
  return (
    <form class="sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p>
        This console asks for a token: what <code>--console-token</code> or{' '}
        <code>WALLSTASH_CONSOLE_TOKEN</code> was when it was started.
      </p>
      <label>
        Token
        <input
          type="password"
          autoComplete="current-password"
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      <Failure message={failure} />
      <button class="button primary">Sign in</button>
    </form>
  );
}
