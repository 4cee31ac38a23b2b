/**
 * A test run of an integration, each notification as it was sent beside what arrived here.
 *
 * @module
 */
import { useEffect, useRef, useState } from 'preact/hooks';

import type { TestResult, TestRun } from '../../api/client-types';
import { call, sentenceOf } from '../client';
import { type Arrival, findArrival, newestDelivery } from '../integrations/arrivals';
import { addressOf } from '../location';
import { Badge } from '../parts/badge';
import { Failure } from '../parts/failure';
import { useIntegrations } from '../parts/known-data';
import { SentBesideArrived } from './sent-beside-arrived';

/** One test notification and what is known of it. */
interface Compared {
  readonly result: TestResult;
  /** `undefined` while it is waited for. */
  readonly arrival?: Arrival;
}

/** See the module. */
export function TestComparison() {
  const { data, failure } = useIntegrations();
  const [chosen, setChosen] = useState<string>();
  const { rows, running, problem, compare } = useComparison();
  const integrations = data?.integrations ?? [];
  const id = chosen ?? integrations[0]?.id;
  if (failure !== undefined) return <Failure message={failure} />;
  if (data !== undefined && id === undefined) {
    return (
      <p>
        There is no integration yet: <a href={addressOf(['integrations', 'new'])}>create one</a>{' '}
        that points at your Logstash.
      </p>
    );
  }
  return (
    <>
      <form
        class="compare-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (id !== undefined) compare(id);
        }}
      >
        <label>
          Integration
          <select value={id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {integrations.map(({ id: value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button class="button primary" disabled={running || id === undefined}>
          Send and compare
        </button>
      </form>
      <Failure message={problem} />
      {rows.map((row) => (
        <ComparedRow key={row.result.notificationType} {...row} />
      ))}
    </>
  );
}

function ComparedRow({ result, arrival }: Compared) {
  const { summary, notification, notificationType, attempt } = result;
  const failed = attempt.failure?.message;
  return (
    <details class="panel compared" open={arrival?.state === 'altered'}>
      <summary>
        <span class="summary-text">{summary}</span>
        <Outcome failed={failed !== undefined} arrival={arrival} />
      </summary>
      <Failure message={failed} />
      {arrival !== undefined && arrival.state !== 'unseen' && (
        <p>
          <a href={addressOf(['deliveries', arrival.entry])}>Delivery {arrival.entry}</a>
        </p>
      )}
      <SentBesideArrived
        sent={notification}
        arrived={arrival === undefined || arrival.state === 'unseen' ? undefined : arrival.payload}
        label={`${notificationType}, sent beside arrived`}
      />
    </details>
  );
}

function Outcome({
  failed,
  arrival,
}: {
  readonly failed: boolean;
  readonly arrival: Arrival | undefined;
}) {
  if (failed) return <Badge tone="bad">not accepted</Badge>;
  if (arrival === undefined) return <Badge tone="quiet">waiting for it</Badge>;
  if (arrival.state === 'arrived') return <Badge tone="ok">arrived whole</Badge>;
  if (arrival.state === 'altered') return <Badge tone="bad">arrived altered</Badge>;
  return <Badge tone="warn">accepted, not seen here</Badge>;
}

/** Runs one comparison at a time; it ends with the component. */
function useComparison() {
  const [rows, setRows] = useState<readonly Compared[]>([]);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const compare = (id: string): void => {
    const { signal } = (abort.current = new AbortController());
    setRows([]);
    setProblem(undefined);
    setRunning(true);
    compareAll(id, signal, setRows)
      .catch((error: unknown) => {
        if (!signal.aborted) setProblem(sentenceOf(error));
      })
      .finally(() => {
        if (!signal.aborted) setRunning(false);
      });
  };
  return { rows, running, problem, compare };
}

async function compareAll(
  id: string,
  signal: AbortSignal,
  show: (change: (before: readonly Compared[]) => readonly Compared[]) => void,
): Promise<void> {
  const after = await newestDelivery(signal);
  const path = `/api/integrations/${encodeURIComponent(id)}/test`;
  const { results } = await call<TestRun>('POST', path, { signal });
  show(() => results.map((result) => ({ result })));
  await Promise.all(
    results.map(async (result) => {
      const arrival = await findArrival(result, after, signal);
      show((before) => before.map((row) => (row.result === result ? { result, arrival } : row)));
    }),
  );
}
