/**
 * A delivery as one HTML page that needs nothing else: to attach to a ticket, to open years later. Pure.
 *
 * Strangers wrote what is in it: everything is escaped, and the page forbids itself scripts and the network.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';
import { counted } from '../parts/numbers';
import type { Mark } from './code-lines';
import { REDACTED } from './curl';
import { reasonOf } from './delivery-facts';
import { headerLines } from './delivery-headers';
import { groupsOf, placesIn } from './finding-groups';
import { prettyOf } from './pretty';
import { dumpLines } from './raw';

const STYLE = `:root{color-scheme:light dark}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.2rem}h2{margin:1.8rem 0 .4rem;font-size:1rem}
table{border-collapse:collapse}th,td{padding:.15rem 1rem .15rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{min-width:9rem;font-weight:400;opacity:.75}
pre,code,h1 b{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace}
pre{padding:.8rem;border:1px solid #8886;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
li b{font-weight:600}`;

/** See the module. Only what the delivery itself says: nothing of this machine. */
export function sharedPage(delivery: Delivery, marks: readonly Mark[]): string {
  const { id, method, path, verdict, answer } = delivery;
  const title = `${method} ${path} ${verdict} ${answer.status}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Delivery ${escaped(id)}</title>
<style>${STYLE}</style>
<h1>Delivery ${escaped(id)}: <b>${escaped(title)}</b></h1>
${table(factsOf(delivery))}
${findingsOf(delivery, marks)}
<h2>Headers</h2>
${table(headerLines(delivery).map(([name, value]) => [name, value === REDACTED ? 'secret, not kept' : value]))}
<h2>Body</h2>
<pre>${escaped(bodyText(delivery))}</pre>
</html>
`;
}

function factsOf(delivery: Delivery): readonly (readonly [string, string])[] {
  const { receivedAt, remoteAddress, tlsVersion, bodySize, idempotencyKey, fault } = delivery;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Received', new Date(receivedAt).toISOString()],
    ['From', `${remoteAddress}${tlsVersion === null ? '' : ` over ${tlsVersion}`}`],
    ['Body', `${counted(bodySize, 'byte')}, ${delivery.findings.carrier ?? 'unreadable'}`],
    ['Idempotency-Key', idempotencyKey],
    ['Fault', fault],
    ['Reason', reasonOf(delivery)],
    ['Imported', delivery.origin && `It came in elsewhere, as ${delivery.origin.id}`],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function findingsOf(delivery: Delivery, marks: readonly Mark[]): string {
  if (marks.length === 0) return '';
  const places = placesIn(delivery, prettyOf(delivery), false);
  const items = groupsOf(marks).map(({ kind, message, marks: [first, ...others] }) => {
    const count = others.length > 0 ? ` × ${others.length + 1}` : '';
    const place = places === undefined ? '' : ` (${places(first.finding)})`;
    return `<li><b>${kind}</b> ${escaped(message)}${count}${place}</li>`;
  });
  return `<h2>Findings</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/** As the tab Body has it, with its line numbers; bytes that are no text as a dump. */
function bodyText(delivery: Delivery): string {
  const { body, bodyEncoding } = delivery;
  const pretty = prettyOf(delivery);
  if (pretty === undefined) {
    if (bodyEncoding === 'utf8') return body;
    return dumpLines(body)
      .map(({ parts }) => parts.map(({ text }) => text).join(''))
      .join('\n');
  }
  const width = String(pretty.lines.length).length;
  return pretty.lines
    .map(({ depth, parts }, index) => {
      const number = String(index + 1).padStart(width);
      return `${number}  ${'  '.repeat(depth)}${parts.map(({ text }) => text).join('')}`;
    })
    .join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, value]) => {
    return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`;
  });
  return `<table>\n${lines.join('\n')}\n</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
