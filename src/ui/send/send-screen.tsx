/**
 * The screen Send: a notification as one writes it, sent to an integration or to this receiver, and what came of it.
 *
 * @module
 */

import { useEffect } from 'preact/hooks';

import type { SchemaList, Send } from '../../api/client-types';
import { BodyEditor } from '../body/body-editor';
import { call } from '../client';
import { addressOf, go, place } from '../location';
import { Failure } from '../parts/failure';
import { useSchemas } from '../parts/known-data';
import { useAction } from '../parts/use-action';
import { change, draft, requestOf, textOf } from './send-draft';
import { SendFields } from './send-fields';
import { SendList } from './send-list';
import { SendView } from './send-view';

/** `#/send`, `#/send/<id>` with what came of one, `#/send?type=vuln` begins with that type. */
export function SendScreen() {
  const [id] = place.value.rest;
  const { data, failure } = useSchemas();
  const types = data?.schemas ?? [];
  useType(types);
  const { type, texts } = draft.value;
  const text = textOf(draft.value, types);
  const setText = (now: string): void => change({ texts: { ...texts, [type]: now } });
  const { failure: refusal, busy, act } = useAction();
  const send = async (): Promise<void> => {
    const started = await call<Send>('POST', '/api/sends', { body: requestOf(text, draft.value) });
    go(addressOf(['send', started.id]));
  };
  return (
    <div class="page send">
      <div class="page-head">
        <h1>Send</h1>
      </div>
      <p class="muted">
        Write a notification and send it, as Wallarm would: to an integration, or straight to this
        receiver. Each request is tried once.
      </p>
      <Failure message={failure} />
      <form
        class="send-form"
        onSubmit={(event) => {
          event.preventDefault();
          void act(send);
        }}
      >
        <div class="send-body">
          <h2 class="hidden">Notification</h2>
          <TypeChoice types={types} hasEdit={texts[type] !== undefined} />
          <BodyEditor text={text} onText={setText} />
        </div>
        <div class="send-side">
          <SendFields />
          <button class="button primary" disabled={busy || text.trim() === ''}>
            Send
          </button>
          <Failure message={refusal} />
          {id !== undefined && <SendView key={id} id={id} />}
          <SendList chosen={id} />
        </div>
      </form>
    </div>
  );
}

/** Takes the type that the address names; without one, the first. */
function useType(types: SchemaList['schemas']): void {
  const wanted = place.value.query['type'];
  const known = types.map(({ type }) => type);
  const first = known.includes('new_hits') ? 'new_hits' : known[0];
  useEffect(() => {
    if (wanted !== undefined && known.includes(wanted)) change({ type: wanted });
    else if (draft.peek().type === '' && first !== undefined) change({ type: first });
  }, [wanted, first]);
}

function TypeChoice({
  types,
  hasEdit,
}: {
  readonly types: SchemaList['schemas'];
  readonly hasEdit: boolean;
}) {
  const { type, texts } = draft.value;
  const groups = [
    { label: 'Published', types: types.filter(({ published }) => published) },
    { label: 'Known by name', types: types.filter(({ published }) => !published) },
  ];
  const reset = (): void => {
    const others = Object.entries(texts).filter(([one]) => one !== type);
    change({ texts: Object.fromEntries(others) });
  };
  return (
    <div class="send-type">
      <label>
        Begin with
        <select value={type} onChange={(event) => change({ type: event.currentTarget.value })}>
          {groups.map(({ label, types: some }) => (
            <optgroup key={label} label={label}>
              {some.map((one) => (
                <option key={one.type}>{one.type}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button type="button" class="button quiet" disabled={!hasEdit} onClick={reset}>
        Back to the sample
      </button>
    </div>
  );
}
