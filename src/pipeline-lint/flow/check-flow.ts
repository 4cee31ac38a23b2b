/**
 * Follows what Wallarm sends through each pipeline that has an http input, and tells where it is lost.
 *
 * @module
 */
import type { ParsedSource } from '../pipeline-source';
import {
  type Branch,
  type Plugin,
  type SectionKind,
  type Statement,
  pluginsIn,
} from '../grammar/syntax-tree';
import type { ParsedFile } from '../parsed-file';
import { attributeOf, fieldsIn, textOf } from '../values';
import { BODIES } from './bodies';
import type { Body } from './bodies';
import { checkMovedFields } from './check-moved-fields';
import { checkPaths } from './check-paths';
import { checkTexts } from './check-texts';
import type { EventState } from './event-state';
import { CONTENT_TYPES, eventsOf } from './http-input';
import type { Loss } from './losses';
import { missesOutputs, reachedOutputs, runFilters } from './run';
import type { Filtered } from './run';

/** A pipeline as the bodies go through it: its sections joined, as Logstash joins them. */
interface Way {
  readonly filters: readonly Statement[];
  readonly outputs: readonly Statement[];
  readonly ecs: string;
  readonly hasDefaults: boolean;
  readonly isWhole: boolean;
  readonly hasEscapes: boolean;
  /** Events come from more than one input. */
  readonly hasOtherInputs: boolean;
}

/** What comes of a body in the end. */
interface Outcome extends Filtered {
  readonly body: Body;
}

/** Losses of a pipeline. */
export function checkFlow(pipeline: ParsedSource): readonly Loss[] {
  const { files, ecsCompatibility = 'v8', hasDefaults = false } = pipeline;
  const { isWhole = false, hasEscapes = false } = pipeline;
  // What stands behind a syntax error would be missed.
  if (files.some(({ syntaxError }) => syntaxError !== null)) return [];
  const all = pluginsIn(sectionsOf(files, 'input'));
  const inputs = all.filter(({ name }) => name === 'http');
  const way: Way = {
    filters: sectionsOf(files, 'filter'),
    outputs: sectionsOf(files, 'output'),
    ecs: ecsCompatibility,
    hasDefaults,
    isWhole,
    hasEscapes,
    hasOtherInputs: all.length > 1,
  };
  // More of them are in no pipeline, and each is a way of its own.
  return inputs.slice(0, 20).flatMap((input) => lossesFrom(input, way));
}

function sectionsOf(files: readonly ParsedFile[], kind: SectionKind): readonly Statement[] {
  return files.flatMap(({ sections }) =>
    sections.filter((section) => section.kind === kind).flatMap(({ statements }) => statements),
  );
}

function lossesFrom(input: Plugin, way: Way): readonly Loss[] {
  const ndjson = CONTENT_TYPES.map((contentType) => send(input, BODIES.ndjson, contentType, way));
  const [array, object, malformed] = ([BODIES.array, BODIES.object, BODIES.malformed] as const).map(
    (body) => send(input, body, 'application/json', way),
  );
  const good = [array, object, ...ndjson].filter((outcome) => outcome !== undefined);
  const own = textOf(attributeOf(input, 'ecs_compatibility')?.value) ?? way.ecs;
  const first = object?.events[0] ?? null;
  return [
    ...good.flatMap(({ losses }) => losses),
    ...noQuarantine(malformed, object, way.outputs),
    ...unreached(good, way),
    ...(way.isWhole && pluginsIn(way.outputs).length === 0 ? [withoutOutput(input)] : []),
    ...(own === 'disabled' ? [] : checkMovedFields(way, started(input, way), own)),
    ...(first === null
      ? []
      : [
          ...deepBody(first, way),
          ...checkPaths(first, way.outputs),
          ...checkTexts(first, way.outputs),
        ]),
  ];
}

function started(input: Plugin, { ecs }: Way): EventState | undefined {
  return eventsOf(input, BODIES.object, { contentType: 'application/json', ecs }).events[0];
}

function send(
  input: Plugin,
  body: Body,
  contentType: string,
  { filters, ecs, hasEscapes }: Way,
): Outcome {
  const { events, losses } = eventsOf(input, body, { contentType, ecs });
  const filtered = runFilters(filters, events, { body, hasEscapes });
  return { ...filtered, losses: [...losses, ...filtered.losses], body };
}

/** A body that is not JSON must come to rest somewhere else than all others. */
function noQuarantine(
  malformed: Outcome | undefined,
  good: Outcome | undefined,
  outputs: readonly Statement[],
): readonly Loss[] {
  const event = malformed?.events[0];
  const failed = event?.failedAt ?? null;
  if (malformed === undefined || good === undefined) return [];
  if (malformed.droppedBy !== null) {
    if (good.droppedBy !== null) return [];
    return [droppedUnread(malformed.droppedBy, malformed.body)];
  }
  if (event === undefined || event.isOpaque || failed === null) return [];
  const [tag = '_jsonparsefailure'] = failed.tags;
  const goodEvent = good.events[0];
  const normal = new Map(
    goodEvent === undefined
      ? []
      : reachedOutputs(outputs, goodEvent).map((one) => [one.plugin, one.truth]),
  );
  const ways = reachedOutputs(outputs, event);
  const apart = ways.filter(
    ({ plugin, truth }) =>
      truth !== 'no' &&
      ((normal.get(plugin) !== 'yes' && normal.get(plugin) !== truth) ||
        (goodEvent !== undefined && goesElsewhere(plugin, event, goodEvent))),
  );
  if (apart.some(({ plugin }) => !isNull(plugin))) return [];
  const [thrownAway] = apart;
  if (
    thrownAway !== undefined &&
    !ways.some(({ plugin, truth }) => !isNull(plugin) && truth !== 'no')
  )
    return [droppedUnread(thrownAway.plugin, malformed.body)];
  const isNowhere = ways.length > 0 && ways.every(({ truth }) => truth === 'no');
  const tagged = failed.tags.length === 0 ? ' without a tag' : ` tagged ${failed.tags.join(', ')}`;
  const fate = isNowhere ? 'reaches no output' : 'goes on like any other';
  const message = `A body that is not JSON, such as ${malformed.body.text}, is answered 200, becomes an event${tagged}, and ${fate}.`;
  const remedy = `Send it elsewhere: if "${tag}" in [tags] { file { … } } in the output.`;
  const by = failed.plugin as Plugin;
  return [{ by, at: by.at, rule: 'no-quarantine', message, remedy }];
}

