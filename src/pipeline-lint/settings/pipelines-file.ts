/**
 * `pipelines.yml`: its entries, and the pipelines that they lead to.
 *
 * @module
 */
import { isSeq } from 'yaml';
import type { Document, Node } from 'yaml';

import type { LintFile } from '../finding';
import { parsePipeline } from '../grammar/parse-pipeline';
import { type Environment, hasVariable, withValues } from '../values';
import { embeddedFile } from './embedded-file';
import { readEntry, settingText } from './settings-file';
import type { Setting, Settings } from './settings-file';

/** One entry: where its pipeline is. */
export interface PipelineEntry {
  readonly settings: Settings;
  /** The value of `config.string`, which goes before `path.config`. */
  readonly embedded: LintFile | null;
  readonly path: ConfigPath | null;
}

/** The value of `path.config`. */
export interface ConfigPath {
  readonly written: string;
  /** With values for its variables; `null` when one has neither value nor default. */
  readonly pattern: string | null;
  /** Where it stands. */
  readonly at: number;
}

/** The entries of a list; what is no map is left out. */
export function entriesIn(
  node: Node | null,
  file: LintFile,
  environment: Environment,
): readonly PipelineEntry[] {
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const settings = readEntry(item as Node);
    return settings === null ? [] : [entryOf(settings, file, environment)];
  });
}

function entryOf(settings: Settings, file: LintFile, environment: Environment): PipelineEntry {
  const string = settings.byName.get('config.string');
  const path = settings.byName.get('path.config');
  // An empty string is one too: Logstash then reads standard input, whatever path.config says.
  const hasString = settingText(string) !== null;
  const embedded = hasString ? embeddedFile(string?.node ?? null, file) : null;
  return {
    settings,
    embedded: embedded === null ? null : readable(embedded, environment),
    path: hasString || path === undefined ? null : pathOf(path, environment),
  };
}

/** Logstash puts values in place of variables before it reads the string, so that one may stand where no text may. */
function readable(file: LintFile, environment: Environment): LintFile {
  const { within } = file;
  if (within === undefined || !hasVariable(file.text)) return file;
  if (parsePipeline(file.text).syntaxError === null) return file;
  const parts = [...file.text.matchAll(/\$\{[^}]*\}|[^]/g)].map(({ 0: part, index }) => {
    const text = withValues(part, environment) ?? part;
    return { text, offsets: text.split('').map(() => within.offsets[index] ?? 0) };
  });
  const offsets = parts.flatMap((part) => part.offsets);
  const text = parts.map((part) => part.text).join('');
  return {
    ...file,
    text,
    within: { ...within, offsets: [...offsets, within.offsets.at(-1) ?? 0] },
  };
}

function pathOf(setting: Setting, environment: Environment): ConfigPath | null {
  const written = settingText(setting);
  if (written === null || written === '') return null;
  const bare = written.replace(/^file:\/\//i, '');
  return { written: bare, pattern: withValues(bare, environment), at: setting.at };
}

/** The node of a document that holds its settings. */
export function contentsOf(document: Document | undefined): Node | null {
  return document?.contents ?? null;
}
