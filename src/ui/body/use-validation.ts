/**
 * A body held against the contract as it is typed: the server does it, whenever the typing rests.
 *
 * @module
 */
import { useEffect, useState } from 'preact/hooks';

import type { Validation } from '../../api/client-types';
import { call, sentenceOf } from '../client';

/** What a body was found to be. */
export interface Validated {
  /** The text that it is about. */
  readonly body: string;
  readonly validation: Validation;
}

/** Typing rests this long before the body is sent to be validated. */
const TYPING_MS = 250;

/** `validated` may be of an older text, while the newer one is typed or validated. Nothing for an empty text. */
export function useValidation(text: string): {
  readonly validated: Validated | undefined;
  readonly failure: string | undefined;
} {
  const [validated, setValidated] = useState<Validated>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (text.trim() === '') {
      setValidated(undefined);
      setFailure(undefined);
      return undefined;
    }
    const abort = new AbortController();
    const validate = async (): Promise<void> => {
      try {
        const options = { body: { body: text }, signal: abort.signal };
        const validation = await call<Validation>('POST', '/api/validate', options);
        setValidated({ body: text, validation });
        setFailure(undefined);
      } catch (error) {
        if (!abort.signal.aborted) setFailure(sentenceOf(error));
      }
    };
    const timer = setTimeout(() => void validate(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return { validated, failure };
}
