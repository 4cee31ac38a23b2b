/**
 * Where bodies are sent again: an integration with its settings, or a URL.
 *
 * @module
 */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { BesideReceiver, ReplayRequest } from '../../api/client-types';
import { useIntegrations } from '../parts/known-data';
import { isSettled } from '../parts/use-data';

/** What a form has of its target. */
interface ReplayTarget {
  /** It is known which integrations there are, or that there are none to have. */
  readonly isKnown: boolean;
  /** As the API wants it. */
  readonly request: ReplayRequest;
  /** The fields that choose it. */
  readonly fields: JSX.Element;
}

/** `receiver`: the one beside, whose CA is then trusted. The first integration, unless the person chooses otherwise. */
export function useReplayTarget(receiver: BesideReceiver | undefined): ReplayTarget {
  const fetched = useIntegrations();
  const integrations = fetched.data?.integrations ?? [];
  const [to, setTo] = useState<string>();
  const [url, setUrl] = useState('');
  const [method, setMethod] = useState<'POST' | 'PUT'>('POST');
  // '' is a URL.
  const target = to ?? integrations[0]?.id ?? '';
  const request = target === '' ? toUrl(url, method, receiver) : { integration: target };
  const fields = (
    <>
      <label>
        To
        <select value={target} onChange={(event) => setTo(event.currentTarget.value)}>
          {integrations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">a URL</option>
        </select>
      </label>
      {target === '' && (
        <div class="replay-url">
          <label>
            URL
            <input
              type="url"
              required
              placeholder="https://"
              value={url}
              onInput={(event) => setUrl(event.currentTarget.value)}
            />
          </label>
          <label>
            Method
            <select
              value={method}
              onChange={(event) => setMethod(event.currentTarget.value as 'POST' | 'PUT')}
            >
              <option>POST</option>
              <option>PUT</option>
            </select>
          </label>
        </div>
      )}
    </>
  );
  return { isKnown: isSettled(fetched), request, fields };
}

/** The receiver beside has a CA of its own, which nobody else trusts. */
function toUrl(
  url: string,
  method: 'POST' | 'PUT',
  receiver: BesideReceiver | undefined,
): ReplayRequest {
  const isBeside = receiver !== undefined && originOf(url) === originOf(receiver.url);
  return { url, method, ...(isBeside && { ca: receiver.ca }) };
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
