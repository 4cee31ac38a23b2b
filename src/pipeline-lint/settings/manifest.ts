/**
 * YAML files of other tools in which pipelines stand: Kubernetes, the Elastic operator (ECK), Helm values, Compose.
 *
 * @module
 */
import { isAlias, isMap, isScalar } from 'yaml';
import type { Document, Node } from 'yaml';

import { entriesOf } from './yaml-file';
import type { YamlEntry } from './yaml-file';

/** What a file is, and the parts of it that concern Logstash. */
export interface Manifest {
  /** In words, for messages. */
  readonly kind: string;
  /** Strings with pipelines; those of one list are joined to one pipeline, as files of one folder are. */
  readonly pipelines: readonly (readonly Node[])[];
  /** Strings that hold a `pipelines.yml` or `logstash.yml`, by that name. */
  readonly settings: readonly { readonly name: string; readonly node: Node }[];
  /** Lists of entries as in `pipelines.yml`. */
  readonly entries: readonly Node[];
  /** Maps as in `logstash.yml`. */
  readonly config: readonly Node[];
}

/** Recognises a document; `null` when it is none of these. */
export function readManifest(document: Document): Manifest | null {
  const root = document.contents;
  const at = (...path: readonly string[]): Node | null => find(document, root, path);
  const kind = textOf(at('kind'));
  if (at('apiVersion') !== null && kind !== null) return kubernetes(kind, at);
  if (isMap(at('services')) || isMap(at('configs'))) return compose(document, at);
  if (isMap(at('logstashPipeline')) || isMap(at('logstashConfig'))) {
    return ofParts('values of a Helm chart', [at('logstashPipeline'), at('logstashConfig')]);
  }
  return null;
}

type Finder = (...path: readonly string[]) => Node | null;

function kubernetes(kind: string, at: Finder): Manifest {
  if (kind === 'Logstash') {
    return {
      ...EMPTY,
      kind: 'a Logstash of the Elastic operator (ECK)',
      entries: [at('spec', 'pipelines')].filter((node) => node !== null),
      config: [at('spec', 'config')].filter((node) => node !== null),
    };
  }
  return ofParts(`a Kubernetes ${kind}`, [at('data'), at('stringData')]);
}

const EMPTY: Omit<Manifest, 'kind'> = { pipelines: [], settings: [], entries: [], config: [] };

/** Maps of file names to texts: all pipelines of one map lie in one folder. */
function ofParts(kind: string, maps: readonly (Node | null)[]): Manifest {
  const entries = maps.map((map) => (isMap(map) ? entriesOf(map) : []));
  const pipelines = entries
    .map((list) => list.filter(isPipeline).flatMap(({ value }) => value ?? []))
    .filter((list) => list.length > 0);
  const settings = entries.flat().flatMap(({ name, value }) => {
    const isSettings = name === 'pipelines.yml' || name === 'logstash.yml';
    return isSettings && value !== null ? [{ name, node: value }] : [];
  });
  return { ...EMPTY, kind, pipelines, settings };
}

function compose(document: Document, at: Finder): Manifest {
  const configs = at('configs');
  const contents = (isMap(configs) ? entriesOf(configs) : []).flatMap(
    ({ name, value, at: place }) => {
      const content = find(document, value, ['content']);
      return content === null ? [] : [{ name, at: place, value: content }];
    },
  );
  const services = at('services');
  const strings = (isMap(services) ? entriesOf(services) : []).flatMap(({ value }) => {
    const string = find(document, value, ['environment', 'CONFIG_STRING']);
    return string === null ? [] : [[string]];
  });
  const pipelines = contents.filter(isPipeline).map(({ value }) => value);
  return {
    ...EMPTY,
    kind: 'a Compose file',
    pipelines: [...strings, ...(pipelines.length === 0 ? [] : [pipelines])],
  };
}

/** A name that says so, or a text that begins as one. */
function isPipeline({ name, value }: YamlEntry): boolean {
  const text = textOf(value);
  if (text === null) return false;
  return name.endsWith('.conf')
    ? /\b(?:input|filter|output)\s*\{/.test(text)
    : /^\s*(?:#[^\n]*\n\s*)*(?:input|filter|output)\s*\{/.test(text);
}

function find(document: Document, from: Node | null, path: readonly string[]): Node | null {
  let node: Node | null = resolved(document, from);
  for (const name of path) {
    if (!isMap(node)) return null;
    const entry = entriesOf(node).findLast((one) => one.name === name);
    node = resolved(document, entry?.value ?? null);
  }
  return node;
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? null) : node;
}

function textOf(node: Node | null): string | null {
  return isScalar(node) && typeof node.value === 'string' ? node.value : null;
}
