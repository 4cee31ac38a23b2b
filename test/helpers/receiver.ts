/** A real HTTPS receiver on a free port with a throw-away CA, and a plain client for it. */
import { once } from 'node:events';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import type { ReceiverOptions } from '../../src/receiver/options';
import { listen, type RunningReceiver } from '../../src/receiver/receiver';
import type { Trouble } from '../../src/receiver/trouble';
import { createAuthority, issueCertificate } from '../../src/tls/authority';

export interface TestReceiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** PEM of the CA that the client must trust. */
  readonly ca: string;
  readonly journal: Journal;
  readonly running: RunningReceiver;
  /** What was reported so far. */
  readonly troubles: readonly Trouble[];
  /** Resolves with the next trouble, or one that has come since the last call. */
  nextTrouble(): Promise<Trouble>;
}

export interface TestReceiverSettings {
  readonly journal?: Journal;
  readonly clientCa?: string;
}

export async function startTestReceiver(
  options: ReceiverOptions = {},
  { journal = memoryJournal(), clientCa }: TestReceiverSettings = {},
): Promise<TestReceiver> {
  const authority = await createAuthority();
  const names = ['localhost', '127.0.0.1'];
  const { cert, key } = await issueCertificate(authority, { names, purpose: 'server' });
  const troubles: Trouble[] = [];
  const arrivals = new EventTarget();
  let taken = 0;
  const running = await listen(
    {
      certificate: { cert, key, ...(clientCa !== undefined && { clientCa }) },
      journal,
      onTrouble: (trouble) => {
        troubles.push(trouble);
        arrivals.dispatchEvent(new Event('trouble'));
      },
    },
    { port: 0, ...options },
  );
  return {
    url: `https://localhost:${running.port}`,
    port: running.port,
    ca: authority.cert,
    journal,
    running,
    troubles,
    async nextTrouble() {
      if (troubles[taken] === undefined) await once(arrivals, 'trouble');
      const trouble = troubles[taken];
      taken += 1;
      if (trouble === undefined) throw new Error('no trouble came');
      return trouble;
    },
    async [Symbol.asyncDispose]() {
      await running.close();
      await journal.close();
    },
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly text: string;
}

/** Sends one request on a connection of its own, trusting the receiver's CA and nothing else. */
export async function send(
  { port, ca }: Pick<TestReceiver, 'port' | 'ca'>,
  body: Buffer | string,
  options: RequestOptions = {},
): Promise<Reply> {
  const request = httpsRequest({
    host: 'localhost',
    port,
    ca,
    method: 'POST',
    agent: false,
    ...options,
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    rawHeaders: response.rawHeaders,
    text: Buffer.concat(chunks).toString(),
  };
}

/** Every entry of a journal with its body, oldest first. */
export async function entriesOf(journal: Journal) {
  const entries = [];
  for await (const entry of journal.read()) entries.push(entry);
  return entries;
}
