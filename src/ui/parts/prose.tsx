/**
 * A sentence of the API on the screen: what stands in backticks is code.
 *
 * @module
 */

/** See the module. */
export function Prose({ text }: { readonly text: string }) {
  // Every second piece stood between two backticks.
  return (
    <>
      {text
        .split('`')
        .map((piece, index) => (index % 2 === 0 ? piece : <code key={index}>{piece}</code>))}
    </>
  );
}
