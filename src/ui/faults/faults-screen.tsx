/**
 * The screen Faults: those that are on, and every kind there is to switch on.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { FaultList } from '../../api/client-types';
import { Failure } from '../parts/failure';
import { useData } from '../parts/use-data';
import { ActiveFaults } from './active-faults';
import { FaultDialog } from './fault-dialog';
import { KIND_GROUPS, type KindGroup, type KindInWords } from './kinds';

/** A kind that is being filled in. */
interface Chosen {
  readonly words: KindInWords;
  readonly unit: KindGroup['unit'];
}

/** See the module. */
export function FaultsScreen() {
  const { data, failure } = useData<FaultList>('/api/faults', 'faults');
  const [chosen, setChosen] = useState<Chosen>();
  return (
    <div class="page faults">
      <div class="page-head">
        <h1>Faults</h1>
      </div>
      <p class="lead muted">
        A fault makes the receiver misbehave on purpose, so that you see what the sender does then.
        What a fault acts on is in the journal all the same. Wallarm takes anything but a 2xx for a
        failure and sends again, 16 times in about 51 minutes.
      </p>
      <Failure message={failure} />
      <ActiveFaults faults={data?.faults} />
      {KIND_GROUPS.map(({ title, unit, kinds }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <ul class="panel kinds">
            {kinds.map((words) => (
              <Kind key={words.kind} words={words} onChoose={() => setChosen({ words, unit })} />
            ))}
          </ul>
        </section>
      ))}
      {chosen !== undefined && <FaultDialog {...chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function Kind({
  words: { kind, meets, then, needsKey = false },
  onChoose,
}: {
  readonly words: KindInWords;
  readonly onChoose: () => void;
}) {
  return (
    <li>
      <h3>
        <code>{kind}</code>
      </h3>
      <div>
        <p>{meets}</p>
        <p class="muted small">
          {then}
          {needsKey && " Needs the key of the receiver's CA."}
        </p>
      </div>
      <button type="button" class="button" aria-label={`Switch on ${kind}…`} onClick={onChoose}>
        Switch on…
      </button>
    </li>
  );
}
