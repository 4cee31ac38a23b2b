/**
 * What can be done with a delivery: sent again, copied, saved, shared, and looked for among the others.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { BesideReceiver, Delivery, SameNotification } from '../../api/client-types';
import { get, withQuery } from '../client';
import { addressOf, go, place } from '../location';
import { say } from '../parts/announcer';
import { CopyButton } from '../parts/copy-button';
import { Failure } from '../parts/failure';
import { useAction } from '../parts/use-action';
import type { Mark } from './code-lines';
import { bodyFile, curlOf, sendsFile } from './curl';
import { ReplayDialog } from './replay-dialog';
import { sharedPage } from './shared-page';

/** See the module. */
export function DeliveryActions({
  delivery,
  receiver,
  marks,
}: {
  readonly delivery: Delivery;
  readonly receiver: BesideReceiver | undefined;
  readonly marks: readonly Mark[];
}) {
  const [replaying, setReplaying] = useState(false);
  const { id, body, bodyEncoding, bodySize } = delivery;
  // Of a body that was too large nothing can be sent again, or saved.
  const isKept = body !== '' || bodySize === 0;
  return (
    <div class="detail-actions">
      {isKept && (
        <>
          <button type="button" class="button" onClick={() => setReplaying(true)}>
            Replay
          </button>
          <CopyButton text={() => curlOf(delivery, receiver)} label="Copy as curl" />
        </>
      )}
      {isKept && bodyEncoding === 'utf8' && <CopyButton text={body} label="Copy body" />}
      <CopyButton text={() => whereOf(id)} label="Copy address" />
      {isKept && (
        <a class="button quiet" href={`/api/deliveries/${id}/body`} download={bodyFile(id)}>
          Download
        </a>
      )}
      <button
        type="button"
        class="button quiet"
        title="Saves this delivery as one page that opens anywhere, also without a network"
        onClick={() => save(`delivery-${id}.html`, sharedPage(delivery, marks))}
      >
        Share
      </button>
      {isKept && sendsFile(delivery) && (
        <p class="hint">The curl line sends the downloaded file.</p>
      )}
      {delivery.findings.notifications.length > 0 && <SameNotifications delivery={delivery} />}
      {replaying && (
        <ReplayDialog id={id} receiver={receiver} onClose={() => setReplaying(false)} />
      )}
    </div>
  );
}

/** To where the same notification came before or after: a retry, a repeat, a replay. */
function SameNotifications({ delivery: { id } }: { readonly delivery: Delivery }) {
  const { failure, busy, act } = useAction();
  const look = (direction: 'earlier' | 'later'): void => {
    if (busy) return;
    void act(async () => {
      const path = withQuery(`/api/deliveries/${id}/same`, { direction });
      const found = await get<SameNotification>(path);
      if (found.id === null) say(`It came no ${direction} than here`);
      else go(addressOf(['deliveries', found.id], place.peek().query));
    });
  };
  return (
    <span class="same" role="group" aria-label="The same notification">
      <span class="muted small">Same notification</span>
      <button type="button" class="button quiet" onClick={() => look('earlier')}>
        Earlier
      </button>
      <button type="button" class="button quiet" onClick={() => look('later')}>
        Later
      </button>
      <Failure message={failure} />
    </span>
  );
}

/** Gives a text to the browser to keep. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The whole address of a delivery, without the filters. */
function whereOf(id: string): string {
  return new URL(addressOf(['deliveries', id]), location.href).href;
}
