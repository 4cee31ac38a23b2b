/**
 * Checks that `wallstash check` has told of: while they run and when they are over.
 *
 * The fields are those of the check's own result document (`wallstash check --json`).
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { Count, Milliseconds, Moment, nullable, oneOf } from './kinds';

const VANISHED = 'it said that it runs, and has not told of itself for 45 s: it was killed, or cut off';

const Run = Type.String({
  pattern: '^[\\w-]{1,40}$',
  description: 'Part of every mark of this run.',
  examples: ['1a2b3c4d'],
});
const Marks = Type.Array(Type.String());

const Difference = Type.Object(
  {
    path: Type.String({ description: 'Dotted path; empty for the whole.' }),
    sent: Type.String({ description: 'JSON, cut to a readable length, or `nothing`.' }),
    arrived: Type.String({ description: 'As `sent`.' }),
  },
  { title: 'Difference', description: 'One field that arrived otherwise than it was sent.' },
);

const Alteration = Type.Object(
  {
    mark: Type.String({ description: 'The mark that the notification bears.' }),
    differences: Type.Array(Difference),
    sent: Type.Optional(Type.Unknown({ description: 'The notification; absent when it is long.' })),
    arrived: Type.Optional(Type.Unknown({ description: 'What came; absent when it is long.' })),
  },
  { title: 'Alteration', description: 'A notification that arrived with another content.' },
);

const CheckFindings = Type.Object(
  {
    sent: Count,
    notAcknowledged: Type.Optional(
      Type.Integer({ description: 'Answered by no 2xx. Absent in the reports of older versions.' }),
    ),
    arrived: Count,
    lost: Type.Integer({ description: 'Acknowledged with a 2xx, and never arrived.' }),
    late: Type.Integer({ description: 'Arrived only after the timeout.' }),
    altered: Count,
    repeated: Type.Integer({ description: 'Further arrivals with the same Idempotency-Key.' }),
    duplicated: Type.Integer({ description: 'Further arrivals without it.' }),
    notAccepted: Type.Optional(
      Type.Integer({
        description:
          'Deliveries that the receiver behind did not accept meanwhile. Absent in the reports of older versions.',
      }),
    ),
    examples: Type.Object({
      notAcknowledged: Type.Optional(Marks),
      lost: Marks,
      late: Marks,
      duplicated: Marks,
      altered: Type.Array(Alteration),
      notAccepted: Type.Optional(
        Type.Array(Type.String(), { description: 'The different reasons, with their status.' }),
      ),
    }),
    latency: Type.Object({
      mean: Milliseconds,
      p50: Milliseconds,
      p90: Milliseconds,
      p99: Milliseconds,
      max: Milliseconds,
    }),
  },
  { title: 'CheckFindings', description: 'What became of the notifications of a scenario.' },
);

const ScenarioResult = Type.Object(
  {
    id: Type.String(),
    hazard: Type.String({ description: 'What is lost or spoiled where this does not hold.' }),
    expects: Type.String({ description: 'What is sent and what must arrive.' }),
    remedy: Type.String({ description: 'What to do when it fails.' }),
    outcome: oneOf(['passed', 'failed', 'skipped']),
    reason: Type.Optional(Type.String({ description: 'Why it failed or was skipped.' })),
    problems: Type.Array(Type.String()),
    findings: nullable(CheckFindings),
    duration: Milliseconds,
  },
  { title: 'ScenarioResult' },
);

const TimelinePoint = Type.Object(
  {
    at: Type.Number({ minimum: 0, description: 'Milliseconds from the start of the check.' }),
    scenario: Type.String({ description: 'Id of the scenario under way.' }),
    sent: Type.Integer({ minimum: 0, description: 'Notifications sent so far, of all scenarios.' }),
    arrived: Type.Integer({ minimum: 0, description: 'Of these, those that arrived so far.' }),
  },
  { title: 'TimelinePoint' },
);

const about = {
  run: Run,
  seed: Type.String(),
  through: Type.String({ description: 'Host and port that were sent to.' }),
  startedAt: Moment,
  duration: Milliseconds,
  passed: Type.Boolean({ description: 'No scenario failed so far, and at least one passed; never of one that vanished.' }),
  counts: Type.Object({ passed: Count, failed: Count, skipped: Count }),
};

const told = {
  state: oneOf(
    ['running', 'finished', 'stopped'],
    '`stopped`: it was ended before it was through.',
  ),
};

const known = {
  state: oneOf(['running', 'finished', 'stopped', 'vanished'], `\`vanished\`: ${VANISHED}.`),
  updatedAt: Type.Integer({ description: 'When the check last told of itself, Unix ms.' }),
};

const whole = {
  ...about,
  toCome: Type.Array(Type.String(), { description: 'Ids of the scenarios that have not run yet.' }),
  scenarios: Type.Array(ScenarioResult, { description: 'Those that ran or were skipped.' }),
  unexpected: Type.Object(
    { count: Count, examples: Type.Array(Type.String()) },
    { description: 'Arrivals that bear no mark of this run.' },
  ),
  timeline: Type.Optional(
    Type.Array(TimelinePoint, {
      maxItems: 1_000,
      description: 'In order of time. Absent in the reports of older versions.',
    }),
  ),
};

/** What a check posts. */
export const CheckReport = Type.Object({ ...told, ...whole }, { title: 'CheckReport' });
export type CheckReport = Static<typeof CheckReport>;

export const Check = Type.Object({ ...known, ...whole }, { title: 'Check' });
export type Check = Static<typeof Check>;

export const CheckSummary = Type.Object(
  { ...known, ...about },
  { title: 'CheckSummary' },
);
export type CheckSummary = Static<typeof CheckSummary>;

export const CheckList = Type.Object({ checks: Type.Array(CheckSummary) }, { title: 'CheckList' });

export const CheckReference = Type.Object({ run: Run });
