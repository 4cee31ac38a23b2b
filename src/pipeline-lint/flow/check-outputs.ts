/**
 * Settings of outputs with which Logstash loses what it has answered 200.
 *
 * @module
 */
import type { ParsedSource } from '../pipeline-source';
import type { Plugin, Value } from '../grammar/syntax-tree';
import { attributeOf, textOf, textsOf } from '../values';
import type { Loss } from './losses';

/** Codes of the http output's answer after which someone can repair something: a token, an address, an overload. */
const REPAIRABLE = ['401', '403', '404', '408', '429', '500', '502', '503', '504'];
/** Default of `retryable_codes` in logstash-output-http 6.0. */
const RETRIED_BY_DEFAULT = ['429', '500', '502', '503', '504'];

/** An option with values by which notifications are lost. */
interface LosingSetting {
  readonly output: string;
  readonly option: string;
  readonly losing: RegExp;
  readonly rule: Loss['rule'];
  readonly loses: (value: string) => string;
  readonly remedy: string;
}

const LOSING_SETTINGS: readonly LosingSetting[] = [
  {
    output: 'pipeline',
    option: 'ensure_delivery',
    losing: /^false$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'With ensure_delivery => false one notification, answered 200, is thrown away here while the other pipeline is not up.',
    remedy: 'Remove it.',
  },
  {
    output: 'kafka',
    option: 'acks',
    losing: /^0$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'With acks => "0" no broker says that it has one notification, answered 200: what does not arrive is lost without a trace.',
    remedy: 'Set acks => "all".',
  },
  {
    output: 'kafka',
    option: 'retries',
    losing: /^\d+$/,
    rule: 'delivery-not-ensured',
    loses: (retries) =>
      `With retries => ${retries} a batch of notifications, answered 200, is dropped when Kafka is away for longer than that.`,
    remedy: 'Remove it: without it Logstash tries until it succeeds.',
  },
  {
    output: 'redis',
    option: 'data_type',
    losing: /^channel$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'A channel of Redis keeps nothing: one notification, answered 200, is gone when nobody listens at that moment.',
    remedy: 'Set data_type => "list".',
  },
  {
    output: 'redis',
    option: 'batch',
    losing: /^true$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'With batch => true notifications, answered 200, wait in memory outside of the queue, and are lost when Logstash dies.',
    remedy: 'Remove it.',
  },
  {
    output: 'rabbitmq',
    option: 'persistent',
    losing: /^false$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'With persistent => false RabbitMQ keeps one notification, answered 200, in memory, and loses it when it restarts.',
    remedy: 'Remove it.',
  },
  {
    output: 'tcp',
    option: 'mode',
    losing: /^server$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'As a server this output sends to who is connected: one notification, answered 200, is gone when nobody is.',
    remedy: 'Connect to the receiver: mode => "client".',
  },
  {
    output: 's3',
    option: 'restore',
    losing: /^false$/,
    rule: 'delivery-not-ensured',
    loses: () =>
      'With restore => false what was not yet uploaded, answered 200, stays behind when Logstash starts again.',
    remedy: 'Remove it.',
  },
  {
    output: 'file',
    option: 'write_behavior',
    losing: /^overwrite$/,
    rule: 'file-overwritten',
    loses: () =>
      'With write_behavior => "overwrite" each notification, answered 200, goes when the next one comes.',
    remedy: 'Remove it.',
  },
];

/** Losses at the outputs of a pipeline. Those of notifications alone are told where there may be some. */
export function checkOutputs(pipeline: ParsedSource): readonly Loss[] {
  const uses = pipeline.files.flatMap(({ plugins }) => plugins);
  const outputs = uses.filter(({ kind }) => kind === 'output').map(({ plugin }) => plugin);
  const takesNotifications = uses.some(
    ({ kind, plugin }) =>
      kind === 'input' && (plugin.name === 'http' || plugin.name === 'pipeline'),
  );
  return outputs.flatMap((output) => [
    ...(output.name === 'http' ? [...refusedIsDropped(output), ...fieldsInBatch(output)] : []),
    ...(takesNotifications ? ofNotifications(output, pipeline) : []),
  ]);
}

function ofNotifications(
  output: Plugin,
  { files, hasDeadLetterQueue = false }: ParsedSource,
): readonly Loss[] {
  const udp = OVER_UDP.get(output.name);
  if (udp !== undefined) return overUdp(output, udp);
  if (output.name !== 'elasticsearch') return bySettings(output);
  // That filter names the document in [@metadata][_ingest_document].
  const isNamed = files.some(({ plugins }) =>
    plugins.some(({ plugin }) => plugin.name === 'elastic_integration'),
  );
  return [
    ...(hasDeadLetterQueue ? [] : [noDeadLetterQueue(output)]),
    ...(isNamed ? [] : batchRefused(output)),
  ];
}

