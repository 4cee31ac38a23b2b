/**
 * The form's CA certificate: pasted, or from a file.
 *
 * @module
 */
import type { Integration } from '../../api/client-types';
import { counted } from '../parts/numbers';
import { Field } from './field';
import type { PartProps } from './draft';

/** What the Console lets one upload. */
const FILES = '.txt,.crt,.cer,.pem';

/** `before`: the integration that is changed; what it has is shown by its fingerprint. */
export function CaField({
  draft,
  change,
  problem,
  before,
}: PartProps & { readonly before: Integration | undefined }) {
  const kept = before?.ca ?? null;
  return (
    <>
      <Field
        label="CA certificate (PEM)"
        name="ca"
        hint={
          kept !== null && draft.keepCa
            ? `${counted(kept.certificates, 'certificate')} kept (SHA-256 ${kept.fingerprints.join(', ')}). Paste another to replace it.`
            : 'For a server certificate of your own CA, or a self-signed one. Empty: the public CAs.'
        }
        problem={problem}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            spellcheck={false}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={draft.ca}
            onInput={(event) => change({ ca: event.currentTarget.value })}
          />
        )}
      </Field>
      <label>
        CA certificate from a file
        <input
          type="file"
          accept={FILES}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void file?.text().then((ca) => change({ ca }));
          }}
        />
      </label>
      {kept !== null && (
        <label class="tick">
          <input
            type="checkbox"
            checked={!draft.keepCa}
            onChange={(event) => change({ keepCa: !event.currentTarget.checked })}
          />
          Forget the kept CA certificate
        </label>
      )}
    </>
  );
}
