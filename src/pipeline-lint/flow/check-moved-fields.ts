/**
 * Conditions and texts that ask for the fields of a request where they stood before the Elastic Common Schema (ECS).
 *
 * @module
 */
import {
  type Condition,
  type Operand,
  type Plugin,
  type Statement,
  type Value,
  pluginsIn,
} from '../grammar/syntax-tree';
import type { Comparison } from '../parsed-file';
import type { EventState } from './event-state';
import type { Loss } from './losses';

const NOW = '[@metadata][input][http][request][headers]';

/** Where the fields of a request stood, as they stand in a selector. */
type MovedField = 'headers' | 'host';

/** Finds them; an event as the input makes it says whether something else has set such a field. */
export function checkMovedFields(
  {
    filters,
    outputs,
    hasOtherInputs,
  }: {
    readonly filters: readonly Statement[];
    readonly outputs: readonly Statement[];
    readonly hasOtherInputs: boolean;
  },
  event: EventState | undefined,
  ecs: string,
): readonly Loss[] {
  if (event === undefined || event.isOpaque) return [];
  const moved = new Set<MovedField>();
  const mayWrite = (field: MovedField, isAny: (filter: Plugin) => boolean): boolean =>
    pluginsIn(filters).some((filter) => isAny(filter) || writes(filter, field));
  if (event.get('headers') === null && !mayWrite('headers', ({ name }) => name === 'ruby'))
    moved.add('headers');
  // The name is a common one: other inputs set it, and filters whose fields hang on what they read.
  const isMap = event.get('[host][ip]')?.kind === 'some';
  if (isMap && !hasOtherInputs && !mayWrite('host', maySetAnything)) moved.add('host');
  const losses: Loss[] = [];
  for (const statement of [...filters, ...outputs]) visit(statement, { losses, ecs, moved });
  return losses;
}

/** The others set no fields but those that their options name, and the json filter those of a notification. */
function maySetAnything({ name, attributes }: Plugin): boolean {
  const texts = (option: string): readonly string[] =>
    attributes.filter((one) => one.name === option).flatMap(({ value }) => textsIn(value));
  const isNamedByEvent = [...WRITING].flatMap(texts).some((text) => text.startsWith('%{'));
  if (isNamedByEvent) return true;
  if (name === 'json') return texts('target').length === 0 && texts('source').join() !== 'message';
  return !['date', 'drop', 'fingerprint', 'mutate', 'split', 'uuid'].includes(name);
}

/** Options that set the fields named in them. */
const WRITING = new Set(['add_field', 'copy', 'merge', 'rename', 'replace', 'target', 'update']);

function writes({ attributes }: Plugin, field: MovedField): boolean {
  const isIt = new RegExp(`^\\[?${field}\\b`);
  return attributes
    .filter(({ name }) => WRITING.has(name))
    .some(({ value }) => textsIn(value).some((text) => isIt.test(text)));
}

function textsIn(value: Value): readonly string[] {
  if (value.kind === 'array') return value.items.flatMap(textsIn);
  if (value.kind === 'hash')
    return value.entries.flatMap((entry) => [entry.key.text, ...textsIn(entry.value)]);
  return value.kind === 'plugin' ? [] : [value.text];
}

/** What is looked for, and what was found. */
interface Search {
  readonly losses: Loss[];
  readonly ecs: string;
  readonly moved: ReadonlySet<MovedField>;
}

function visit(statement: Statement, search: Search): void {
  const { losses, ecs, moved } = search;
  if (statement.kind === 'plugin') {
    if (moved.has('headers')) losses.push(...movedTexts(statement, ecs));
    return;
  }
  for (const { condition, statements } of statement.arms) {
    for (const { operator, operands } of condition === null ? [] : comparisonsIn(condition)) {
      if (moved.has('headers')) {
        const old = operands.filter(isOfHeaders);
        losses.push(...old.map((operand) => movedHeader(statement, operand, ecs)));
      }
      const [left, right] = operands;
      if (moved.has('host') && isHost(left) && isText(right))
        losses.push(movedHost(statement, { at: left.at, operator, ecs }));
    }
    for (const inside of statements) visit(inside, search);
  }
}

/** Texts that are made of such a field. */
function movedTexts(plugin: Plugin, ecs: string): readonly Loss[] {
  return plugin.attributes.flatMap(({ value, at }) => {
    const [found] = textsIn(value).flatMap((text) => /%\{(\[headers\][^}]*)\}/.exec(text) ?? []);
    if (found === undefined) return [];
    const now = found.replace('[headers]', NOW);
    const message = `${found} stays here as it is written: with ecs_compatibility ${ecs} the http input puts it at ${now.slice(2, -1)}.`;
    const remedy = `Write ${now}, or set request_headers_target_field => "headers" in the input.`;
    return [{ by: plugin, at, rule: 'ecs-moved' as const, message, remedy }];
  });
}

function comparisonsIn({ expressions }: Condition): readonly Comparison[] {
  return expressions.flatMap((expression) =>
    expression.kind === 'group' ? comparisonsIn(expression.condition) : [expression],
  );
}

type Selector = Extract<Operand, { readonly kind: 'selector' }>;

function isOfHeaders(operand: Operand): operand is Selector {
  return operand.kind === 'selector' && operand.text.startsWith('[headers]');
}

function isHost(operand: Operand | undefined): operand is Selector {
  return operand?.kind === 'selector' && operand.text === '[host]';
}

/** What a map never equals, matches or is in. */
function isText(operand: Operand | undefined): boolean {
  return operand !== undefined && ['string', 'number', 'regexp', 'array'].includes(operand.kind);
}

function movedHeader(by: Loss['by'], { text, at }: Selector, ecs: string): Loss {
  const now = text.replace('[headers]', NOW);
  return {
    by,
    at,
    rule: 'ecs-moved',
    message: `${text} is never there: with ecs_compatibility ${ecs} the http input puts it at ${now}. So the condition is the same for every event, of one notification as of any other body.`,
    remedy: `Write ${now}, or set request_headers_target_field => "headers" in the input.`,
  };
}

function movedHost(
  by: Loss['by'],
  { at, operator, ecs }: { readonly at: number; readonly operator: string; readonly ecs: string },
): Loss {
  return {
    by,
    at,
    rule: 'ecs-moved',
    message: `[host] is a map: with ecs_compatibility ${ecs} the http input puts the sender's address at [host][ip]. So ${operator} gives the same for every event, of one notification as of any other body.`,
    remedy: 'Write [host][ip], or set remote_host_target_field => "host" in the input.',
  };
}
