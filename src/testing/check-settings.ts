/**
 * Mistakes in where to post that only JavaScript lets pass: the words of the settings' own check would not lead to them.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** @throws InvalidOptionError for a receiver that was not awaited, or no settings at all. */
export function checkSettings(settings: unknown): void {
  const given = typeof settings === 'object' && settings !== null ? settings : {};
  if ('then' in given && typeof given.then === 'function') {
    const expected = 'a receiver, or settings with a url: await startReceiver() first';
    throw new InvalidOptionError('settings', 'a promise', expected);
  }
  if (!('url' in given) || given.url === undefined) {
    throw new InvalidOptionError('url', undefined, 'a URL such as https://logstash.example:5044/');
  }
}
