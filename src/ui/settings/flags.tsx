/**
 * The flags of `serve`: what each is, and where that comes from.
 *
 * @module
 */
import { useState } from 'preact/hooks';

import type { Settings } from '../../api/client-types';
import { Badge } from '../parts/badge';

type Flag = Settings['flags'][number];

/** See the module. */
export function Flags({ flags }: { readonly flags: readonly Flag[] }) {
  const [onlySet, setOnlySet] = useState(false);
  const shown = onlySet ? flags.filter(({ from }) => from !== 'default') : flags;
  return (
    <section class="settings-flags" aria-labelledby="flags-of-serve">
      <div class="settings-flags-head">
        <h2 id="flags-of-serve">Flags of serve</h2>
        <label class="tick small">
          <input type="checkbox" checked={onlySet} onChange={() => setOnlySet(!onlySet)} />
          Only what was set
        </label>
      </div>
      {shown.length === 0 && <p class="muted">Nothing was set: every flag has its default.</p>}
      <ul class="panel">
        {shown.map((flag) => (
          <Row key={flag.flag} flag={flag} />
        ))}
      </ul>
    </section>
  );
}

function Row({ flag: { flag, variable, value, from, hidden, about } }: { readonly flag: Flag }) {
  return (
    <li>
      <code class="settings-flag" title={variable}>
        {flag}
      </code>
      <span class="settings-value">
        {hidden ? (
          <span class="muted">set, not shown</span>
        ) : value === null ? (
          <span class="muted">not set</span>
        ) : (
          <code>{value}</code>
        )}{' '}
        {from !== 'default' && (
          <Badge tone="quiet">{from === 'flag' ? 'by flag' : `by ${variable}`}</Badge>
        )}
      </span>
      <span class="muted small">{about}</span>
    </li>
  );
}
