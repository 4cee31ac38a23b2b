/**
 * An integration: what the Console's card holds, how it is checked and how it is changed. Pure.
 *
 * Invariant: a {@link StoredIntegration} can be delivered to: its settings passed the sender's checks. It holds
 * secrets and leaves the console only through `describeIntegration`.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { maskParameters, mapSecretParameters } from '../notification/secret-names';
import type { RequestHeader } from '../sender/request-headers';
import {
  type DeliverySettings,
  type ResolvedDeliverySettings,
  resolveDeliverySettings,
} from '../sender/settings';
import { SecretsWantedError } from './errors';
import type { WallarmFacts } from './wallarm-account';
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

/** A header in a change: without a value (or with {@link MASK}) it keeps the one it has, as long as the URL's origin stays. */
export interface HeaderChange {
  readonly name: string;
  readonly value?: string | undefined;
}

/**
 * What to change: only the settings given. A secret parameter of the `url` whose value is {@link MASK} keeps the one it
 * has, as a header does. `ca: null` goes back to the public CAs; `headers` is the whole new list.
 */
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
  /** Absent when it was made in this console. */
  readonly wallarm?: WallarmFacts;
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
  if (url.includes(MASK)) {
    throw new InvalidOptionError('url', maskParameters(url, MASK), 'a value in place of each mask');
  }
  return kept;
}

/**
 * Settings with changes applied, checked as a whole.
 *
 * @throws as {@link checkSettings}
 * @throws SecretsWantedError when the URL goes to another origin and a secret given for the old one would go with it.
 */
export function changeSettings(settings: KeptSettings, changes: IntegrationChanges): KeptSettings {
  const { headers, ca, url, ...rest } = changes;
  const { ca: oldCa, headers: oldHeaders = [], url: oldUrl, ...old } = settings;
  const newCa = ca === undefined ? oldCa : (ca ?? undefined);
  const changed = checkSettings({
    ...old,
    ...withoutUndefined(rest),
    url: url === undefined ? oldUrl : withKeptParameters(url, oldUrl),
    ...(newCa !== undefined && { ca: newCa }),
    headers: headers === undefined ? oldHeaders : mergeHeaders(oldHeaders, headers),
  });
  const { origin } = new URL(changed.url);
  if (origin !== new URL(oldUrl).origin) {
    const kept = (headers ?? oldHeaders.map(({ name }) => ({ name }))).filter(isWithoutValue);
    const secrets = { headers: kept.map(({ name }) => name), parameters: maskedParameters(url) };
    if (secrets.headers.length + secrets.parameters.length > 0) {
      throw new SecretsWantedError(origin, secrets);
    }
  }
  return changed;
}

/** The URL with the values that there were for parameters that are given masked, as they were shown. */
function withKeptParameters(url: string, old: string): string {
  if (url === maskParameters(old, MASK)) return old;
  const left: { readonly name: string; readonly value: string }[] = [];
  mapSecretParameters(old, (name, value) => {
    left.push({ name, value });
    return value;
  });
  return mapSecretParameters(url, (name, value) => {
    const at = left.findIndex((one) => one.name === name);
    const [before] = at < 0 ? [] : left.splice(at, 1);
    return value === MASK ? (before?.value ?? MASK) : value;
  });
}

function maskedParameters(url = ''): readonly string[] {
  const names: string[] = [];
  mapSecretParameters(url, (name, value) => {
    if (value === MASK) names.push(name);
    return value;
  });
  return names;
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

function isWithoutValue({ value }: HeaderChange): boolean {
  return value === undefined || value === MASK;
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
