/**
 * The screen Settings: what this Wallstash runs with, to read. It is changed by starting `serve` anew.
 *
 * @module
 */

import type { Settings } from '../../api/client-types';
import { Fact } from '../parts/fact';
import { Failure } from '../parts/failure';
import { bytes, grouped } from '../parts/numbers';
import { useData } from '../parts/use-data';
import { When } from '../parts/when';
import { Addresses } from './addresses';
import { Certificates } from './certificates';
import { Flags } from './flags';
import { Part } from './part';

/** See the module. */
export function SettingsScreen() {
  const { data, failure } = useData<Settings>('/api/settings');
  return (
    <div class="page settings">
      <div class="page-head">
        <h1>Settings</h1>
      </div>
      <p class="muted">
        What this Wallstash runs with. To change it, start <code>serve</code> again with other
        flags.
      </p>
      <Failure message={failure} />
      {data !== undefined && (
        <>
          <div class="settings-parts">
            <div>
              <About settings={data} />
              <Kept settings={data} />
            </div>
            <div>
              <Addresses settings={data} />
              <Certificates certificates={data.certificates} />
            </div>
          </div>
          <Flags flags={data.flags} />
        </>
      )}
    </div>
  );
}

function About({ settings: { version, node, startedAt } }: { readonly settings: Settings }) {
  return (
    <Part title="About">
      <dl>
        <Fact name="Wallstash">{version}</Fact>
        <Fact name="Node.js">{node}</Fact>
        <Fact name="Started">
          <When at={startedAt} />
        </Fact>
        <Fact name="API">
          <span class="settings-links">
            <a class="alone" href="/docs">
              Documents
            </a>
            <a class="alone" href="/openapi.json">
              OpenAPI
            </a>
            <a class="alone" href="/asyncapi.json">
              AsyncAPI
            </a>
            <a class="alone" href="/metrics">
              Metrics
            </a>
          </span>
        </Fact>
      </dl>
    </Part>
  );
}

/** What the journal may hold and holds, and the disk below it. */
function Kept({ settings }: { readonly settings: Settings }) {
  const { retention, journal, disk } = settings;
  const { durable, keep, keepBytes } = retention;
  return (
    <Part title="Retention and disk">
      <dl>
        <Fact name="Deliveries">
          {grouped(journal.entries)} of {grouped(keep)} kept
          <Meter label="Deliveries kept" value={journal.entries} most={keep} />
        </Fact>
        <Fact name="Bytes">
          {bytes(journal.bytes)} of {binary(keepBytes)} used
          <Meter label="Bytes used" value={journal.bytes} most={keepBytes} />
        </Fact>
        <Fact name="Let go">
          {journal.dropped === 0 ? 'none so far' : `the oldest ${grouped(journal.dropped)}`}
        </Fact>
        <Fact name="Kept">
          {durable ? 'on disk, before the answer' : 'in memory: gone at the end'}
        </Fact>
        {disk !== null && (
          <Fact name="Disk">
            {bytes(disk.size - disk.free)} of {bytes(disk.size)} used, {bytes(disk.free)} free
            <Meter label="Disk used" value={disk.size - disk.free} most={disk.size} />
            <code>{disk.directory}</code>
          </Fact>
        )}
      </dl>
    </Part>
  );
}

/** A bound as one writes it: in KiB, MiB or GiB. */
function binary(value: number): string {
  const power = Math.min(Math.floor(Math.log2(value) / 10), 3);
  return `${Number((value / 1_024 ** power).toFixed(1))} ${['B', 'KiB', 'MiB', 'GiB'][power] ?? ''}`;
}

function Meter({
  label,
  value,
  most,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
}) {
  return (
    <meter aria-label={label} min={0} max={most} value={Math.min(value, most)} high={most * 0.9} />
  );
}
