/**
 * The tests in the Ruby files of the pipelines, on the real JRuby of Maven Central: that of Logstash 9.5 where Java is 21
 * or later, that of Logstash 8.19 on an older one. `scripts/fetch-jruby.mjs` gets it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { stdout } = spawnSync(
  process.execPath,
  [join(ROOT, 'scripts', 'fetch-jruby.mjs'), '--where'],
  {
    encoding: 'utf8',
  },
);
const jar = stdout.trim();
const isThere = existsSync(jar);
const reason = isThere
  ? ''
  : ' (skipped: no JRuby here; with Java and Maven, node scripts/fetch-jruby.mjs)';

(isThere ? test : test.skip).each(['pipeline/notifications.rb', 'sinks/shorten.rb'])(
  `the tests in %s hold on JRuby${reason}`,
  (file) => {
    const args = ['-jar', jar, join(__dirname, 'ruby-filter.rb'), join(ROOT, 'logstash', file)];
    const { status, stdout: lines } = spawnSync('java', args, { encoding: 'utf8' });

    expect(
      lines
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('ok ')),
    ).toEqual([]);
    expect(lines.trim().split('\n').length).toBeGreaterThan(3);
    expect(status).toBe(0);
  },
);
