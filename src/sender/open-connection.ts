/**
 * Opens one TLS connection to the receiver: name, TCP, handshake, judgement of the certificate, within one timeout.
 *
 * Invariant: a connection that is handed over was verified (unless the settings say not to), and not one byte of a
 * request went into it before. Node is told to accept any certificate only so that the refused one can still be read
 * for the explanation; the verdict is Node's own. For a few verdicts a second handshake asks for the words.
 *
 * Knows nothing of HTTP.
 *
 * @module
 */
import { isIP, type LookupFunction } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

import type { AttemptFailure, PeerTls, Phase } from './attempt-record';
import {
  abortedFailure,
  connectionFailure,
  connectionTimeoutFailure,
  verificationFailure,
} from './failure';
import type { Timers } from './clock';
import type { Chain } from '../tls/chain';
import { checkServerIdentity } from '../tls/server-identity';
import { peerCertificate } from './peer-certificate';
import { peerChain, sentCertificates } from '../tls/peer-chain';
import { askForWords, UNNAMED_VERDICT } from './refusal-words';
import type { ResolvedDeliverySettings } from './settings';

/** What varies in a test. */
export interface ConnectionDependencies {
  readonly timers: Timers;
  /** Resolves host names, calling back later; `undefined` for the system's way. */
  readonly lookup: LookupFunction | undefined;
  /** Called with what the receiver showed, when its handshake is over and before it is judged. */
  readonly onPeerChain?: ((chain: Chain) => void) | undefined;
  /** Whether the connection is not to keep the process up. */
  readonly unref?: (() => boolean) | undefined;
}

/** Readings of the stopwatch at the end of each phase; `null` when it was not reached. */
export interface ConnectionTimes {
  readonly dns: number | null;
  readonly connect: number | null;
  readonly tls: number | null;
}

/** What is known of a connection, be it up or failed. */
export interface ConnectionInfo {
  readonly times: ConnectionTimes;
  readonly remoteAddress: string | null;
  readonly tls: PeerTls | null;
}

/** How the opening ended. */
export type Opening =
  | { readonly info: ConnectionInfo; readonly socket: TLSSocket; readonly failure: null }
  | { readonly info: ConnectionInfo; readonly socket: null; readonly failure: AttemptFailure };

/**
 * Opens a connection and calls `done` exactly once, while the socket's own event is handled: nothing can happen to
 * the socket before its new owner listens. The returned function gives up.
 */
export function openConnection(
  settings: ResolvedDeliverySettings,
  dependencies: ConnectionDependencies,
  done: (opening: Opening) => void,
): () => void {
  const opener = new Opener(settings, dependencies, done);
  return () => opener.abort();
}

class Opener {
  readonly #settings: ResolvedDeliverySettings;
  readonly #timers: Timers;
  readonly #done: (opening: Opening) => void;
  readonly #onPeerChain: ((chain: Chain) => void) | undefined;
  readonly #servername: string | undefined;
  readonly #socket: TLSSocket;
  readonly #stopTimeout: () => void;
  readonly #times: { dns: number | null; connect: number | null; tls: number | null };
  #remoteAddress: string | null = null;
  /** Ends the opening with the failure that is known, while more is asked about it. */
  #refuse: ((words?: string) => void) | null = null;
  #stopAsking: (() => void) | null = null;
  #settled = false;

