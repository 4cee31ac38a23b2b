/**
 * Conditions and texts that ask for the fields of a request where they stood before the Elastic Common Schema (ECS).
 *
 * @module
 */
import type { Condition, Operand, Plugin, Statement, Value } from '../grammar/syntax-tree';
import type { EventState } from './event-state';
import type { Loss } from './losses';

const NOW = '[@metadata][input][http][request][headers]';

/** Finds them; an event as the input makes it says whether something else has set such a field. */
export function checkMovedFields(
  {
    filters,
    outputs,
  }: { readonly filters: readonly Statement[]; readonly outputs: readonly Statement[] },
  event: EventState | undefined,
  ecs: string,
): readonly Loss[] {
  if (event === undefined || event.isOpaque || event.get('headers') !== null) return [];
  if (setsHeaders([...filters])) return [];
  const losses: Loss[] = [];
  for (const statement of [...filters, ...outputs]) visit(statement, losses, ecs);
  return losses;
}

/** Some filter writes [headers] itself, or may. */
function setsHeaders(statements: readonly Statement[]): boolean {
  return statements.some((statement) =>
    statement.kind === 'branch'
      ? statement.arms.some((arm) => setsHeaders(arm.statements))
      : writesHeaders(statement),
  );
}

function writesHeaders({ name, attributes }: Plugin): boolean {
  if (name === 'ruby') return true;
  return attributes.some(({ name: option, value }) => {
    if (!['add_field', 'rename', 'copy', 'replace', 'target'].includes(option)) return false;
    return textsIn(value).some((text) => /^\[?headers\b/.test(text));
  });
}

function textsIn(value: Value): readonly string[] {
  if (value.kind === 'array') return value.items.flatMap(textsIn);
  if (value.kind === 'hash')
    return value.entries.flatMap((entry) => [entry.key.text, ...textsIn(entry.value)]);
  return value.kind === 'plugin' ? [] : [value.text];
}

function visit(statement: Statement, losses: Loss[], ecs: string): void {
  if (statement.kind === 'plugin') return;
  for (const { condition, statements } of statement.arms) {
    if (condition !== null) {
      for (const operand of operandsIn(condition)) {
        if (operand.kind !== 'selector' || !operand.text.startsWith('[headers]')) continue;
        losses.push(moved(statement, operand, ecs));
      }
    }
    for (const inside of statements) visit(inside, losses, ecs);
  }
}

function operandsIn({ expressions }: Condition): readonly Operand[] {
  return expressions.flatMap((expression) =>
    expression.kind === 'group' ? operandsIn(expression.condition) : expression.operands,
  );
}

function moved(
  by: Loss['by'],
  { text, at }: { readonly text: string; readonly at: number },
  ecs: string,
): Loss {
  const now = text.replace('[headers]', NOW);
  return {
    by,
    at,
    rule: 'ecs-moved',
    message: `${text} is never there: with ecs_compatibility ${ecs} the http input puts it at ${now}. So the condition is the same for every event, of one notification as of any other body.`,
    remedy: `Write ${now}, or set request_headers_target_field => "headers" in the input.`,
  };
}
