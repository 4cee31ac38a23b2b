import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { createSender } from 'wallstash';

/** Sends each line of a file as a body of its own; resolves with the counts. */
export async function replay(file, { url, ca }) {
  const sender = createSender({ url, ca });
  try {
    return await sender.sendAll(bodiesOf(file), { concurrency: 4 });
  } finally {
    sender.close();
  }
}

async function* bodiesOf(file) {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== '') yield Buffer.from(line);
  }
}
