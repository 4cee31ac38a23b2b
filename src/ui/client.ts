/**
 * Calls to the API. Everything that goes wrong is one kind of error, with a sentence for the person.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { Problem } from '../api/client-types';

/** The API wants a token that this browser has not given. */
export const signedOut = signal(false);

/** A call that did not succeed. The message is a sentence for the screen. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What is wrong with the request, one by one. */
  readonly errors: readonly string[];

  constructor(status: number, message: string, errors: readonly string[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** How a call is made. */
export interface CallOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** In place of `body`: sent as it is, as media type `type`. */
  readonly content?: Blob;
  readonly type?: string;
  readonly signal?: AbortSignal;
  /** A token in place of the cookie: to sign in. */
  readonly token?: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Calls the API. The type is what its document promises. @throws ApiFailure; an abort's own error */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  if (response.status === 401) signedOut.value = true;
  throw failureOf(response.status, text);
}

/** Reads. */
export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, signal === undefined ? {} : { signal });
}

/** A path with its query; what is undefined or empty is left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
}

/** The sentence of an error, whatever it is. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const { body, content, type = 'application/json', signal, token } = options;
  try {
    return await fetch(path, {
      method,
      headers: {
        // Also without a body: that it is JSON is what other pages cannot say.
        ...((method === 'POST' || method === 'PATCH') && { 'content-type': type }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(content !== undefined && { body: content }),
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiFailure(0, 'Wallstash does not answer: does "wallstash serve" still run?');
  }
}

function failureOf(status: number, text: string): ApiFailure {
  try {
    const { detail, errors } = JSON.parse(text) as Problem;
    return new ApiFailure(status, detail, errors);
  } catch {
    return new ApiFailure(status, `Wallstash answered ${status} without a reason.`);
  }
}
