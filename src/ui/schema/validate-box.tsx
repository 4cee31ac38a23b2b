/**
 * A place to hold a body against the schema, without sending it anywhere.
 *
 * @module
 */
import { signal } from '@preact/signals';

import { BodyEditor } from '../body/body-editor';
import { addressOf } from '../location';

/** Where the box is: on a phone there is no room for it beside the types. */
export const VALIDATE = addressOf(['schema'], { validate: 'yes' });

/** What stands in the box; it outlives the screen, so that a look at a type does not lose it. */
export const draft = signal('');

/** See the module. */
export function ValidateBox() {
  return (
    <div class="validate">
      <h2>Validate a body</h2>
      <p class="muted">
        As it would be sent: a JSON array, NDJSON, one notification, or a Logstash event. Nothing is
        sent or kept; to send it, go to <a href={addressOf(['send'])}>Send</a>.
      </p>
      <BodyEditor text={draft.value} onText={(text) => (draft.value = text)} />
    </div>
  );
}
