/**
 * What can go wrong when the receiver starts to listen.
 *
 * @module
 */
import { WallstashError } from '../errors';

/** The port asked for is taken. Another is never chosen behind the caller's back; `flag` is the one that chooses it. */
export class PortInUseError extends WallstashError {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(
    port: number,
    { flag = '--port', ...options }: ErrorOptions & { flag?: string } = {},
  ) {
    super(
      'WST_PORT_IN_USE',
      `Cannot listen on port ${port}: another process has it. ` +
        `See which with "lsof -i :${port}", or pass ${flag} 0 to take a free one.`,
      options,
    );
    this.port = port;
  }
}

/** The address asked for cannot be listened on: it is not this machine's, or the port needs privileges. */
export class ListenError extends WallstashError {
  override readonly name = 'ListenError';
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const remedy =
      cause.code === 'EACCES'
        ? 'ports below 1024 need privileges; choose a higher one'
        : 'give an address of this machine, 127.0.0.1 or 0.0.0.0';
    super(
      'WST_LISTEN',
      `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}): ${remedy}.`,
      {
        cause,
      },
    );
    this.host = host;
    this.port = port;
  }
}
