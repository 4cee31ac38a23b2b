/**
 * Checks the scenario `burst` through the stand-in with each of these many notifications, and prints as JSON how many
 * bytes the heap holds at the end of each, while the check still knows all that it sent:
 * `node --expose-gc memory-check.mjs COUNT…`
 */
import { require } from './load-typescript.mjs';

const { runCheck } = require('../../src/check/run-check.ts');
const { memoryJournal } = require('../../src/journal/memory/memory-journal.ts');
const { startLogstash } = require('./logstash/logstash.ts');
const { startTestReceiver } = require('./receiver.ts');

async function heapAfter(burst) {
  const journal = memoryJournal({ keep: 100 }); // as the command does
  const receiver = await startTestReceiver({ onViolation: 'accept' }, { journal });
  const logstash = await startLogstash({ pipeline: 'good', to: receiver });
  let heap = 0;
  const { passed, scenarios } = await runCheck({
    through: { url: logstash.url, ca: logstash.ca },
    arrivals: journal,
    abilities: { settled: () => logstash.settled() },
    only: ['burst'],
    burst,
    settle: 0,
    onScenario() {
      globalThis.gc();
      heap = process.memoryUsage().heapUsed;
    },
  });
  await logstash.close();
  await receiver[Symbol.asyncDispose]();
  return { passed, arrived: scenarios[0].findings.arrived, heap };
}

const runs = [];
for (const count of process.argv.slice(2)) runs.push(await heapAfter(Number(count)));
console.log(JSON.stringify(runs));
