/**
 * Two deliveries side by side, field by field: this one and the one before it of the same type, or any other.
 *
 * @module
 */
import { useMemo, useState } from 'preact/hooks';

import type { Delivery, DeliveryPage } from '../../api/client-types';
import { withQuery } from '../client';
import { addressOf } from '../location';
import { Failure } from '../parts/failure';
import { notificationsIn } from '../parts/findings';
import { SideBySide } from '../parts/side-by-side';
import { isSettled, useData } from '../parts/use-data';
import { documentsOf } from './documents';

/** See the module. */
export function CompareView({ delivery }: { readonly delivery: Delivery }) {
  const [typed, setTyped] = useState<string>();
  const before = useData<DeliveryPage>(pathBefore(delivery));
  // Within one millisecond several may come.
  const older = before.data?.entries.filter(({ id }) => id < delivery.id) ?? [];
  const count = notificationsIn(delivery.findings);
  const nearest = (older.find(({ notifications }) => notifications === count) ?? older[0])?.id;
  const id = typed ?? nearest;
  const path =
    id === undefined || id === '' ? undefined : `/api/deliveries/${encodeURIComponent(id)}`;
  const { data: other, failure } = useData<Delivery>(path);
  const sides = useMemo(
    () =>
      other === undefined ? undefined : { left: contentOf(other), right: contentOf(delivery) },
    [other, delivery],
  );
  return (
    <div class="compare-view">
      <form class="compare-with" onSubmit={(event) => event.preventDefault()}>
        <label>
          Compare with delivery
          <input
            class="number"
            inputMode="numeric"
            value={id ?? ''}
            onChange={(event) => setTyped(padded(event.currentTarget.value.trim()))}
          />
        </label>
        <p class="hint">
          {typed === undefined && nearest !== undefined
            ? 'The one before it of the same type; or give another id.'
            : 'The id of another delivery.'}
        </p>
      </form>
      <Failure message={failure ?? before.failure} />
      {isSettled(before) && id === undefined && (
        <p class="muted">None of the same type came before.</p>
      )}
      {sides !== undefined && other !== undefined && (
        <>
          <p class="small">
            <a href={addressOf(['deliveries', other.id])}>See delivery {other.id}</a>
          </p>
          <SideBySide
            {...sides}
            names={[other.id, delivery.id]}
            quiet
            label={`Delivery ${other.id} beside ${delivery.id}`}
          />
        </>
      )}
    </div>
  );
}

/** Newest first, what came up to this one and is of its type; without one, whatever came. */
function pathBefore({ receivedAt, findings: { notifications } }: Delivery): string {
  const type = notifications[0]?.type ?? undefined;
  return withQuery('/api/deliveries', { type, until: receivedAt + 1, limit: 20 });
}

/** What is compared; times and ids differ always. */
function contentOf(delivery: Delivery): object {
  const { method, path, answer, headers, body } = delivery;
  return {
    ...{ method, path, status: answer.status },
    body: documentsOf(delivery) ?? body,
    headers,
  };
}

/** As ids are written: `42` is `0000000042`. */
function padded(id: string): string {
  return /^\d+$/.test(id) ? id.padStart(10, '0') : id;
}
