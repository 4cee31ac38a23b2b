import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// A flag that V8 does not know (any more) it tells on standard error, to whoever started `serve`.
test('the V8 of this Node knows what it is told about collecting', () => {
  const helper = join(__dirname, '../helpers/run-typescript.mjs');
  const module = 'src/cli/serve/garbage-collection.ts';
  const { status, stderr } = spawnSync(
    process.execPath,
    [helper, module, 'collectForShortRequests', 'null'],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
