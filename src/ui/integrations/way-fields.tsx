/**
 * The form's first part: name, URL and method.
 *
 * @module
 */
import type { BesideReceiver } from '../../api/client-types';
import { say } from '../parts/announcer';
import { towardsReceiver, type PartProps } from './draft';
import { Field } from './field';

/** See the module. With a receiver beside, a button points the integration at it. */
export function WayFields({
  draft,
  change,
  problem,
  receiver,
}: PartProps & { readonly receiver: BesideReceiver | undefined }) {
  return (
    <div class="panel part">
      <Field label="Integration name" name="name" problem={problem}>
        {(control) => (
          <input
            {...control}
            value={draft.name}
            maxLength={200}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label="Webhook URL"
        name="url"
        hint="On the Console’s Logstash card it is called Logstash URL. HTTPS only."
        problem={problem}
      >
        {(control) => (
          <div class="beside">
            <input
              {...control}
              type="url"
              placeholder="https://logstash.example:5044/"
              value={draft.url}
              onInput={(event) => change({ url: event.currentTarget.value })}
            />
            {receiver !== undefined && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  change(towardsReceiver(draft, receiver));
                  say('URL and CA certificate of the receiver are filled in');
                }}
              >
                This receiver
              </button>
            )}
          </div>
        )}
      </Field>
      <Field label="Request method" name="method" problem={problem}>
        {(control) => (
          <select
            {...control}
            class="short"
            value={draft.method}
            onChange={(event) => {
              change({ method: event.currentTarget.value === 'PUT' ? 'PUT' : 'POST' });
            }}
          >
            <option>POST</option>
            <option>PUT</option>
          </select>
        )}
      </Field>
    </div>
  );
}
