/**
 * The picture of `wallstash doctor`: at a receiver that is right, and at one that shows a certificate for another name.
 * A terminal's text is laid out by the browser, so that the picture needs no terminal.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const COLOURS = {
  light: { page: '#ffffff', text: '#1f2328', '✗': '#b3261e', '✓': '#1a7f37', '!': '#9a6700' },
  dark: { page: '#0d1117', text: '#e6edf3', '✗': '#ff7b72', '✓': '#3fb950', '!': '#d29922' },
};

/** What the two runs print. `run` is a wallstash that runs in `directory`, beside a `serve`. */
export async function doctorOutput(run, directory) {
  const right = ['doctor', 'https://localhost:5044', '--ca', 'certs/ca.crt'];
  const wrong = ['doctor', 'https://localhost:5043', '--ca', 'certs/ca.crt'];
  await run('certs', 'server', 'logstash', '--out', 'other');
  const read = (name) => readFileSync(join(directory, 'other', name));
  const server = createServer({ cert: read('logstash.crt'), key: read('logstash.key') });
  server.listen(5043, '127.0.0.1');
  await once(server, 'listening');
  try {
    const texts = [];
    for (const args of [right, wrong])
      texts.push(`$ wallstash ${args.join(' ')}\n${await run(...args)}`);
    return texts.join('\n');
  } finally {
    server.close();
  }
}

/** Shows this text as a terminal does; resolves with where it stands. */
export async function showTerminal(page, text, colorScheme) {
  const { page: ground, text: ink } = COLOURS[colorScheme];
  await page.setContent(
    `<body style="margin:0;background:${ground}"><pre style="display:inline-block;margin:0;padding:20px;color:${ink};font:14px/1.45 monospace">${asHtml(text, colorScheme)}</pre></body>`,
  );
  return page.locator('pre');
}

/** A terminal colours the mark that a line begins with; a pipe gets none. */
function asHtml(text, colorScheme) {
  const escaped = text.trimEnd().replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
  return escaped.replace(
    /^[✓!✗]/gmu,
    (mark) => `<span style="color:${COLOURS[colorScheme][mark]}">${mark}</span>`,
  );
}
