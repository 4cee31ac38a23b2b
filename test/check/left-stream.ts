/** Begins to read a live stream, and leaves it. */
import { ConsoleApi } from '../../src/check/remote/console-api';
import { LiveStreamReader } from '../../src/check/remote/live-stream-reader';

export async function beginAndLeave(api: { readonly url: string }): Promise<true> {
  const stream = await LiveStreamReader.open(new ConsoleApi(api));
  const events = stream.events();
  await events.next();
  await events.return();
  return true;
}
