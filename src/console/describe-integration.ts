/**
 * What may be shown of an integration, and of the answers that its receiver gives: never a secret. Pure.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';

import { maskParameters, secretParameters } from '../notification/secret-names';
import type { Attempt } from '../sender/attempt-record';
import type { DataFormat } from '../sender/body';
import type { RequestHeader } from '../sender/request-headers';
import { DELIVERY_DEFAULTS, type DeliverySettings } from '../sender/settings';
import type { EventTypeName } from './event-types';
import { MASK, type StoredIntegration } from './integration';
import { maskSecrets } from './mask-secrets';
import type { Maker } from './wallarm-account';

/** An integration as it may be shown. */
export interface IntegrationView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Values of parameters whose names say that they are secret are {@link MASK}. */
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
  /** Hits bear the headers of their requests. Set by Wallarm's API; what is sent stays the same, as nothing is published of it. */
  readonly withHeaders: boolean;
  readonly maker: Maker;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The read model: header values, secrets in the URL and the CA come back masked. */
export function describeIntegration(integration: StoredIntegration): IntegrationView {
  const { id, enabled, createdAt, updatedAt, settings, wallarm } = integration;
  const withHeaders = wallarm?.events?.some((one) => one.with_headers === true) ?? false;
  const maker = wallarm?.maker ?? 'console';
  const { name, url, headers = [], ca, events } = settings;
  const { method, verifyTls, requestTimeout, connectionTimeout, format } = {
    ...DELIVERY_DEFAULTS,
    ...settings,
  };
  return {
    ...{ id, name, enabled, url: maskParameters(url, MASK), method },
    headers: headers.map((header) => ({ name: header.name, value: MASK })),
    ca: ca === undefined ? null : describeCa(ca),
    ...{ verifyTls, requestTimeout, connectionTimeout, format, events, withHeaders, maker },
    ...{ createdAt, updatedAt },
  };
}

function describeCa(pem: string): IntegrationView['ca'] {
  const blocks = pem.match(CERTIFICATE) ?? [];
  return {
    certificates: blocks.length,
    fingerprints: blocks.map((block) => new X509Certificate(block).fingerprint256),
  };
}

/** What an attempt was made with and nobody may read. */
export type SecretSettings = Pick<DeliverySettings, 'url' | 'headers'>;

/** The attempt without the secrets of its settings, which a receiver may have echoed in its answer. */
export function withoutSecrets(attempt: Attempt, { url, headers = [] }: SecretSettings): Attempt {
  const { answer } = attempt;
  if (answer === null) return attempt;
  const secrets = [...headers.flatMap(({ value }) => partsOf(value)), ...secretParameters(url)];
  return { ...attempt, answer: { ...answer, text: maskSecrets(answer.text, secrets, MASK) } };
}

/** A value as it is, what follows a scheme such as `Bearer`, and what `Basic` stands for. */
function partsOf(value: string): readonly string[] {
  const token = value.slice(value.indexOf(' ') + 1);
  const basic = /^basic /i.test(value) ? Buffer.from(token, 'base64').toString() : '';
  return [value, token, basic, basic.slice(basic.indexOf(':') + 1)];
}
