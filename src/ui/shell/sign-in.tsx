/**
 * The form for the console's token.
 *
 * @module
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { ApiFailure, sentenceOf } from '../client';
import { Failure } from '../parts/failure';
import { signIn } from '../session';

/** In place of every screen while the API wants a token. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    signIn(token).catch((error: unknown) => {
      setFailure(reasonOf(error));
      field.current?.select();
    });
  };
  return (
    <form class="sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p>
        This console was started with a token: by <code>--console-token</code>, or in{' '}
        <code>WALLSTASH_CONSOLE_TOKEN</code>.
      </p>
      <label>
        Token
        <input
          ref={field}
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

/** The API's own sentence tells a program which header to send. */
function reasonOf(error: unknown): string {
  const isWrong = error instanceof ApiFailure && error.status === 401;
  return isWrong ? 'This is not the token of this console.' : sentenceOf(error);
}
