/**
 * What one is about to send. It outlives the screen, so that a look at a delivery does not lose it.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { SchemaList, SendRequest } from '../../api/client-types';

/** The fields of the form, as they are typed. */
export interface SendDraft {
  /** Notification type that the body began as; empty before the types are known. */
  readonly type: string;
  /** Texts by type, as they were left: a look at another type loses no edit. */
  readonly texts: Readonly<Record<string, string>>;
  /** Id of the integration; empty for this receiver. */
  readonly to: string;
  readonly method: 'POST' | 'PUT';
  readonly format: NonNullable<SendRequest['format']>;
  readonly count: string;
  readonly rate: string;
}

/** The one draft there is. */
export const draft = signal<SendDraft>({
  ...{ type: '', texts: {}, to: '', method: 'POST', format: 'array', count: '1', rate: '10' },
});

/** Changes some fields. */
export function change(fields: Partial<SendDraft>): void {
  draft.value = { ...draft.value, ...fields };
}

/** The body of the draft: as it was left, or the sample of its type. */
export function textOf({ type, texts }: SendDraft, types: SchemaList['schemas']): string {
  const sample = types.find((one) => one.type === type)?.sample;
  return texts[type] ?? (sample === undefined ? '' : JSON.stringify(sample, null, 2));
}

/** What the API is asked. */
export function requestOf(
  body: string,
  { to, method, format, count, rate }: SendDraft,
): SendRequest {
  const where = to === '' ? {} : { integration: to };
  return { body, ...where, method, format, count: Number(count), rate: Number(rate) };
}
