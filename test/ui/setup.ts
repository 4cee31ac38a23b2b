/** Everything that the browser client talks to, for real: a receiver, the console, the API with the compiled client. */
import { join } from 'node:path';

import { type RunningApi, startApi } from '../../src/api/api';
import type { ApiDependencies, BesideReceiver } from '../../src/api/dependencies';
import type { Console } from '../../src/console/console';
import { startConsole } from '../../src/console/start-console';
import type { Journal } from '../../src/journal/journal';
import { temporaryDirectory } from '../helpers/certificates';
import { startTestReceiver, type TestReceiver } from '../helpers/receiver';
import { testSettings } from '../api/setup';

export interface TestClient extends AsyncDisposable {
  /** What to open in the browser; append `#/integrations` and so on. */
  readonly url: string;
  readonly api: RunningApi;
  readonly receiver: TestReceiver;
  readonly journal: Journal;
  readonly console: Console;
}

/** How it is started. */
export interface TestClientOptions {
  /** @default a new one in memory */
  readonly journal?: Journal;
  /** @default none */
  readonly token?: string;
  /** @default a free one */
  readonly port?: number;
  /** What the API says of the receiver besides its URL and CA. @default nothing */
  readonly receiver?: Omit<BesideReceiver, 'url' | 'ca'>;
  /** @default in memory */
  readonly checksDirectory?: string;
  /** How a `serve` would say that it runs. @default with its defaults */
  readonly settings?: ApiDependencies['settings'];
}

/** What `npm run build` made of `src/ui`. */
export const PAGES = join(__dirname, '..', '..', 'dist', 'ui');

export async function startTestClient(options: TestClientOptions = {}): Promise<TestClient> {
  const { journal: given, token, port = 0, receiver: beside } = options;
  const { checksDirectory, settings } = options;
  const directory = await temporaryDirectory();
  const receiver = await startTestReceiver({}, { ...(given !== undefined && { journal: given }) });
  const { journal, running, url, ca } = receiver;
  const console = await startConsole({ directory: directory.path, timeScale: 0.001 });
  const { faults, troubles, answeredIn } = running;
  const api = await startApi(
    {
      ...{ journal, console, faults, troubles, answeredIn, receiver: { url, ca, ...beside } },
      ...{ pages: PAGES, checksDirectory, settings: settings ?? testSettings },
    },
    { port, ...(token !== undefined && { token }) },
  );
  return {
    url: `${api.url}/`,
    ...{ api, receiver, journal, console },
    async [Symbol.asyncDispose]() {
      await api.close();
      await console.close();
      await receiver[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}
