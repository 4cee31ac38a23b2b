/**
 * `wallstash sample`: prints notifications that could have come from Wallarm, ready to be piped into a request.
 *
 * The same flags print the same bytes. Writes as it builds, so that any count needs little memory.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { build, BUILD_DEFAULTS, type BuildOptions } from '../notification/build';
import {
  isPublishedType,
  NOTIFICATION_TYPES,
  type NotificationType,
} from '../notification/notification-type';
import { PUBLISHED_SAMPLES } from '../notification/published-samples';
import { generatedSchema } from '../notification/validation/generated';
import { command, type CommandDependencies, callOption, option } from './command';
import { seedOption, setOption, wholeNumberOf, typeArgument } from './notification-flags';

const FORMATS = ['array', 'ndjson', 'object'] as const;
type Format = (typeof FORMATS)[number];

/** Notifications written at a time. */
const CHUNK = 200;

/** `wallstash sample [TYPE]`. */
export function sampleCommand(dependencies: CommandDependencies) {
  const flags = commandWithFlags();
  return flags.action(async (type, { list, json, published, format, count, set, ...given }) => {
    if (list === true) return dependencies.out(json === true ? typesAsJson() : typesAsText());
    if (type === undefined) {
      return flags.error("error: missing required argument 'type': --list shows the types");
    }
    const kept = published === true ? publishedSamples(type) : undefined;
    const size = kept?.length ?? count;
    if (format === 'object' && size !== 1) {
      const expected = `"array" or "ndjson" for ${size} notifications`;
      throw new InvalidOptionError('--format', format, expected);
    }
    const notifications = kept ?? series(type, count, { ...given, overrides: set });
    await print(notifications, format, dependencies);
  });
}

function commandWithFlags() {
  return command('sample', 'Print notifications of a type, to be piped into a request')
    .addArgument(typeArgument('[type]'))
    .addOption(seedOption())
    .addOption(callOption('--count <n>', 'how many').argParser(wholeNumberOf('--count')).default(1))
    .addOption(
      callOption('--format <format>', 'how they are put together')
        .choices(FORMATS)
        .default('array' as const),
    )
    .addOption(
      callOption('--era <era>', 'spelling of hits: "domain" or "host"')
        .choices(['classic', 'current'] as const)
        .default(BUILD_DEFAULTS.era),
    )
    .addOption(
      callOption('--form <form>', 'hits with 27 or with 37 fields')
        .choices(['short', 'long'] as const)
        .default(BUILD_DEFAULTS.form),
    )
    .addOption(setOption())
    .addOption(
      callOption('--published', 'the published samples as they are, instead of built ones'),
    )
    .addOption(callOption('--list', 'the types, and whether their fields are published'))
    .addOption(option('--json', 'with --list: as JSON'));
}

function* series(type: NotificationType, count: number, options: BuildOptions) {
  for (let index = 0; index < count; index += 1) yield build(type, { ...options, index });
}

function publishedSamples(type: NotificationType): readonly unknown[] {
  if (isPublishedType(type)) return PUBLISHED_SAMPLES[type];
  const expected = 'a type with a published body; --list shows them';
  throw new InvalidOptionError('--published', type, expected);
}

/** Writes the notifications, minified as Wallarm sends them. */
async function print(
  notifications: Iterable<unknown>,
  format: Format,
  { out }: CommandDependencies,
): Promise<void> {
  const [open, separator, close] = format === 'array' ? ['[', ',', ']\n'] : ['', '\n', '\n'];
  let text = open;
  let pending = 0;
  let first = true;
  for (const notification of notifications) {
    text += (first ? '' : separator) + JSON.stringify(notification);
    first = false;
    pending += 1;
    if (pending === CHUNK) {
      await out(text);
      [text, pending] = ['', 0];
    }
  }
  await out(text + close);
}

function typesAsText(): string {
  const width = Math.max(...NOTIFICATION_TYPES.map((type) => type.length));
  const lines = NOTIFICATION_TYPES.map((type) => {
    const standing = isPublishedType(type) ? 'published  ' : 'name only  ';
    return `${type.padEnd(width)}  ${standing}${generatedSchema(type).description ?? ''}\n`;
  });
  return lines.join('');
}

function typesAsJson(): string {
  const types = NOTIFICATION_TYPES.map((type) => ({
    type,
    published: isPublishedType(type),
    description: generatedSchema(type).description,
  }));
  return `${JSON.stringify(types, null, 2)}\n`;
}
