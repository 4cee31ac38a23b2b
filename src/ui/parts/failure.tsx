/**
 * Why something could not be done, where it was asked for.
 *
 * @module
 */

/** A sentence with its remedy; nothing when there is none. */
export function Failure({ message }: { readonly message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p class="failure" role="alert">
      {message}
    </p>
  );
}
