/**
 * The form that switches one kind of fault on: only the fields that this kind has.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { call } from '../client';
import { say } from '../parts/announcer';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { useAction } from '../parts/use-action';
import { type FaultDraft, faultOf, isRandom, newDraft } from './fault-draft';
import { Field, OwnFields } from './fault-fields';
import type { KindGroup, KindInWords } from './kinds';

/** Closes itself once the fault is on; what the receiver refuses stays here, with its reason. */
export function FaultDialog({
  words: { kind, meets },
  unit,
  onClose,
}: {
  readonly words: KindInWords;
  readonly unit: KindGroup['unit'];
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(() => newDraft(kind));
  const { failure, act } = useAction();
  const change = (part: Partial<FaultDraft>): void => setDraft({ ...draft, ...part });
  const submit = (event: Event): void => {
    event.preventDefault();
    void act(async () => {
      await call('POST', '/api/faults', { body: faultOf(kind, draft) });
      say(`${kind} is on`);
      onClose();
    });
  };
  return (
    <Dialog title={`Switch on ${kind}`} onClose={onClose}>
      <form class="fault-form" onSubmit={submit}>
        <p class="muted">{meets}</p>
        <OwnFields kind={kind} draft={draft} onChange={change} />
        <Scope unit={unit} draft={draft} onChange={change} />
        <div class="pair">
          <Field
            label="Share in percent"
            type="number"
            min="0"
            max="100"
            step="any"
            required
            value={draft.share}
            onValue={(share) => change({ share })}
          />
          {isRandom(kind, draft) && (
            <Field
              label="Seed"
              type="number"
              step="1"
              required
              hint="The same seed draws the same."
              value={draft.seed}
              onValue={(seed) => change({ seed })}
            />
          )}
        </div>
        <Failure message={failure} />
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button class="button primary">Switch on</button>
        </div>
      </form>
    </Dialog>
  );
}

function Scope({
  unit,
  draft: { scope, next },
  onChange,
}: {
  readonly unit: KindGroup['unit'];
  readonly draft: FaultDraft;
  readonly onChange: (part: Partial<FaultDraft>) => void;
}) {
  return (
    <fieldset>
      <legend>Which {unit}</legend>
      <div class="scope-next">
        <label class="tick">
          <input
            type="radio"
            name="scope"
            checked={scope === 'next'}
            onChange={() => onChange({ scope: 'next' })}
          />
          Only the next
        </label>
        <input
          type="number"
          min="1"
          step="1"
          required
          aria-label={`How many ${unit}`}
          disabled={scope === 'all'}
          value={next}
          onInput={(event) => onChange({ next: event.currentTarget.value })}
        />
      </div>
      <label class="tick">
        <input
          type="radio"
          name="scope"
          checked={scope === 'all'}
          onChange={() => onChange({ scope: 'all' })}
        />
        All, until it is switched off
      </label>
    </fieldset>
  );
}
