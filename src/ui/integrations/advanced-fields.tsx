/**
 * The form's advanced settings: timeouts, TLS, data format.
 *
 * @module
 */
import type { Integration } from '../../api/client-types';
import { CaField } from './ca-field';
import type { Draft, PartProps } from './draft';
import { Field } from './field';

/** Folded, with what they are in a line. `before`: the integration that is changed. */
export function AdvancedFields({
  draft,
  change,
  problem,
  before,
}: PartProps & { readonly before: Integration | undefined }) {
  return (
    <details class="panel part">
      <summary>
        <span class="summary-title">Advanced settings</span>{' '}
        <span class="hint">{digestOf(draft)}</span>
      </summary>
      <div class="fold">
        <div class="two">
          <Seconds
            label="Request timeout, seconds"
            name="requestTimeout"
            hint="No answer in this time: the request fails."
            {...{ draft, change, problem }}
          />
          <Seconds
            label="Connection timeout, seconds"
            name="connectionTimeout"
            hint="No connection in this time: the request fails."
            {...{ draft, change, problem }}
          />
        </div>
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.verifyTls}
            onChange={(event) => change({ verifyTls: event.currentTarget.checked })}
          />
          <span>
            Verify TLS certificate
            {!draft.verifyTls && (
              <span class="caution"> It is off: secrets go to anybody who answers.</span>
            )}
          </span>
        </label>
        <CaField {...{ draft, change, problem, before }} />
        <Field
          label="Wallarm data format"
          name="format"
          hint="Test notifications are always a JSON array."
          problem={problem}
        >
          {(control) => (
            <select
              {...control}
              class="short"
              value={draft.format}
              onChange={(event) => {
                change({ format: event.currentTarget.value === 'ndjson' ? 'ndjson' : 'array' });
              }}
            >
              <option value="array">JSON Array</option>
              <option value="ndjson">New Line Delimited JSON (NDJSON)</option>
            </select>
          )}
        </Field>
      </div>
    </details>
  );
}

function Seconds({
  label,
  name,
  hint,
  draft,
  change,
  problem,
}: PartProps & {
  readonly label: string;
  readonly name: 'requestTimeout' | 'connectionTimeout';
  readonly hint: string;
}) {
  return (
    <Field label={label} name={name} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          class="short"
          inputMode="decimal"
          value={draft[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function digestOf({ requestTimeout, connectionTimeout, verifyTls, ca, keepCa, format }: Draft) {
  return [
    `timeouts ${requestTimeout}\u00a0s and ${connectionTimeout}\u00a0s`,
    verifyTls ? 'TLS verified' : 'TLS not verified',
    ca.trim() !== '' || keepCa ? 'own CA certificate' : 'public CAs',
    format === 'array' ? 'JSON Array' : 'NDJSON',
  ].join(' · ');
}
