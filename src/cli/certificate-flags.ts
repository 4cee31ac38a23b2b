/**
 * The flags that say where the certificates are and what they must be: the same for `serve` and `certs`.
 *
 * @module
 */
import { option } from './command';

const KEY_TYPES = ['ec', 'rsa'] as const;

/** `--certs-directory`. */
export function certsDirectoryOption() {
  const description = 'where CA and server certificate are kept';
  return option('--certs-directory <directory>', description).default('certs');
}

/** `--host-name`, which may be given more than once; its environment twin holds several separated by commas. */
export function hostNameOption() {
  return option('--host-name <name...>', 'further names for the server certificate')
    .default([] as string[], 'localhost, 127.0.0.1, ::1 and the name of this machine')
    .argParser((value: string, before: string[]) => [...before, ...value.split(',')]);
}

/** `--key-type`. */
export function keyTypeOption() {
  const description = 'of new keys (default: ec, and what is there stays)';
  return option('--key-type <type>', description).choices(KEY_TYPES);
}
