/**
 * A fingerprint of a certificate, which breaks between its bytes alone.
 *
 * @module
 */

/** `AB:CD:…` as it is; copied, it is whole. */
export function Fingerprint({ text }: { readonly text: string }) {
  return (
    <code>
      {text.split(/(?<=:)/).map((byte) => (
        <>
          {byte}
          <wbr />
        </>
      ))}
    </code>
  );
}
