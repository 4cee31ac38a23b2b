/**
 * One delivery: what came, how it was answered, and what can be done with it.
 *
 * @module
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import './delivery-detail.css';
import type { BesideReceiver, Delivery } from '../../api/client-types';
import { CopyButton } from '../parts/copy-button';
import { Failure } from '../parts/failure';
import { useReceiver } from '../parts/known-data';
import { Tabs } from '../parts/tabs';
import { useData } from '../parts/use-data';
import { useSlow } from '../parts/use-slow';
import { type Mark, marksOf } from './code-lines';
import { bodyFile, curlOf, sendsFile } from './curl';
import { PrettyView, RawView } from './delivery-body';
import { DeliveryFacts, Headers } from './delivery-facts';
import { VerdictBadge } from './delivery-row';
import { Findings } from './findings';
import { ReplayDialog } from './replay-dialog';

const TABS = ['Body', 'Raw', 'Headers'] as const;
/** The list is out of sight; as in the style sheet. */
const IN_PLACE = '(max-width: 900px)';

type Tab = (typeof TABS)[number];

/** `back`: the address of the list. `onMove`: to the newer (-1) or older (1) one. */
export function DeliveryDetail({
  id,
  back,
  onMove,
}: {
  readonly id: string;
  readonly back: string;
  readonly onMove: (step: 1 | -1) => void;
}) {
  const { data, failure } = useData<Delivery>(`/api/deliveries/${encodeURIComponent(id)}`);
  const { data: receiver } = useReceiver();
  const [tab, setTab] = useState<Tab>('Body');
  // The one before stays in sight until the next is there.
  const shown = useRef<Delivery>(undefined);
  if (data !== undefined) shown.current = data;
  const delivery = failure === undefined ? shown.current : undefined;
  const slow = useSlow(delivery === undefined && failure === undefined);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // In the list's place it also takes the focus that the list had.
    if (matchMedia(IN_PLACE).matches) pane.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [id]);
  return (
    <section class="delivery-detail" aria-label={`Delivery ${id}`} tabIndex={-1} ref={pane}>
      <nav class="detail-nav" aria-label="Delivery">
        <a class="button quiet" href={back}>
          Close
        </a>
        <span class="muted small number">{id}</span>
        <span class="detail-steps">
          <button type="button" class="button quiet" onClick={() => onMove(-1)}>
            Newer
          </button>
          <button type="button" class="button quiet" onClick={() => onMove(1)}>
            Older
          </button>
        </span>
      </nav>
      <Failure message={failure} />
      {slow && <p class="muted">Loading the delivery</p>}
      {delivery !== undefined && (
        <Whole key={delivery.id} delivery={delivery} receiver={receiver} tab={tab} onTab={setTab} />
      )}
    </section>
  );
}

function Whole({
  delivery,
  receiver,
  tab,
  onTab,
}: {
  readonly delivery: Delivery;
  readonly receiver: BesideReceiver | undefined;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}) {
  const marks = useMemo(() => marksOf(delivery), [delivery]);
  const [aim, setAim] = useState<{ readonly mark: Mark }>();
  const isHandshake = delivery.kind === 'handshake';
  const choose = (mark: Mark): void => {
    if (tab === 'Headers') onTab('Body');
    setAim({ mark });
  };
  const body = { delivery, marks, aim };
  return (
    <>
      <Head delivery={delivery} />
      <DeliveryFacts delivery={delivery} />
      {isHandshake ? (
        <p>
          {delivery.fault === undefined
            ? 'This TLS handshake was refused.'
            : 'A fault acted on this TLS handshake.'}{' '}
          No request followed, so there is no delivery.
        </p>
      ) : (
        <>
          <Actions delivery={delivery} receiver={receiver} />
          <Findings marks={marks} onChoose={choose} />
          <Tabs label="Views" tabs={TABS} chosen={tab} onChoose={onTab}>
            {tab === 'Body' && <PrettyView {...body} />}
            {tab === 'Raw' && <RawView {...body} />}
            {tab === 'Headers' && <Headers headers={delivery.headers} />}
          </Tabs>
        </>
      )}
    </>
  );
}

function Head({ delivery }: { readonly delivery: Delivery }) {
  const { kind, method, path, verdict, answer } = delivery;
  if (kind === 'handshake') return <h2 class="detail-title">TLS handshake</h2>;
  return (
    <h2 class="detail-title">
      <span class="mono">
        {method} {path}
      </span>{' '}
      <VerdictBadge verdict={verdict} status={answer.status} />
    </h2>
  );
}

function Actions({
  delivery,
  receiver,
}: {
  readonly delivery: Delivery;
  readonly receiver: BesideReceiver | undefined;
}) {
  const [replaying, setReplaying] = useState(false);
  const { id, body, bodyEncoding } = delivery;
  return (
    <div class="detail-actions">
      <button type="button" class="button" onClick={() => setReplaying(true)}>
        Replay
      </button>
      <CopyButton text={() => curlOf(delivery, receiver)} label="Copy as curl" />
      {bodyEncoding === 'utf8' && <CopyButton text={body} label="Copy body" />}
      <a class="button quiet" href={`/api/deliveries/${id}/body`} download={bodyFile(id)}>
        Download body
      </a>
      {sendsFile(delivery) && <p class="hint">The curl line sends the downloaded file.</p>}
      {replaying && (
        <ReplayDialog id={id} receiver={receiver} onClose={() => setReplaying(false)} />
      )}
    </div>
  );
}
