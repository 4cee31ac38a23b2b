/**
 * A scenario as a row, and below it, once opened, what it guards, what went wrong and what to do.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { Check } from '../../api/client-types';
import { Badge, type Tone } from '../parts/badge';
import { duration, grouped } from '../parts/numbers';
import { Prose } from '../parts/prose';
import { SentBesideArrived } from './sent-beside-arrived';

type Scenario = Check['scenarios'][number];
type Findings = NonNullable<Scenario['findings']>;

const TONES: Readonly<Record<Scenario['outcome'], Tone>> = {
  passed: 'ok',
  failed: 'bad',
  skipped: 'warn',
};

/** See the module; one that failed is open from the start. `columns`: how many stand beside its outcome. */
export function ScenarioDetail({
  scenario,
  columns,
}: {
  readonly scenario: Scenario;
  readonly columns: number;
}) {
  const { id, outcome, findings, reason } = scenario;
  const [opened, setOpened] = useState<boolean>();
  const open = opened ?? outcome === 'failed';
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="button quiet"
            aria-expanded={open}
            onClick={() => setOpened(!open)}
          >
            {id}
          </button>
        </th>
        <td>
          <Badge tone={TONES[outcome]}>{outcome}</Badge>
        </td>
        {findings === null ? (
          <td colSpan={columns} class="skipped muted small">
            {!open && reason !== undefined && (
              <span>
                <Prose text={reason} />
              </span>
            )}
          </td>
        ) : (
          <Counts findings={findings} />
        )}
      </tr>
      {open && (
        <tr class="explained">
          <td colSpan={columns + 2}>
            <Explanation scenario={scenario} />
          </td>
        </tr>
      )}
    </>
  );
}

function Counts({ findings }: { readonly findings: Findings }) {
  const { sent, arrived, lost, duplicated, altered, late, latency } = findings;
  return (
    <>
      <td class="number">{grouped(sent)}</td>
      <td class="number">{grouped(arrived)}</td>
      {[lost, duplicated, altered, late].map((count, index) => (
        <td key={index} class={count > 0 ? 'number wrong' : 'number muted'}>
          {grouped(count)}
        </td>
      ))}
      <td class="number">{arrived > 0 ? duration(latency.p99) : ''}</td>
    </>
  );
}

function Explanation({ scenario }: { readonly scenario: Scenario }) {
  const { hazard, expects, remedy, reason, problems, outcome, findings } = scenario;
  const {
    notAcknowledged = [],
    lost,
    late,
    duplicated,
    altered,
    notAccepted = [],
  } = findings?.examples ?? NO_EXAMPLES;
  return (
    <div class="explanation">
      <p>
        <Prose text={hazard} />
      </p>
      <p class="muted">
        <Prose text={expects} />
      </p>
      {reason !== undefined && (
        <p class={outcome === 'failed' ? 'wrong' : ''}>
          <Prose text={reason} />
        </p>
      )}
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>
              <Prose text={problem} />
            </li>
          ))}
        </ul>
      )}
      {outcome === 'failed' && (
        <p>
          <strong>Remedy:</strong> <Prose text={remedy} />
        </p>
      )}
      {outcome === 'failed' &&
        notAccepted.map((answered) => (
          <p key={answered}>
            Not accepted: <Prose text={answered} />
          </p>
        ))}
      <Marks title="Not acknowledged" marks={notAcknowledged} />
      <Marks title="Lost" marks={lost} />
      <Marks title="Late" marks={late} />
      <Marks title="Duplicated" marks={duplicated} />
      {altered.map(({ mark, ...alteration }) => (
        <section key={mark}>
          <h2>
            Altered: <code>{mark}</code>
          </h2>
          <Alteration {...alteration} mark={mark} />
        </section>
      ))}
    </div>
  );
}

const NO_EXAMPLES: Findings['examples'] = { lost: [], late: [], duplicated: [], altered: [] };

function Marks({ title, marks }: { readonly title: string; readonly marks: readonly string[] }) {
  if (marks.length === 0) return null;
  return (
    <p>
      {title}, for example: <code>{marks.join(', ')}</code>
    </p>
  );
}

/** The whole of both where the check gave it; else the fields that differ. */
function Alteration({ mark, sent, arrived, differences }: Findings['examples']['altered'][number]) {
  const label = `${mark}, sent beside arrived`;
  if (sent !== undefined && arrived !== undefined) {
    return <SentBesideArrived sent={sent} arrived={arrived} label={label} />;
  }
  const side = (which: 'sent' | 'arrived'): object =>
    Object.fromEntries(differences.map((one) => [one.path, one[which]]));
  return <SentBesideArrived sent={side('sent')} arrived={side('arrived')} label={label} />;
}
