/**
 * Deleting an integration, with the question before it.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { Confirm } from '../parts/confirm';
import { Failure } from '../parts/failure';
import { counted } from '../parts/numbers';
import { useAction } from '../parts/use-action';

/** `waiting`: how many deliveries go with it. `remove` rejects with the reason when it stays. */
export function DeleteIntegration({
  name,
  waiting,
  remove,
}: {
  readonly name: string;
  readonly waiting: number;
  readonly remove: () => Promise<void>;
}) {
  const [isAsking, setAsking] = useState(false);
  const { failure, act } = useAction();
  return (
    <>
      <button
        type="button"
        class="button quiet delete"
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        Delete
      </button>
      {isAsking && (
        <Confirm
          title={`Delete ${name}?`}
          verb="Delete"
          onCancel={() => setAsking(false)}
          onConfirm={() => void act(remove)}
        >
          <p>
            Its settings go with their secrets, and it cannot be undone.{' '}
            {waiting === 0
              ? 'Nothing waits to be sent to it.'
              : `${counted(waiting, 'event')} that ${waiting === 1 ? 'waits' : 'wait'} for it will never be sent.`}
          </p>
          <p>Integrations with “System related” ticked are told of it.</p>
          <Failure message={failure} />
        </Confirm>
      )}
    </>
  );
}
