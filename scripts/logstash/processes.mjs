/** Processes and ports of `npm run test:logstash`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { ROOT } from '../prepare.mjs';

/** What is to end when this is told to end. */
const children = new Set();
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = true;
    for (const child of children) child.kill('SIGTERM');
  });
}

/** Whether this was told to end. */
export const isStopped = () => stopped;

/** Resolves to the exit code; a stop ends the program, unless it is to run always. */
export async function run(
  program,
  args,
  { env = process.env, quiet = false, always = false } = {},
) {
  if (stopped && !always) return 1;
  const output = quiet ? 'ignore' : 'inherit';
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', output, 'inherit'] });
  if (!always) children.add(child);
  const [code] = await once(child, 'exit');
  children.delete(child);
  return code ?? 1;
}

/** A port of this machine that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
