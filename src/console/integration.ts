/**
 * An integration: what the Console's card holds, how it is checked and how it is changed. Pure.
 *
 * Invariant: a {@link StoredIntegration} can be delivered to: its settings passed the sender's checks. It holds
 * secrets and leaves the console only through `describeIntegration`.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import type { RequestHeader } from '../sender/request-headers';
import {
  type DeliverySettings,
  type ResolvedDeliverySettings,
  resolveDeliverySettings,
} from '../sender/settings';
import { EVENT_TYPE_NAMES, type EventTypeName, isEventTypeName } from './event-types';

/** Stands for a secret in what is shown; given back as a header's value it means "as it was". */
export const MASK = '********';

/** The settings of an integration; the delivery's own defaults are Wallarm's. */
export interface IntegrationSettings extends DeliverySettings {
  /** Free text. */
  readonly name: string;
  /** What it is told of; nothing ticked, nothing sent. @default [] */
  readonly events?: readonly EventTypeName[];
  /** A disabled integration receives nothing until it is enabled. @default true */
  readonly enabled?: boolean;
}

/** A header in a change: without a value (or with {@link MASK}) it keeps the one it has. */
export interface HeaderChange {
  readonly name: string;
  readonly value?: string | undefined;
}

/** What to change: only the settings given. `ca: null` goes back to the public CAs; `headers` is the whole new list. */
export interface IntegrationChanges extends Partial<
  Omit<IntegrationSettings, 'headers' | 'ca' | 'enabled'>
> {
  readonly headers?: readonly HeaderChange[];
  readonly ca?: string | null | undefined;
}

/** An integration as it is kept. */
export interface StoredIntegration {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  /** When it was created or last enabled, in Unix milliseconds: failures before do not count against it. */
  readonly enabledAt: number;
  readonly enabled: boolean;
  readonly settings: KeptSettings;
}

/** Settings that were checked; without the enabled state. */
export type KeptSettings = Omit<IntegrationSettings, 'enabled' | 'events'> & {
  readonly events: readonly EventTypeName[];
};

const LONGEST_NAME = 200;

/**
 * Checks settings as a whole.
 *
 * @throws InvalidOptionError naming the setting, never a secret.
 * @throws InvalidCertificateFileError for a CA that is none.
 */
export function checkSettings(settings: IntegrationSettings): KeptSettings {
  const { name, url, method, headers, ca, verifyTls, connectionTimeout, requestTimeout, format } =
    settings;
  const trimmed = typeof name === 'string' ? name.trim() : '';
  if (trimmed === '' || trimmed.length > LONGEST_NAME) {
    const expected = `a name of 1 to ${LONGEST_NAME} characters`;
    throw new InvalidOptionError('name', trimmed.slice(0, LONGEST_NAME), expected);
  }
  const kept = {
    name: trimmed,
    url,
    ...(method !== undefined && { method }),
    ...(headers !== undefined && { headers: headers.map(checkHeader) }),
    ...(ca !== undefined && { ca }),
    ...(verifyTls !== undefined && { verifyTls }),
    ...(connectionTimeout !== undefined && { connectionTimeout }),
    ...(requestTimeout !== undefined && { requestTimeout }),
    ...(format !== undefined && { format }),
    events: checkEvents(settings.events ?? []),
  };
  resolveDeliverySettings(kept);
  return kept;
}

/** Settings with changes applied, checked as a whole. @throws as {@link checkSettings} */
export function changeSettings(settings: KeptSettings, changes: IntegrationChanges): KeptSettings {
  const { headers, ca, ...rest } = changes;
  const { ca: oldCa, headers: oldHeaders = [], ...old } = settings;
  const newCa = ca === undefined ? oldCa : (ca ?? undefined);
  return checkSettings({
    ...old,
    ...withoutUndefined(rest),
    ...(newCa !== undefined && { ca: newCa }),
    headers: headers === undefined ? oldHeaders : mergeHeaders(oldHeaders, headers),
  });
}

/** The settings as the sender wants them. */
export function deliverySettings(settings: KeptSettings): ResolvedDeliverySettings {
  return resolveDeliverySettings(settings);
}

function checkHeader({ name, value }: RequestHeader): RequestHeader {
  if (typeof value !== 'string' || value === MASK) {
    throw new InvalidOptionError(`header ${name}`, '(value not shown)', 'a value');
  }
  return { name, value };
}

/**
 * The n-th header of a name without a value keeps the value of the n-th that there was; when their number changes and
 * there were several, nobody knows which is meant.
 */
function mergeHeaders(
  old: readonly RequestHeader[],
  changes: readonly HeaderChange[],
): readonly RequestHeader[] {
  const left = [...old];
  return changes.map(({ name, value }) => {
    const at = left.findIndex(named(name));
    const [before] = at < 0 ? [] : left.splice(at, 1);
    if (value !== undefined && value !== MASK) return { name, value };
    const count = old.filter(named(name)).length;
    if (count > 1 && changes.filter(named(name)).length !== count) {
      const expected = `a value: ${count} headers have this name, and which of them is to stay cannot be told`;
      throw new InvalidOptionError(`header ${name}`, '(none)', expected);
    }
    if (before !== undefined) return { name, value: before.value };
    throw new InvalidOptionError(`header ${name}`, '(none)', 'a value, since it is a new header');
  });
}

function named(name: string): (one: { readonly name: string }) => boolean {
  return (one) => one.name.toLowerCase() === name.toLowerCase();
}

function checkEvents(events: readonly unknown[]): readonly EventTypeName[] {
  const unknown = events.find((name) => !isEventTypeName(name));
  if (unknown !== undefined) {
    throw new InvalidOptionError('events', unknown, `any of ${EVENT_TYPE_NAMES.join(', ')}`);
  }
  return EVENT_TYPE_NAMES.filter((name) => events.includes(name));
}

/** A field given as `undefined` is a field not given. */
function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
