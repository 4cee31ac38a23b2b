/**
 * What may be shown of an integration, and of the answers that its receiver gives: never a secret. Pure.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';

import type { Attempt } from '../sender/attempt-record';
import type { DataFormat } from '../sender/body';
import type { RequestHeader } from '../sender/request-headers';
import { DELIVERY_DEFAULTS } from '../sender/settings';
import type { EventTypeName } from './event-types';
import { MASK, type StoredIntegration } from './integration';

/** An integration as it may be shown. */
export interface IntegrationView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  /** Each value is {@link MASK}. */
  readonly headers: readonly RequestHeader[];
  /** What the CA file holds, by fingerprint; `null` for the public CAs. */
  readonly ca: { readonly certificates: number; readonly fingerprints: readonly string[] } | null;
  readonly verifyTls: boolean;
  /** Milliseconds. */
  readonly requestTimeout: number;
  /** Milliseconds. */
  readonly connectionTimeout: number;
  readonly format: DataFormat;
  readonly events: readonly EventTypeName[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
/** Shorter values are not looked for in answers: they would be found everywhere. */
const SHORTEST_SECRET = 4;

/** The read model: header values and the CA come back masked. */
export function describeIntegration(integration: StoredIntegration): IntegrationView {
  const { id, enabled, createdAt, updatedAt, settings } = integration;
  const { name, url, headers = [], ca, events } = settings;
  const { method, verifyTls, requestTimeout, connectionTimeout, format } = {
    ...DELIVERY_DEFAULTS,
    ...settings,
  };
  return {
    ...{ id, name, enabled, url, method },
    headers: headers.map((header) => ({ name: header.name, value: MASK })),
    ca: ca === undefined ? null : describeCa(ca),
    ...{ verifyTls, requestTimeout, connectionTimeout, format, events, createdAt, updatedAt },
  };
}

function describeCa(pem: string): IntegrationView['ca'] {
  const blocks = pem.match(CERTIFICATE) ?? [];
  return {
    certificates: blocks.length,
    fingerprints: blocks.map((block) => new X509Certificate(block).fingerprint256),
  };
}

/** The attempt without the integration's header values, which a receiver may have echoed in its answer. */
export function withoutSecrets(attempt: Attempt, headers: readonly RequestHeader[] = []): Attempt {
  const { answer } = attempt;
  if (answer === null || headers.length === 0) return attempt;
  const secrets = headers.flatMap(({ value }) => spellings(value));
  return { ...attempt, answer: { ...answer, text: masked(answer.text, secrets) } };
}

/** A value as it is, as JSON writes it, what follows a scheme such as `Bearer`, and what `Basic` stands for. */
function spellings(value: string): readonly string[] {
  const token = value.slice(value.indexOf(' ') + 1);
  const basic = /^basic /i.test(value) ? Buffer.from(token, 'base64').toString() : '';
  return [value, token, basic, basic.slice(basic.indexOf(':') + 1)]
    .flatMap((one) => [one, JSON.stringify(one).slice(1, -1)])
    .filter((one) => one.length >= SHORTEST_SECRET);
}

function masked(text: string, secrets: readonly string[]): string {
  const whole = secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  // The kept text ends after a number of bytes, perhaps in the middle of a secret.
  const cut = Math.max(0, ...secrets.map((secret) => lengthOfStartAtEnd(whole, secret)));
  return cut === 0 ? whole : whole.slice(0, -cut) + MASK;
}

function lengthOfStartAtEnd(text: string, secret: string): number {
  for (let length = secret.length - 1; length >= SHORTEST_SECRET; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
