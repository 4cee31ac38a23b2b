/**
 * Inputs that listen on one port, in one pipeline or in several of one Logstash, or on one that is none.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Plugin } from '../grammar/syntax-tree';
import type { ParsedFile, PluginUse } from '../parsed-file';
import { attributeOf, textOf } from '../values';
import { failsAtStart } from './fails-at-start';

/** Inputs that listen: on what, and where when no port is given. */
const LISTENERS: ReadonlyMap<string, { readonly on: readonly string[]; readonly port?: string }> =
  new Map([
    ['http', { on: ['tcp'], port: '8080' }],
    ['tcp', { on: ['tcp'] }],
    ['beats', { on: ['tcp'] }],
    ['elastic_agent', { on: ['tcp'] }],
    ['logstash', { on: ['tcp'], port: '9800' }],
    ['syslog', { on: ['tcp', 'udp'], port: '514' }],
    ['udp', { on: ['udp'] }],
    ['snmptrap', { on: ['udp'], port: '1062' }],
  ]);

/** A port in use, and by what. */
interface Listener {
  readonly plugin: Plugin;
  readonly file: ParsedFile;
  readonly on: string;
  readonly host: string;
  readonly port: string;
}

/** Problems by file. The later of two inputs is the one that is found. */
export function checkPorts(files: readonly ParsedFile[]): ReadonlyMap<ParsedFile, Problem[]> {
  const problems = new Map<ParsedFile, Problem[]>();
  const taken = new Map<string, Listener[]>();
  for (const listener of files.flatMap((file) => listenersIn(file))) {
    const key = `${listener.on} ${listener.port}`;
    const others = taken.get(key) ?? [];
    const other = others.find((one) => one.plugin !== listener.plugin && meet(one, listener));
    const problem = other === undefined ? noPort(listener) : portTaken(listener, other);
    if (problem !== null) {
      const found = problems.get(listener.file) ?? [];
      found.push(problem);
      problems.set(listener.file, found);
    }
    taken.set(key, [...others, listener].slice(0, 10));
  }
  return problems;
}

function listenersIn(file: ParsedFile): readonly Listener[] {
  return file.plugins.flatMap((use) => listenersOf(use).map((one) => ({ ...one, file })));
}

function listenersOf({ kind, plugin }: PluginUse): readonly Omit<Listener, 'file'>[] {
  const listens = kind === 'input' ? LISTENERS.get(plugin.name) : undefined;
  if (listens === undefined || textOf(attributeOf(plugin, 'mode')?.value) === 'client') return [];
  const given = attributeOf(plugin, 'port');
  const port = given === undefined ? listens.port : textOf(given.value);
  const hostGiven = attributeOf(plugin, 'host');
  const host = hostGiven === undefined ? '0.0.0.0' : textOf(hostGiven.value);
  if (port === undefined || port === null || port === '0' || host === null) return [];
  return listens.on.map((on) => ({ plugin, on, host, port }));
}

function meet(a: Listener, b: Listener): boolean {
  const all = ['0.0.0.0', '::'];
  return a.host === b.host || all.includes(a.host) || all.includes(b.host);
}

/** Of one that listens in two ways it is told once. */
function noPort({ plugin, port, on }: Listener): Problem | null {
  const number = Number(port);
  const isFirst = LISTENERS.get(plugin.name)?.on[0] === on;
  if (!isFirst || Number.isNaN(number) || (number >= 0 && number <= 65_535)) return null;
  const message = `input ${plugin.name} cannot listen on port ${port}: the pipeline ends when it starts.`;
  const at = attributeOf(plugin, 'port')?.at ?? plugin.at;
  return failsAtStart(at, message, 'Give it a port from 1 to 65535.');
}

function portTaken({ plugin, port, on }: Listener, other: Listener): Problem {
  const message = `Port ${port} (${on}) is also that of the input ${other.plugin.name} in ${other.file.name}: one of the two never starts.`;
  const at = attributeOf(plugin, 'port')?.at ?? plugin.at;
  return { at, rule: 'port-taken', message, remedy: 'Give each a port of its own.' };
}
