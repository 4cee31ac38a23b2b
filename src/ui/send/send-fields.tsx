/**
 * Where a send goes, how, how often and how fast.
 *
 * @module
 */
import { useIntegrations, useReceiver } from '../parts/known-data';
import { change, draft, type SendDraft } from './send-draft';

const FORMATS: Readonly<Record<SendDraft['format'], string>> = {
  array: 'JSON array',
  object: 'one object',
  ndjson: 'NDJSON',
  'as-typed': 'as it is typed',
};

/** See the module. */
export function SendFields() {
  const { to, method, format, count, rate } = draft.value;
  return (
    <>
      <Target to={to} />
      <div class="send-pair">
        <label>
          Method
          <select
            value={method}
            onChange={(event) => change({ method: event.currentTarget.value as 'POST' | 'PUT' })}
          >
            <option>POST</option>
            <option>PUT</option>
          </select>
        </label>
        <label>
          Format
          <select
            value={format}
            onChange={(event) =>
              change({ format: event.currentTarget.value as SendDraft['format'] })
            }
          >
            {Object.entries(FORMATS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          Requests
          <input
            {...{ type: 'number', min: 1, max: 10_000, step: 1, required: true, value: count }}
            onInput={(event) => change({ count: event.currentTarget.value })}
          />
        </label>
        <label>
          Per second
          <input
            {...{ type: 'number', min: 0.1, max: 100, step: 'any', required: true, value: rate }}
            onInput={(event) => change({ rate: event.currentTarget.value })}
          />
        </label>
      </div>
    </>
  );
}

/** An integration brings its method and format along. */
function Target({ to }: { readonly to: string }) {
  const { data } = useIntegrations();
  const { data: receiver } = useReceiver();
  const integrations = data?.integrations ?? [];
  const choose = (id: string): void => {
    const chosen = integrations.find((one) => one.id === id);
    change({ to: id, method: chosen?.method ?? 'POST', format: chosen?.format ?? 'array' });
  };
  const url = integrations.find(({ id }) => id === to)?.url ?? receiver?.url;
  return (
    <div>
      <label>
        To
        <select value={to} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">this receiver</option>
          {integrations.map(({ id, name, enabled }) => (
            <option key={id} value={id}>
              {name}
              {!enabled && ' (disabled)'}
            </option>
          ))}
        </select>
      </label>
      <p class="hint send-url">{url ?? '\u00a0'}</p>
    </div>
  );
}
