/** The pipelines that the fixture can run: a good one, and bad ones that differ from it in one hazard each. */

/** What a pipeline does with what it is sent; each field names what a real configuration file decides. */
export interface Configuration {
  /** Requests with other methods are answered 200 and dropped. */
  readonly methods: readonly string[];
  /** `text`: the body stays text until the filter reads every carrier. `json`: Logstash's json codec. */
  readonly codec: 'text' | 'json';
  /** How the bytes of a body become text. */
  readonly charset: 'utf8' | 'latin1';
  /** Whether `Content-Encoding` is undone. */
  readonly decompresses: boolean;
  /** In bytes, after decompression; above it 413. */
  readonly maxContentLength: number;
  /** When a body is answered: once it is in the queue, or only once the output is through with it. */
  readonly answers: 'when-queued' | 'when-delivered';
  /** What happens to a body, or a part of one, that cannot be read. */
  readonly failures: 'quarantined' | 'dropped' | 'sent-on';
  /** Levels of nesting that a body may have; `null`: any. */
  readonly depthLimit: number | null;
  /** Which elements of an array become events. */
  readonly elements: 'all' | 'first';
  /** Whether one object that stands alone becomes an event. */
  readonly singleObjects: boolean;
  /** The field a notification is put under; `null`: its fields lie at the event's root. */
  readonly target: 'wallarm' | null;
  /** What a filter makes of a notification; `undefined` drops it. */
  readonly change: (notification: Fields) => Fields | undefined;
  readonly queue: 'persisted' | 'memory';
  /** What happens when the queue is full. */
  readonly whenFull: 'refuses' | 'drops';
  /** How often each event is sent, though the receiver took it. */
  readonly copies: number;
  /** Whether events bear the hash of their notification as `Idempotency-Key`. */
  readonly idempotencyKey: boolean;
  /** Statuses after which the output tries again; any other but 2xx drops the event. */
  readonly retryableCodes: readonly number[];
  /** Whether it tries again when the receiver cannot be reached, and when it does not answer in time. */
  readonly retriesUnreachable: boolean;
  readonly retriesUnanswered: boolean;
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Everything that someone can repair, as the reference pipeline lists it. */
const REPAIRABLE = [301, 302, 307, 308, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503, 504];
/** The http output's own default. */
const DEFAULT_CODES = [429, 500, 502, 503, 504];

const GOOD: Configuration = {
  methods: ['POST', 'PUT'],
  codec: 'text',
  charset: 'utf8',
  decompresses: true,
  maxContentLength: 10_485_760,
  answers: 'when-queued',
  failures: 'quarantined',
  depthLimit: 24,
  elements: 'all',
  singleObjects: true,
  target: 'wallarm',
  change: (notification) => notification,
  queue: 'persisted',
  whenFull: 'refuses',
  copies: 1,
  idempotencyKey: true,
  retryableCodes: REPAIRABLE,
  retriesUnreachable: true,
  retriesUnanswered: true,
};

/** What makes each bad pipeline bad; everything else in it is as in the good one. */
const HAZARDS = {
  /** `codec => json`: the first notification of an NDJSON body is kept, the rest is gone, 200. */
  'json-codec-ndjson': { codec: 'json' },
  /** What cannot be read is dropped. */
  'no-quarantine': { failures: 'dropped' },
  /** The output's defaults: 401, 403, 404 and redirects drop the event at the first try. */
  'default-retryable-codes': { retryableCodes: DEFAULT_CODES },
  /** `retry_failed => false`: whatever goes wrong drops the event. */
  'no-retry': { retryableCodes: [], retriesUnreachable: false, retriesUnanswered: false },
  /** A receiver that takes too long loses the event. */
  'drops-unanswered': { retriesUnanswered: false },
  /** `queue.type: memory`: what was acknowledged and not yet sent dies with the process. */
  'no-persistent-queue': { queue: 'memory' },
  /** Nothing tells a repeat from a new notification. */
  'duplicates-without-key': { idempotencyKey: false },
  /** Two outputs for one receiver, as when a file of the pipeline is loaded twice. */
  'sent-twice': { copies: 2, idempotencyKey: false },
  /** A filter on the method: PUT is answered 200 and dropped. */
  'post-only': { methods: ['POST'] },
  /** Nothing limits how deep a body may be nested, as with Logstash's json codec. */
  'no-depth-limit': { depthLimit: null },
  'first-of-array': { elements: 'first' },
  /** Only arrays and lines are read; one object alone is not. */
  'no-single-object': { singleObjects: false },
  /** `charset => "ISO-8859-1"`. */
  'wrong-charset': { charset: 'latin1' },
  /** Large bodies are answered 413, which no retry helps. */
  'small-body-limit': { maxContentLength: 65_536 },
  /** A compressed body is taken for text. */
  'no-gzip': { decompresses: false },
  /** A filter that turns numbers into strings. */
  'alters-numbers': { change: numbersAsStrings },
  /** A filter that says `host` of a hit where Wallarm used to say `domain`. */
  'renames-fields': { change: renameDomain },
  /** Routing that knows only some types drops the others. */
  'known-types-only': { change: onlyKnownTypes },
  /** No queue in between: a receiver that hangs keeps the sender waiting longer than it does, so that it sends again. */
  'answers-when-delivered': { answers: 'when-delivered' },
  /** A full queue swallows what comes, answering 200. */
  'drops-when-full': { whenFull: 'drops' },
  /** Wallarm's published example: several hazards at once. */
  'published-example': {
    codec: 'json',
    failures: 'sent-on',
    depthLimit: null,
    target: null,
    queue: 'memory',
    idempotencyKey: false,
    retryableCodes: DEFAULT_CODES,
  },
} satisfies Readonly<Record<string, Partial<Configuration>>>;

export type BadPipeline = keyof typeof HAZARDS;
export const BAD_PIPELINES = Object.keys(HAZARDS) as readonly BadPipeline[];
export type Pipeline = 'good' | BadPipeline;

export function configurationOf(pipeline: Pipeline): Configuration {
  return pipeline === 'good' ? GOOD : { ...GOOD, ...HAZARDS[pipeline] };
}

function numbersAsStrings(notification: Fields): Fields {
  return JSON.parse(JSON.stringify(notification), (_key, value: unknown) =>
    typeof value === 'number' ? String(value) : value,
  ) as Fields;
}

function renameDomain(notification: Fields): Fields {
  const details = notification['details'] as Fields | undefined;
  const hit = details?.['hit'] as Fields | undefined;
  if (hit?.['domain'] === undefined) return notification;
  const { domain: host, ...rest } = hit;
  return { ...notification, details: { ...details, hit: { ...rest, host } } };
}

const KNOWN_TYPES: readonly unknown[] = ['new_hits', 'vuln', 'security_issue', 'create_user'];

function onlyKnownTypes(notification: Fields): Fields | undefined {
  const details = notification['details'] as Fields | undefined;
  return KNOWN_TYPES.includes(details?.['notification_type']) ? notification : undefined;
}
