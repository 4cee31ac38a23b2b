/**
 * What was sent beside what arrived, with the lines marked that differ.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import { alignedRows, onlyDifferences } from './aligned-rows';

/** See the module. `arrived` is undefined when nothing did. */
export function SentBesideArrived({
  sent,
  arrived,
  label,
}: {
  readonly sent: unknown;
  readonly arrived: unknown;
  /** Names the comparison for who cannot see it. */
  readonly label: string;
}) {
  const all = alignedRows(sent, arrived);
  const differing = onlyDifferences(all);
  const [whole, setWhole] = useState(false);
  const rows = whole || differing.length === 0 ? all : differing;
  return (
    <>
      {differing.length > 0 && differing.length < all.length && (
        <label class="tick small">
          <input type="checkbox" checked={!whole} onChange={() => setWhole(!whole)} />
          Only what differs
        </label>
      )}
      <div class="compare-scroll" tabIndex={0} role="region" aria-label={label}>
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Sent</th>
              <th scope="col">Arrived</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, depth, name, sent: left, arrived: right, differs }) => (
              <tr key={id} class={differs ? 'differs' : ''}>
                <th scope="row" style={{ paddingLeft: `${0.6 + depth}rem` }}>
                  {name}
                  {differs && <span class="hidden"> (differs)</span>}
                </th>
                <td>{left ?? <Nothing />}</td>
                <td>{right ?? <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Nothing() {
  return <span class="muted">not there</span>;
}