  constructor(
    settings: ResolvedDeliverySettings,
    { timers, lookup, onPeerChain, unref }: ConnectionDependencies,
    done: (opening: Opening) => void,
  ) {
    this.#settings = settings;
    this.#onPeerChain = onPeerChain;
    this.#timers = timers;
    this.#done = done;
    const isAddress = isIP(settings.host) !== 0;
    this.#times = { dns: isAddress ? timers.stopwatch() : null, connect: null, tls: null };
    this.#servername = isAddress ? undefined : settings.host;
    this.#socket = connect({
      host: settings.host,
      port: settings.port,
      secureContext: settings.secureContext,
      rejectUnauthorized: false,
      checkServerIdentity,
      ...(this.#servername !== undefined && { servername: this.#servername }),
      ...(lookup === undefined ? {} : { lookup }),
    });
    if (unref?.() === true) this.#socket.unref();
    this.#stopTimeout = timers.after(settings.connectionTimeout, () => this.#timeout());
    this.#listen();
  }

  abort(): void {
    this.#fail(abortedFailure(this.#phase()));
  }

  #listen(): void {
    const socket = this.#socket;
    // A name that was not found raises this event, too.
    socket.once('lookup', (error: Error | null) => {
      if (error === null) this.#times.dns = this.#timers.stopwatch();
    });
    socket.once('connect', () => {
      this.#times.connect = this.#timers.stopwatch();
      this.#remoteAddress = socket.remoteAddress ?? null;
    });
    socket.once('secureConnect', () => this.#secure());
    // Stays for good: whatever the peer does later must not become an uncaught error.
    socket.on('error', (error: Error) => {
      if (this.#refuse !== null) this.#refuse();
      else this.#fail(connectionFailure(error, this.#phase(), this.#settings));
    });
  }

  #secure(): void {
    if (this.#settled) return;
    this.#times.tls = this.#timers.stopwatch();
    const sent = sentCertificates(this.#socket);
    const tls = peerTls(this.#socket, sent);
    const problem = verificationProblem(this.#socket);
    const refused = this.#settings.verifyTls && problem !== null;
    const chain =
      refused || this.#onPeerChain !== undefined
        ? peerChain(sent, this.#settings.caCertificates)
        : undefined;
    if (chain !== undefined) this.#onPeerChain?.(chain);
    if (refused) {
      this.#times.tls = null;
      this.#judge(problem, chain, tls);
      return;
    }
    this.#settle();
    this.#done({ info: this.#info(tls), socket: this.#socket, failure: null });
  }

  #judge(reason: string, chain: Chain | undefined, tls: PeerTls): void {
    const refuse = (words?: string): void => {
      this.#fail(verificationFailure({ reason, words }, chain, this.#settings), tls);
    };
    const { remoteAddress } = this.#socket;
    if (reason !== UNNAMED_VERDICT || remoteAddress === undefined) {
      refuse();
      return;
    }
    this.#refuse = refuse;
    // All that is known of this connection is known: one that takes no other beside it shall take the next.
    this.#socket.destroy();
    const where = {
      host: remoteAddress,
      port: this.#settings.port,
      servername: this.#servername,
    };
    this.#stopAsking = askForWords(where, this.#settings, refuse);
  }

  #timeout(): void {
    if (this.#refuse !== null) this.#refuse();
    else this.#fail(connectionTimeoutFailure(this.#phase(), this.#settings));
  }

  #fail(failure: AttemptFailure, tls: PeerTls | null = null): void {
    if (this.#settled) return;
    this.#settle();
    this.#socket.destroy();
    this.#done({ info: this.#info(tls), socket: null, failure });
  }

  #settle(): void {
    this.#settled = true;
    this.#stopTimeout();
    this.#stopAsking?.();
  }

  #info(tls: PeerTls | null): ConnectionInfo {
    return { times: this.#times, remoteAddress: this.#remoteAddress, tls };
  }

  #phase(): Phase {
    if (this.#times.dns === null) return 'dns';
    return this.#times.connect === null ? 'connect' : 'tls';
  }
}

function peerTls(socket: TLSSocket, [raw]: readonly Buffer[]): PeerTls {
  return {
    version: socket.getProtocol(),
    trusted: socket.authorized,
    certificate: raw === undefined ? null : peerCertificate(raw),
  };
}

/** Node's code for what is wrong with the certificate; its types say `Error`, it sets the code. */
function verificationProblem(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const problem: unknown = socket.authorizationError;
  if (problem instanceof Error) return (problem as NodeJS.ErrnoException).code ?? problem.message;
  return typeof problem === 'string' ? problem : 'CERT_UNTRUSTED';
}
