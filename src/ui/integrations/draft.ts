/**
 * The form while it is filled in, and what is sent of it. Pure.
 *
 * @module
 */
import type {
  BesideReceiver,
  Integration,
  IntegrationChange,
  IntegrationRequest,
} from '../../api/client-types';
import type { EventName } from './event-boxes';

/** One header in the form. */
export interface HeaderRow {
  readonly key: number;
  readonly name: string;
  readonly value: string;
  /** The name under which the server has a value that it does not show. */
  readonly keptName?: string;
  readonly hint?: string;
}

/** The form. Numbers are texts while a person writes them. */
export interface Draft {
  readonly name: string;
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: readonly HeaderRow[];
  /** Seconds. */
  readonly requestTimeout: string;
  /** Seconds. */
  readonly connectionTimeout: string;
  readonly verifyTls: boolean;
  /** PEM. */
  readonly ca: string;
  /** Where the values that the server has were given for: elsewhere they do not go. Absent for a new integration. */
  readonly keptOrigin?: string;
  /** The CA that the server has stays unless another is given. */
  readonly keepCa: boolean;
  readonly format: 'array' | 'ndjson';
  readonly events: readonly EventName[];
}

/** Why the form was not taken. */
export interface FormProblem {
  readonly message: string;
  /** A field of the draft, or `header <name>`; `undefined` when the whole is at fault. */
  readonly field: string | undefined;
}

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly problem: FormProblem | undefined;
}

/** As Wallarm's Console opens it. */
export const EMPTY_DRAFT: Draft = {
  name: '',
  url: '',
  method: 'POST',
  headers: [],
  requestTimeout: '15',
  connectionTimeout: '20',
  verifyTls: true,
  ca: '',
  keepCa: false,
  format: 'array',
  events: [],
};

/** The draft with the way to the receiver beside the console filled in. */
export function towardsReceiver(draft: Draft, receiver: BesideReceiver): Draft {
  const { url, ca, requireHeader, user = false } = receiver;
  const wanted = [
    ...(requireHeader === undefined
      ? []
      : [{ name: requireHeader, hint: 'The receiver refuses what comes without it.' }]),
    ...(user
      ? [
          {
            name: 'Authorization',
            hint: 'The receiver wants credentials: “Basic ” and user:password in base64.',
          },
        ]
      : []),
  ];
  const missing = wanted.filter(({ name }) => !draft.headers.some((row) => isNamed(row, name)));
  const rows = missing.map((row, index) => ({ ...row, key: nextKey(draft) + index, value: '' }));
  const name = draft.name === '' ? 'This receiver' : draft.name;
  return { ...draft, name, url, ca, headers: [...draft.headers, ...rows] };
}

/** The form of an integration that there is. */
export function draftOf(integration: Integration): Draft {
  const { headers, requestTimeout, connectionTimeout, ca, ...same } = integration;
  const { name, url, method, verifyTls, format, events } = same;
  return {
    ...{ name, url, method, verifyTls, format, events },
    headers: headers.map((header, key) => ({
      ...{ key, name: header.name, value: '', keptName: header.name },
    })),
    requestTimeout: String(requestTimeout / 1_000),
    connectionTimeout: String(connectionTimeout / 1_000),
    ca: '',
    keepCa: ca !== null,
    keptOrigin: new URL(url).origin,
  };
}

/** Whether the server's value of a header stays. */
export function isKept({ name, value, keptName }: HeaderRow, draft: Draft): boolean {
  return value === '' && name === keptName && !goesElsewhere(draft);
}

/** Whether the URL names another receiver than the one that the server's header values were given for. */
export function goesElsewhere({ url, keptOrigin }: Draft): boolean {
  const text = url.trim();
  return keptOrigin !== undefined && URL.canParse(text) && new URL(text).origin !== keptOrigin;
}

/** A key that no row has. */
export function nextKey({ headers }: Draft): number {
  return Math.max(-1, ...headers.map(({ key }) => key)) + 1;
}

/** What is left blank or half written, in the words of the form: the API speaks of its own fields. */
export function unfinished(draft: Draft): FormProblem | undefined {
  return blank(draft) ?? unfinishedHeader(draft);
}

function blank({ name, url, requestTimeout, connectionTimeout }: Draft): FormProblem | undefined {
  if (name.trim() === '') return { message: 'Give the integration a name.', field: 'name' };
  if (url.trim() === '') {
    const message = 'Give the URL of the receiver, such as https://logstash.example:5044/.';
    return { message, field: 'url' };
  }
  const wrong = Object.entries({ requestTimeout, connectionTimeout }).find(
    ([, seconds]) => !(milliseconds(seconds) >= 1),
  );
  if (wrong === undefined) return undefined;
  return { message: 'Give seconds above 0, such as 15 or 1.5.', field: wrong[0] };
}

function unfinishedHeader(draft: Draft): FormProblem | undefined {
  const row = draft.headers.find(
    (one) => one.name !== '' && one.value === '' && !isKept(one, draft),
  );
  if (row === undefined) return undefined;
  const again = row.name === row.keptName ? ' again' : '';
  const message = `Give the header ${row.name} a value${again}, or remove it.`;
  return { message, field: `header ${row.name}` };
}

/** The body that creates it. */
export function requestOf(draft: Draft): IntegrationRequest {
  const { ca, headers } = draft;
  return {
    ...sharedBy(draft),
    headers: written(headers).map(({ name, value }) => ({ name, value })),
    ...(ca.trim() !== '' && { ca }),
  };
}

/** The body that changes it. */
export function changeOf(draft: Draft): IntegrationChange {
  const { ca, keepCa, headers } = draft;
  const given = ca.trim() !== '';
  return {
    ...sharedBy(draft),
    headers: written(headers).map((row) =>
      isKept(row, draft) ? { name: row.name } : { name: row.name, value: row.value },
    ),
    ...((given || !keepCa) && { ca: given ? ca : null }),
  };
}

/** The field that a sentence of the API is about. */
export function problemOf(message: string): FormProblem {
  const [, option] = / for (header \S+|[\w-]+): expected /.exec(message) ?? [];
  const [, bodyField] = /: body\/(\w+)/.exec(message) ?? [];
  const field = message.includes('the CA certificate') ? 'ca' : (option ?? bodyField);
  return { message, field };
}

function sharedBy(draft: Draft) {
  const { name, url, method, verifyTls, format, events } = draft;
  return {
    ...{ name, url: url.trim(), method, verifyTls, format, events: [...events] },
    requestTimeout: milliseconds(draft.requestTimeout),
    connectionTimeout: milliseconds(draft.connectionTimeout),
  };
}

/** Rows left blank are not meant. */
function written(rows: readonly HeaderRow[]): readonly HeaderRow[] {
  return rows.filter(({ name, value }) => name !== '' || value !== '');
}

/** Nothing written is no number. */
function milliseconds(seconds: string): number {
  return seconds.trim() === '' ? Number.NaN : Math.round(Number(seconds) * 1_000);
}

function isNamed({ name }: HeaderRow, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
