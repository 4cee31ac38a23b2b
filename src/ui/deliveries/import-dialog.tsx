/**
 * Brings in deliveries that somebody exported: which files, and what came of them, line by line where it was not taken.
 *
 * @module
 */
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Imported } from '../../api/client-types';
import { call } from '../client';
import { addressOf } from '../location';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/failure';
import { counted, grouped } from '../parts/numbers';
import { useAction } from '../parts/use-action';

const TYPE = 'application/x-ndjson';
/** The search that finds what was imported. */
const SEARCH = 'imported:yes';

/** Closing it ends what is under way; what was imported by then stays. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [results, setResults] = useState<readonly Result[]>([]);
  const { failure, busy, act } = useAction();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const run = async (): Promise<void> => {
    setResults([]);
    for (const file of files) {
      const sent = { content: file, type: TYPE, signal: abort.current.signal };
      const imported = await call<Imported>('POST', '/api/deliveries/import', sent);
      setResults((before) => [...before, { name: file.name, imported }]);
    }
  };
  const isDone = results.some(({ imported }) => imported.imported + imported.known > 0);
  return (
    <Dialog title="Import deliveries" onClose={onClose}>
      <form
        class="import"
        onSubmit={(event) => {
          event.preventDefault();
          void act(run);
        }}
      >
        <p class="hint">
          What <i>Export</i>, <i>NDJSON</i> wrote, here or elsewhere. The deliveries keep their
          time, sender, answer and verdict, are marked as imported, and count as arrivals nowhere.
        </p>
        <label>
          File
          <input
            type="file"
            accept=".ndjson,.jsonl,application/x-ndjson"
            multiple
            required
            onChange={({ currentTarget }) => setFiles([...(currentTarget.files ?? [])])}
          />
        </label>
        <Failure message={failure} />
        <div role="status">
          {busy && <p class="muted">Importing</p>}
          {results.map(({ name, imported }) => (
            <Outcome key={name} name={name} imported={imported} />
          ))}
        </div>
        <div class="actions">
          {isDone && (
            <a
              class="button"
              href={addressOf(['deliveries'], { search: SEARCH })}
              onClick={onClose}
            >
              Show them
            </a>
          )}
          <button type="button" class="button" onClick={onClose}>
            {busy ? 'Stop' : 'Close'}
          </button>
          <button class="button primary" disabled={busy || files.length === 0}>
            Import
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface Result {
  readonly name: string;
  readonly imported: Imported;
}

function Outcome({ name, imported: { imported, known, refused, refusals, dropped } }: Result) {
  const words = [
    `${grouped(imported)} imported`,
    ...(known > 0 ? [`${grouped(known)} ${known === 1 ? 'was' : 'were'} here already`] : []),
    ...(refused > 0 ? [`${counted(refused, 'line')} not taken`] : []),
    ...(dropped > 0
      ? [`${grouped(dropped)} of the oldest dropped: no more are kept (--keep)`]
      : []),
  ];
  return (
    <div class="outcome">
      <p>
        <b>{name}</b>: {words.join(', ')}
      </p>
      {refusals.length > 0 && (
        <ul class="import-refusals small" tabIndex={0} aria-label="Lines not taken">
          {refusals.map(({ line, reason }) => (
            <li key={line}>
              line {line}: {reason}
            </li>
          ))}
          {refused > refusals.length && <li>and {grouped(refused - refusals.length)} more</li>}
        </ul>
      )}
    </div>
  );
}
