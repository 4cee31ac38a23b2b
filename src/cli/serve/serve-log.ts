/**
 * What `serve` prints: the few lines at the start, then one line per delivery, for a person or as JSON.
 *
 * @module
 */
import { styleText } from 'node:util';

import { Alike } from '../../journal/alike';
import type { JournalEntry, Verdict } from '../../journal/entry';
import type { Finding } from '../../notification/inspection';
import { countFindings } from '../../notification/list-findings';
import type { Trouble } from '../../receiver/trouble';
import type { CommandDependencies } from '../command';
import { counted, printable, readableSize } from '../terminal';
import { LineWriter } from './line-writer';

export type LogFormat = 'pretty' | 'json';

/** What a person must know when the receiver is up. */
export interface Announcement {
  readonly version: string;
  readonly endpoint: string;
  /** URL of the console: its API, and its pages for a browser. */
  readonly api: string;
  /** How many the console has; `null` when only its API runs. */
  readonly integrations: number | null;
  /** Paths as one would type them in the working directory. */
  readonly caFile: string;
  readonly journal: string;
  readonly curl: string;
  /** URL of Wallarm's own API; `null` when it is not offered. */
  readonly wallarmApi: string | null;
  /** What Wallarm's own tools need of the environment, as a shell takes it. */
  readonly environment?: string;
}

export interface ServeLog {
  announce(announcement: Announcement): void;
  /** Something that happened once, such as a certificate made. */
  note(message: string): void;
  delivery(entry: JournalEntry): void;
  trouble(trouble: Trouble): void;
  stopping(): void;
  /** Resolves when all of it is written. */
  close(): Promise<void>;
}

/** Where a log goes. */
type LogTarget = Pick<CommandDependencies, 'out' | 'log' | 'colour'>;

export function createServeLog(format: LogFormat, dependencies: LogTarget): ServeLog {
  return format === 'json' ? jsonLog(dependencies) : prettyLog(dependencies);
}

const COLOURS = { accepted: 'green', rejected: 'red', refused: 'yellow' } as const;

function prettyLog({ out, log = out, colour }: LogTarget): ServeLog {
  const lines = new LineWriter(log, (omitted) => `… ${counted(omitted, 'line')} left out …`);
  const print = (line: string): void => lines.print(line, true);
  const dim = (text: string): string => (colour ? styleText('dim', text) : text);
  const clock = localClock();
  const paint = (verdict: Verdict, text: string): string =>
    colour ? styleText(COLOURS[verdict], text) : text;
  const told = new Alike<string>();
  const tell = (entry: JournalEntry): string => {
    const verdict = paint(entry.verdict, `${entry.verdict} ${entry.answer.status || '-'}`);
    return `${verdict}  ${printable(contents(entry) + remark(entry))}`;
  };

  return {
    announce(announcement) {
      const { version, endpoint, api, integrations, caFile, journal, curl } = announcement;
      const { wallarmApi, environment } = announcement;
      print(`Wallstash ${version} receives notifications. Ctrl-C stops it.\n`);
      const there =
        integrations === null ? 'without integrations' : counted(integrations, 'integration');
      print(`  console   ${api} (${there})`);
      print(`  endpoint  ${endpoint}`);
      if (wallarmApi !== null) print(`  Wallarm   ${wallarmApi} (its own API)`);
      print(`  CA        ${caFile}`);
      print(`  journal   ${journal}\n`);
      print(`Open the console in a browser, or try the endpoint:\n  ${curl}\n`);
      if (environment === undefined) return;
      print(`For Wallarm's Terraform provider and Go client:\n  ${environment}\n`);
    },
    note: (message) => print(message),
    delivery(entry) {
      const time = clock(entry.receivedAt);
      const method = (entry.kind === 'handshake' ? 'TLS' : entry.method).padEnd(4);
      const size = readableSize(entry.bodySize).padStart(7);
      lines.print(`${time}  ${method} ${size}  ${told.of(entry, tell)}  ${dim(entry.id)}`);
    },
    trouble({ message, remoteAddress, entry }) {
      if (entry !== undefined) return; // its line says it
      print(`${clock(Date.now())}  ! ${printable(message)} ${dim(remoteAddress)}`.trimEnd());
    },
    stopping: () => print('\nStopping: answers under way are finished.'),
    close: () => lines.idle(),
  };
}

function jsonLog({ out, log = out }: LogTarget): ServeLog {
  const line = (level: string, event: string, fields: object): string =>
    JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
  const lines = new LineWriter(log, (omitted) => line('warn', 'omitted', { lines: omitted }));
  const print = (level: string, event: string, fields: object): void =>
    lines.print(line(level, event, fields), true);

  return {
    announce: (announcement) => print('info', 'listening', announcement),
    note: (message) => print('info', 'note', { message }),
    delivery(entry) {
      const { id, method, path, bodySize, verdict, answer, findings } = entry;
      const { violations, notices } = countFindings(findings);
      const level = verdict === 'accepted' ? 'info' : 'warn';
      const told = line(level, entry.kind ?? 'delivery', {
        id,
        method,
        path,
        bodySize,
        types: findings.notifications.map((one) => one.type),
        ...(findings.unlisted !== undefined && { unlisted: findings.unlisted }),
        verdict,
        status: answer.status,
        ...(answer.reason !== undefined && { reason: answer.reason }),
        violations,
        notices,
        ...(entry.fault !== undefined && { fault: entry.fault }),
      });
      lines.print(told);
    },
    trouble: (trouble) => print('warn', 'trouble', trouble),
    stopping: () => print('info', 'stopping', {}),
    close: () => lines.idle(),
  };
}

/** `10:21:04` in local time; the text of a second is made once. */
function localClock(): (time: number) => string {
  let second = NaN;
  let text = '';
  return (time) => {
    const now = Math.floor(time / 1_000);
    if (now !== second) [second, text] = [now, new Date(time).toTimeString().slice(0, 8)];
    return text;
  };
}

/** What one without a type is called, by its era. */
const WITHOUT_TYPE = {
  ...{ none: 'no notification', flat: 'flat notification', classic: 'no type', current: 'no type' },
} as const;

/** `2 × new_hits, vuln`, or what came in their place. */
function contents({ kind, findings, bodySize }: JournalEntry): string {
  if (kind === 'handshake') return 'handshake';
  const [only] = findings.notifications;
  if (only?.type != null && findings.notifications.length === 1) return only.type;
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => {
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  for (const { type, era } of findings.notifications) {
    add(type ?? WITHOUT_TYPE[era ?? 'none'], 1);
  }
  for (const { type, notifications } of findings.unlisted ?? []) {
    add(type ?? 'no type', notifications);
  }
  if (counts.size === 0) return bodySize === 0 ? 'no body' : 'no notification';
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}

/** The fault that acted on it; why it was not accepted, or what was wrong all the same. */
function remark(entry: JournalEntry): string {
  const { violations, notices } = countFindings(entry.findings);
  const first = firstViolation(entry);
  const { fault, answer } = entry;
  const acted = fault === undefined ? '' : ` (fault ${fault})`;
  if (first !== undefined) {
    const more = violations > 1 ? ` (and ${violations - 1} more)` : '';
    return `${acted}: ${first.message}${more}`;
  }
  if (answer.reason !== undefined) return `${acted}: ${answer.reason}`;
  return notices === 0 ? acted : `${acted} (${counted(notices, 'notice')})`;
}

function firstViolation({ findings }: JournalEntry): Finding | undefined {
  const holder = findings.notifications.find((one) => one.violations.length > 0);
  return findings.violations[0] ?? holder?.violations[0];
}