function bySettings(output: Plugin): readonly Loss[] {
  const settings = LOSING_SETTINGS.filter((one) => one.output === output.name);
  return settings.flatMap(({ option, losing, rule, loses, remedy }) => {
    const given = attributeOf(output, option);
    const text = textOf(given?.value);
    if (given === undefined || text === null || !losing.test(text)) return [];
    return [{ by: output, at: given.at, rule, message: loses(text), remedy }];
  });
}

/** An update without a document is refused at the start already, unless the event says that it is one. */
function batchRefused(output: Plugin): readonly Loss[] {
  const action = attributeOf(output, 'action');
  const text = textOf(action?.value);
  const mayNameDocument = text === 'delete' || (text?.includes('%{') ?? false);
  if (action === undefined || !mayNameDocument) return [];
  if (attributeOf(output, 'document_id') !== undefined) return [];
  const message =
    'Elasticsearch refuses a whole batch when one delete or update in it names no document, and it is sent again without end: nothing behind it arrives.';
  return [
    { by: output, at: action.at, rule: 'batch-refused', message, remedy: 'Add document_id.' },
  ];
}

function refusedIsDropped(output: Plugin): readonly Loss[] {
  const rule = 'refused-is-dropped';
  const retryFailed = attributeOf(output, 'retry_failed');
  if (textOf(retryFailed?.value) === 'false') {
    const message =
      'With retry_failed => false every notification that is not delivered at once is dropped.';
    return [{ by: output, at: retryFailed?.at ?? output.at, rule, message, remedy: 'Remove it.' }];
  }
  const ignored = attributeOf(output, 'ignorable_codes');
  const ignoredCodes = textsOf(ignored?.value);
  const retryable = attributeOf(output, 'retryable_codes');
  const listed = retryable === undefined ? RETRIED_BY_DEFAULT : textsOf(retryable.value);
  const handled = new Set([...listed, ...ignoredCodes]);
  const dropped = REPAIRABLE.filter((code) => !handled.has(code));
  const unseen = REPAIRABLE.filter((code) => ignoredCodes.includes(code));
  const problems: Loss[] = [];
  if (ignored !== undefined && unseen.length > 0) {
    const message = `A notification answered ${unseen.join(', ')} counts as delivered and is gone, without a line in the log.`;
    const remedy = 'Move them to retryable_codes, or accept this rule when it is meant so.';
    problems.push({ by: output, at: ignored.at, rule, message, remedy });
  }
  if (dropped.length === 0) return problems;
  const message = `A notification answered ${dropped.join(', ')} is dropped at once: the http output has no dead letter queue.`;
  const remedy = `Add ${dropped.join(', ')} to retryable_codes${retryable === undefined ? ' (and keep its default, 429, 500, 502, 503, 504)' : ''}.`;
  return [...problems, { by: output, at: (retryable ?? output).at, rule, message, remedy }];
}

/** A batch has no event of its own whose fields could be put in. */
function fieldsInBatch(output: Plugin): readonly Loss[] {
  if (textOf(attributeOf(output, 'format')?.value) !== 'json_batch') return [];
  return ['url', 'headers'].flatMap((name) => {
    const attribute = attributeOf(output, name);
    if (attribute === undefined || !hasField(attribute.value)) return [];
    const message = `With json_batch Logstash sends "%{…}" in ${name} as it stands, and drops the events when the URL becomes invalid by it.`;
    const remedy = 'Use format => "json", or a text without fields.';
    return [{ by: output, at: attribute.at, rule: 'fields-in-batch' as const, message, remedy }];
  });
}

function hasField(value: Value): boolean {
  if (value.kind === 'hash') return value.entries.some((entry) => hasField(entry.value));
  return value.kind !== 'array' && value.kind !== 'plugin' && value.text.includes('%{');
}

/** Outputs that send by UDP unless `protocol` says otherwise, and what to use instead. */
const OVER_UDP: ReadonlyMap<string, string> = new Map([
  ['udp', 'Use the output tcp.'],
  ['syslog', 'Set protocol => "tcp" or "ssl-tcp".'],
  ['gelf', 'Set protocol => "TCP".'],
]);

function overUdp(output: Plugin, remedy: string): readonly Loss[] {
  const protocol = output.name === 'udp' ? undefined : attributeOf(output, 'protocol');
  const text = protocol === undefined ? 'udp' : textOf(protocol.value);
  if (text?.toLowerCase() !== 'udp') return [];
  const message =
    'Over UDP nobody learns of what does not arrive, and a long notification is cut: one notification, answered 200, can vanish here.';
  return [{ by: output, at: (protocol ?? output).at, rule: 'sent-by-udp', message, remedy }];
}

function noDeadLetterQueue(output: Plugin): Loss {
  const message =
    'A notification that Elasticsearch refuses (a field of another type: 400) is logged and dropped here, without a dead letter queue.';
  const remedy = 'Set dead_letter_queue.enable: true for this pipeline in pipelines.yml.';
  return { by: output, at: output.at, rule: 'no-dead-letter-queue', message, remedy };
}
