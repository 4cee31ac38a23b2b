/**
 * Sends a body through a pipeline in thought: from an http input through the filters to the outputs.
 *
 * Where a condition hangs on what is not known both ways are gone, and what comes of them is joined again, so that the
 * work grows with the pipeline and not with its ways.
 *
 * @module
 */
import type { Branch, Plugin, Statement } from '../grammar/syntax-tree';
import { and, type Assumptions, evaluate, not } from './evaluate';
import { EventState } from './event-state';
import type { Truth } from './event-state';
import { applyFilter } from './filters';
import type { FilterContext } from './filters';
import type { Loss } from './losses';

/** Events that are followed at one time; more are taken for unknown. */
const MOST_EVENTS = 8;

/** What became of a body in the filters. */
export interface Filtered {
  readonly events: readonly EventState[];
  readonly losses: readonly Loss[];
  /** The filter that certainly dropped all there was. */
  readonly droppedBy: Plugin | null;
}

/** Sends events through the filters. */
export function runFilters(
  statements: readonly Statement[],
  events: readonly EventState[],
  { body, hasEscapes }: Omit<FilterContext, 'losses'>,
): Filtered {
  const run = new FilterRun({ body, hasEscapes, losses: [] });
  const left = run.statements(statements, events);
  return {
    events: left,
    losses: run.context.losses,
    droppedBy: left.length === 0 ? run.lastDrop : null,
  };
}

class FilterRun {
  readonly context: FilterContext;
  lastDrop: Plugin | null = null;

  constructor(context: FilterContext) {
    this.context = context;
  }

  statements(
    statements: readonly Statement[],
    events: readonly EventState[],
  ): readonly EventState[] {
    let current = events;
    for (const statement of statements) {
      if (current.length === 0) break;
      const next =
        statement.kind === 'plugin'
          ? current.flatMap((event) => this.#plugin(statement, event))
          : current.flatMap((event) => this.#branch(statement, event));
      current = next.length > MOST_EVENTS ? [unknownEvent(next)] : next;
    }
    return current;
  }

  #plugin(plugin: Plugin, event: EventState): readonly EventState[] {
    const left = applyFilter(plugin, event, this.context);
    if (left.length === 0) this.lastDrop = plugin;
    return left;
  }

  #branch({ arms }: Branch, event: EventState): readonly EventState[] {
    const ways: EventState[][] = [];
    for (const { condition, statements } of arms) {
      const truth = condition === null ? 'yes' : evaluate(condition, event);
      if (truth === 'no') continue;
      const one = new EventState(event);
      if (truth === 'perhaps' || ways.length > 0) one.isPerhaps = true;
      ways.push([...this.statements(statements, [one])]);
      if (truth === 'yes') return joined(ways, event);
    }
    ways.push([event]);
    return joined(ways, event);
  }
}

/** One event for ways that came to the same; else all that came of them. */
function joined(ways: readonly EventState[][], before: EventState): readonly EventState[] {
  const [only, ...more] = ways;
  if (only === undefined) return [before];
  if (more.length === 0) return only;
  const wasPerhaps = before.isPerhaps;
  const all = ways.flat();
  if (ways.every((events) => events.length === 1)) {
    const merged = merge(all);
    merged.isPerhaps = wasPerhaps;
    return [merged];
  }
  // Some way drops or splits: each of what is left is there perhaps.
  const left = ways.every((events) => events.length <= 1) ? [merge(all)] : all;
  for (const event of left) event.isPerhaps = true;
  return left;
}

/** Joins events into the first of them. */
function merge(events: readonly EventState[]): EventState {
  const [merged = new EventState(), ...rest] = events;
  for (const event of rest) mergeInto(merged, event);
  return merged;
}

function mergeInto(merged: EventState, event: EventState): void {
  merged.mergeFields(event);
  for (const tag of merged.tags) {
    if (event.tags.has(tag)) continue;
    merged.tags.delete(tag);
    merged.maybeTags.add(tag);
  }
  for (const tag of event.tags) if (!merged.tags.has(tag)) merged.maybeTags.add(tag);
  for (const tag of event.maybeTags) if (!merged.tags.has(tag)) merged.maybeTags.add(tag);
  merged.hasOtherFields ||= event.hasOtherFields;
  merged.isOpaque ||= event.isOpaque;
  merged.isParsed &&= event.isParsed;
  merged.failedAt ??= event.failedAt;
}

function unknownEvent(events: readonly EventState[]): EventState {
  const merged = merge(events);
  merged.isOpaque = true;
  return merged;
}

/** Whether an event reaches an output. */
export interface Reached {
  readonly plugin: Plugin;
  readonly truth: Truth;
}

/** Follows an event to the outputs. `unknowns` collects what hung on something that is not known. */
export function reachedOutputs(
  statements: readonly Statement[],
  event: EventState,
  assumed?: Assumptions,
  unknowns = new Set<string>(),
): readonly Reached[] {
  const reached: Reached[] = [];
  const follow = (inside: readonly Statement[], way: Truth): void => {
    for (const statement of inside) {
      if (statement.kind === 'plugin') {
        reached.push({ plugin: statement, truth: way });
        continue;
      }
      let open: Truth = way;
      for (const { condition, statements: arm } of statement.arms) {
        const truth = condition === null ? 'yes' : evaluate(condition, event, assumed, unknowns);
        follow(arm, and(open, truth));
        open = and(open, not(truth));
      }
    }
  };
  follow(statements, 'yes');
  return reached;
}

/** Most unknowns whose every combination is tried. */
const MOST_UNKNOWNS = 8;

/** Whether an event can be left without an output: `yes` when it certainly is. */
export function missesOutputs(statements: readonly Statement[], event: EventState): Truth {
  const unknowns = new Set<string>();
  const reached = reachedOutputs(statements, event, undefined, unknowns);
  if (reached.some(({ truth }) => truth === 'yes')) return 'no';
  if (reached.every(({ truth }) => truth === 'no')) return 'yes';
  const keys = [...unknowns].slice(0, MOST_UNKNOWNS);
  for (let bits = 0; bits < 2 ** keys.length; bits += 1) {
    const assumed = new Map(keys.map((key, index) => [key, ((bits >> index) & 1) === 1]));
    const outcome = reachedOutputs(statements, event, assumed);
    if (outcome.every(({ truth }) => truth === 'no')) return 'perhaps';
  }
  return 'no';
}
