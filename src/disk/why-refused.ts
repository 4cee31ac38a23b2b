/**
 * Why the system refused a file or a directory, in words that say what to do.
 *
 * @module
 */

/**
 * Words that follow "Cannot …: ", without the last full stop; `undefined` for what needs no words of ours.
 *
 * @param another - what can be used in place of it, such as "another data directory"
 */
export function whyRefused(code: string | undefined, another: string): string | undefined {
  switch (code ?? '') {
    case 'EACCES':
    case 'EPERM':
      return `permission denied. Give this user access to it, or use ${another}`;
    case 'EROFS':
      return `the file system is read-only. Use ${another}, which is writable`;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left. Free some, then try again';
    case 'EEXIST':
    case 'ENOTDIR':
      return `a file stands where a directory is needed. Move it away, or use ${another}`;
    case 'EISDIR':
      return 'a directory stands where the file is needed. Move it away';
    case 'ENOENT':
      return 'there is no such file or directory, and none was made. Check the path';
    default:
      return undefined;
  }
}

/** What the system says when there is no room for more, on the disk or for this user. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether something failed because there is no room for more. */
export function isNoRoom(error: unknown): boolean {
  return NO_ROOM.includes(systemCodeOf(error));
}

/** The system's code for an error, also where it is the cause of one of ours. */
export function systemCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : systemCodeOf(cause);
}