/** Whether a name in the output, of a file, an index or a topic, is made of a field that says what failed. */
function goesElsewhere({ attributes }: Plugin, failed: EventState, good: EventState): boolean {
  return attributes.some(({ value }) =>
    fieldsIn(value).some(({ field }) => {
      const [one, other] = [failed.get(field), good.get(field)];
      return one?.kind === 'text' && other?.kind === 'text' && one.text !== other.text;
    }),
  );
}

function droppedUnread(by: Plugin, { text }: Body): Loss {
  const message = `A body that is not JSON, such as ${text}, is answered 200 and dropped here: nobody learns of it.`;
  const remedy = 'Send it to a file instead.';
  return { by, at: by.at, rule: 'no-quarantine', message, remedy };
}

/** The output null is a drop at the end. */
function isNull({ name }: Plugin): boolean {
  return name === 'null';
}

/** Notifications for which no output is left, or that a filter drops whatever they say. */
function unreached(outcomes: readonly Outcome[], way: Way): readonly Loss[] {
  const dropped = outcomes.find(({ droppedBy }) => droppedBy !== null);
  if (dropped !== undefined && dropped.droppedBy !== null) {
    const by = dropped.droppedBy;
    const message = `Every event is dropped here: ${dropped.body.words} is answered 200 and arrives nowhere.`;
    return [
      { by, at: by.at, rule: 'no-output', message, remedy: 'Correct the condition above it.' },
    ];
  }
  const thrownAway = alwaysToNull(outcomes, way.outputs);
  if (thrownAway !== null) return [thrownAway];
  const branch = way.outputs.find((statement): statement is Branch => statement.kind === 'branch');
  if (branch === undefined || (way.hasDefaults && pluginsIn(way.outputs).length === 0)) return [];
  for (const { events, body } of outcomes) {
    for (const event of events) {
      if (event.isOpaque) continue;
      const misses = missesOutputs(way.outputs, event);
      if (misses === 'no') continue;
      const what =
        misses === 'yes' ? body.words : 'an event for which none of these conditions holds';
      const message = `No output is left for some events: ${what} is answered 200 and vanishes.`;
      const remedy = 'Add an else with an output, such as a file.';
      return [{ by: branch, at: branch.at, rule: 'no-output', message, remedy }];
    }
  }
  return [];
}

function withoutOutput(input: Plugin): Loss {
  const message = 'This pipeline has no output: every notification is answered 200 and vanishes.';
  const remedy = 'Add one, or the file that has it to path.config.';
  return { by: input, at: input.at, rule: 'no-output', message, remedy };
}

/** Every event goes to the output null, though there are others. Where there is no other it stands there on purpose. */
function alwaysToNull(outcomes: readonly Outcome[], outputs: readonly Statement[]): Loss | null {
  if (pluginsIn(outputs).every(isNull)) return null;
  for (const { events, body } of outcomes) {
    const reached = events.map((event) => (event.isOpaque ? [] : reachedOutputs(outputs, event)));
    const [by] = reached.flat().flatMap(({ plugin, truth }) => (truth === 'yes' ? plugin : []));
    const isAlways = reached.every(
      (ways) =>
        ways.some(({ truth }) => truth === 'yes') &&
        ways.every(({ plugin, truth }) => truth === 'no' || isNull(plugin)),
    );
    if (by === undefined || !isAlways) continue;
    const message = `Every event is thrown away here: ${body.words} is answered 200 and arrives nowhere.`;
    const remedy = 'Correct the condition above it.';
    return { by, at: by.at, rule: 'no-output', message, remedy };
  }
  return null;
}

/** What was read as JSON and is printed by rubydebug, which is also the default of stdout. */
function deepBody(event: EventState, { outputs }: Way): readonly Loss[] {
  if (!event.isParsed || event.isOpaque) return [];
  return reachedOutputs(outputs, event)
    .filter(({ plugin, truth }) => truth !== 'no' && isRubydebug(plugin))
    .map(({ plugin }) => ({
      by: plugin,
      at: attributeOf(plugin, 'codec')?.at ?? plugin.at,
      rule: 'deep-body' as const,
      message:
        'rubydebug prints what the http input took: a deeply nested body is answered 200 and ends the whole process.',
      remedy: 'Remove this output, or write lines: codec => json_lines.',
    }));
}

function isRubydebug(plugin: Plugin): boolean {
  const codec = attributeOf(plugin, 'codec');
  if (codec === undefined) return plugin.name === 'stdout';
  return textOf(codec.value) === 'rubydebug';
}
