/**
 * Two JSON values side by side, field by field, with the lines marked that differ.
 *
 * @module
 */
import { useMemo, useState } from 'preact/hooks';

import { alignedRows, onlyDifferences } from './aligned-rows';

/** See the module. A side that is undefined is not there. */
export function SideBySide({
  left,
  right,
  names,
  label,
  quiet = false,
}: {
  readonly left: unknown;
  readonly right: unknown;
  /** Heads of the two columns. */
  readonly names: readonly [string, string];
  /** Names the comparison for who cannot see it. */
  readonly label: string;
  /** That they differ is no fault. */
  readonly quiet?: boolean;
}) {
  const all = useMemo(() => alignedRows(left, right), [left, right]);
  const differing = useMemo(() => onlyDifferences(all), [all]);
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
        <table class={quiet ? 'compare quiet' : 'compare'}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">{names[0]}</th>
              <th scope="col">{names[1]}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} class={row.differs ? 'differs' : ''}>
                <th scope="row" style={{ paddingLeft: `${0.6 + row.depth}rem` }}>
                  {row.name}
                  {row.differs && <span class="hidden"> (differs)</span>}
                </th>
                <td>{row.left ?? <Nothing />}</td>
                <td>{row.right ?? <Nothing />}</td>
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
