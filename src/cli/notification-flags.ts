/**
 * The flags that say which notifications to build: the same for every command that builds some.
 *
 * @module
 */
import { Argument } from '@commander-js/extra-typings';

import { InvalidOptionError } from '../errors';
import { merge } from '../notification/building/merge';
import { asNotificationType, type NotificationType } from '../notification/notification-type';
import { callOption, option } from './command';

/** A notification type, as `[type]` or `<type>`; a mistyped one is answered with the nearest. */
export function typeArgument<Name extends '[type]' | '<type>'>(name: Name, more = '') {
  return new Argument(name, `notification type, such as new_hits${more}`).argParser(
    asNotificationType,
  );
}

/** Several of them, for `send`. */
export function typesArgument() {
  return new Argument('[types...]', 'notification types, such as new_hits').argParser(
    (text: string, before: readonly NotificationType[] | undefined) => {
      if (!/[./\\]/.test(text)) return [...(before ?? []), asNotificationType(text)];
      throw new InvalidOptionError('types', text, `notification types; a file is --file ${text}`);
    },
  );
}

/** `--seed`. */
export function seedOption() {
  return option('--seed <text>', 'the same seed builds the same bytes').default('1');
}

/** `--set`, which may be given more than once; its value is the overrides for `build`. */
export function setOption() {
  return callOption(
    '--set <path=value>',
    'set a field, as in details.hit.type=xss; may be repeated',
  )
    .argParser(collectSetting)
    .default({}, 'none');
}

/** Reads a whole number of 1 or more. */
export function wholeNumberOf(flag: string): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
      throw new InvalidOptionError(flag, text, 'an integer of 1 or more');
    }
    return count;
  };
}

/** Reads a port to listen on. */
export function portOf(flag: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    throw new InvalidOptionError(flag, text, 'an integer from 0 to 65535');
  };
}

/** Puts one `path=value` into the overrides. A value that is JSON is taken as such, any other as a string. */
function collectSetting(text: string, settings: Readonly<Record<string, unknown>>) {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidOptionError('--set', text, 'path=value, as in details.hit.type=xss');
  const keys = text.slice(0, at).split('.');
  const nested = keys.reduceRight<unknown>(
    (value, key) => ({ [key]: value }),
    parseValue(text.slice(at + 1)),
  );
  return merge(settings, nested) as Readonly<Record<string, unknown>>;
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
