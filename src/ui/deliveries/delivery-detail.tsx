/**
 * One delivery: what came, how it was answered, and what can be done with it. Its body has the most room.
 *
 * @module
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import './delivery-detail.css';
import type { BesideReceiver, Delivery } from '../../api/client-types';
import { Failure } from '../parts/failure';
import { unlistedOf } from '../parts/findings';
import { useReceiver } from '../parts/known-data';
import { Tabs } from '../parts/tabs';
import { useData } from '../parts/use-data';
import { useSlow } from '../parts/use-slow';
import { type Mark, marksOf } from './code-lines';
import { CompareView } from './compare-view';
import { DeliveryActions } from './delivery-actions';
import { PrettyView, RawView } from './delivery-body';
import { DeliveryFacts } from './delivery-facts';
import { Headers } from './delivery-headers';
import { VerdictBadge } from './delivery-row';
import { placesIn } from './finding-groups';
import { Findings } from './findings';
import { prettyOf } from './pretty';

const TABS = ['Body', 'Raw', 'Headers', 'Compare'] as const;
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
  // The one before stays in sight until the next is there; nothing can be done with it under the name of the next.
  const shown = useRef<Delivery>(undefined);
  if (data !== undefined) shown.current = data;
  const delivery = failure === undefined ? shown.current : undefined;
  const loading = data === undefined && failure === undefined;
  const slow = useSlow(delivery === undefined && failure === undefined);
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // In the list's place it also takes the focus that the list had.
    if (matchMedia(IN_PLACE).matches) pane.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [id]);
  return (
    <section
      class="delivery-detail"
      aria-label={`Delivery ${id}`}
      aria-busy={loading}
      tabIndex={-1}
      ref={pane}
    >
      <nav class="detail-nav" aria-label="Delivery">
        <a class="button quiet" href={back}>
          <span class="wide">Close</span>
          <span class="narrow">← Deliveries</span>
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
        <div class="detail-whole" inert={loading}>
          <Whole key={delivery.id} {...{ delivery, receiver, tab }} onTab={setTab} />
        </div>
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
  const pretty = useMemo(() => prettyOf(delivery), [delivery]);
  const places = useMemo(() => placesIn(delivery, pretty, tab === 'Raw'), [pretty, tab]);
  const [aim, setAim] = useState<{ readonly mark: Mark }>();
  const [back, setBack] = useState<{ readonly mark: Mark }>();
  const choose = (mark: Mark): void => {
    if (tab !== 'Body' && tab !== 'Raw') onTab('Body');
    setAim({ mark });
  };
  const body = { delivery, marks, aim, onBack: (mark: Mark) => setBack({ mark }) };
  if (delivery.kind === 'handshake') return <Handshake delivery={delivery} />;
  return (
    <>
      <h2 class="detail-title">
        <span class="mono">
          {delivery.method} {delivery.path}
        </span>{' '}
        <VerdictBadge verdict={delivery.verdict} status={delivery.answer.status} />
      </h2>
      <DeliveryFacts delivery={delivery} />
      <Findings
        {...{ marks, places, aim: back, onChoose: choose }}
        unlisted={unlistedOf(delivery.findings)}
      />
      <DeliveryActions {...{ delivery, receiver, marks }} />
      <Tabs label="Views" tabs={TABS} chosen={tab} onChoose={onTab}>
        {tab === 'Body' && <PrettyView pretty={pretty} {...body} />}
        {tab === 'Raw' && <RawView {...body} />}
        {tab === 'Headers' && <Headers headers={delivery.headers} />}
        {tab === 'Compare' && <CompareView delivery={delivery} />}
      </Tabs>
    </>
  );
}

function Handshake({ delivery }: { readonly delivery: Delivery }) {
  const what =
    delivery.fault === undefined
      ? 'This TLS handshake was refused.'
      : 'A fault acted on this TLS handshake.';
  return (
    <>
      <h2 class="detail-title">TLS handshake</h2>
      <DeliveryFacts delivery={delivery} />
      <p>{what} No request followed, so there is no delivery.</p>
    </>
  );
}
