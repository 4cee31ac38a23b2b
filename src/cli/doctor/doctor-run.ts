/**
 * Tries each of Wallarm's requirements on a receiver, in turn.
 *
 * One attempt shows all of the way there; further ones show what the receiver makes of methods and bodies. What cannot
 * be tried after a failure is skipped with the reason. Every body is marked "[Test message]".
 *
 * @module
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { testNotifications } from '../../notification/test-notifications';
import { attempt } from '../../sender/attempt';
import type { Attempt } from '../../sender/attempt-record';
import { type DataFormat, encodeBody } from '../../sender/body';
import { type ResolvedDeliverySettings, withContentType } from '../../sender/settings';
import type { Chain } from '../../tls/chain';
import { judgeAddresses } from './doctor-address';
import {
  judgeAnswerTime,
  judgeFormat,
  judgeMalformed,
  judgeMethod,
  judgeOtherType,
} from './doctor-answers';
import { type Check, type CheckId, CHECKS, type Finding } from './doctor-check';
import { judgeCertificate, judgeHandshake, judgeName, judgePort } from './doctor-connection';

/** How a run is made. */
export interface DoctorOptions {
  /** Called with each check as it is decided, in their order. */
  readonly onCheck: (check: Check) => void;
  /** Ends the run: what is left is skipped. */
  readonly signal: AbortSignal;
}

/** Runs all checks; none of them throws for anything that the receiver does. */
export async function examine(
  settings: ResolvedDeliverySettings,
  options: DoctorOptions,
): Promise<readonly Check[]> {
  const run = new Examination(settings, options);
  await run.examine();
  return run.checks;
}

const [USER, HIT] = testNotifications({ partner: 'wallstash doctor' });
const ONE = [HIT ?? {}];
const TWO = [HIT ?? {}, USER ?? {}];
/** Content types that NDJSON goes by. */
const TYPES = ['application/x-ndjson', 'application/json'] as const;
/** Cut short in a string. */
const MALFORMED = Buffer.from(
  '[{"summary":"[Test message] [wallstash doctor] A body that is not JSO',
);

class Examination {
  readonly checks: Check[] = [];
  readonly #settings: ResolvedDeliverySettings;
  readonly #options: DoctorOptions;

  constructor(settings: ResolvedDeliverySettings, options: DoctorOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  async examine(): Promise<void> {
    const settings = this.#settings;
    let chain: Chain | undefined;
    const post = await this.#send('POST', encodeBody(ONE, 'array'), (shown) => (chain = shown));
    const addresses = post.failure?.phase === 'dns' ? [] : await addressesOf(post, settings);
    this.#add('name', judgeName(post, addresses, settings));
    this.#add('address', addresses.length === 0 ? null : judgeAddresses(addresses));
    this.#add('port', judgePort(post, settings));
    this.#add('tls', judgeHandshake(post));
    this.#add('certificate', judgeCertificate(post, chain, settings));
    if (!isConnected(post)) {
      this.#skipRest();
      return;
    }
    this.#add('post', judgeMethod(post, 'POST', settings));
    const put = await this.#put(post);
    this.#add('answer-time', judgeAnswerTime(put === null ? [post] : [post, put], settings));
    await this.#examineBodies(post, put);
  }

  /** A receiver that never answers is not waited for twice. */
  async #put(post: Attempt): Promise<Attempt | null> {
    if (post.status === null) {
      this.#add('put', skipped('POST got no answer'));
      return null;
    }
    const put = await this.#send('PUT', encodeBody(ONE, 'array'));
    this.#add('put', judgeMethod(put, 'PUT', this.#settings));
    return put;
  }

  async #examineBodies(post: Attempt, put: Attempt | null): Promise<void> {
    const method = post.failure === null ? 'POST' : 'PUT';
    if (method === 'PUT' && put?.failure !== null) {
      this.#skipRest('neither POST nor PUT was accepted');
      return;
    }
    for (const format of ['array', 'ndjson'] as const) {
      const made = await this.#sendAs(method, format, this.#settings.ndjsonType);
      this.#add(format, judgeFormat(made, format, this.#settings));
    }
    const other = TYPES.find((type) => type !== this.#settings.ndjsonType) ?? TYPES[0];
    const made = await this.#sendAs(method, 'ndjson', other);
    this.#add('ndjson-type', judgeOtherType(made, other));
    this.#add('malformed', judgeMalformed(await this.#send(method, MALFORMED)));
  }

  /** Two notifications; NDJSON under this content type, unless the settings' headers say another. */
  #sendAs(method: 'POST' | 'PUT', format: DataFormat, ndjsonType: string): Promise<Attempt> {
    const settings = this.#settings;
    const headers = withContentType(settings.headers, { format, ndjsonType });
    const { signal } = this.#options;
    return attempt({ ...settings, method, headers }, encodeBody(TWO, format), { signal });
  }

  #send(
    method: 'POST' | 'PUT',
    body: Buffer,
    onPeerChain?: (chain: Chain) => void,
  ): Promise<Attempt> {
    const { signal } = this.#options;
    return attempt({ ...this.#settings, method }, body, { signal, onPeerChain });
  }

  #add(id: CheckId, finding: Finding | null): void {
    const check = { id, ...(finding ?? skipped(this.#reason())) };
    this.checks.push(check);
    this.#options.onCheck(check);
  }

  #skipRest(reason = this.#reason()): void {
    const done = new Set(this.checks.map(({ id }) => id));
    for (const id of Object.keys(CHECKS) as CheckId[]) {
      if (!done.has(id)) this.#add(id, skipped(reason));
    }
  }

  #reason(): string {
    const failed = this.checks.find(({ outcome }) => outcome === 'failed');
    return failed === undefined ? 'an earlier check failed' : `"${CHECKS[failed.id]}" failed`;
  }
}

function skipped(reason: string): Finding {
  return { outcome: 'skipped', message: `Not tried: ${reason}.` };
}

/** The request went out. */
function isConnected({ failure }: Attempt): boolean {
  return failure === null || failure.phase === 'firstByte' || failure.phase === 'end';
}

/** All addresses of the host; the name was resolved a moment ago. */
async function addressesOf(
  { remoteAddress }: Attempt,
  { host }: ResolvedDeliverySettings,
): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return remoteAddress === null ? [] : [remoteAddress];
  }
}
