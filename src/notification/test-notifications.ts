/**
 * The messages that the Console's *Test integration* sends, in the documented wording and order.
 *
 * Values are those of the published test messages. Two of the five are partly ours, since only their beginnings were
 * published: the end of the new user's text, and the text of the new trigger.
 *
 * @module
 */
import { type Account, securityIssueBody, TEST_FINDING, vulnBody } from './building/build-finding';
import { scopeBody } from './building/build-address';
import type { Notification } from './notification';
import { PUBLISHED_SAMPLES } from './published-samples';
import { descriptionOf } from './validation/wording';

/** Whom the messages are for. */
export interface TestOptions {
  /** Stands in the second brackets of each summary. @default 'Test partner' */
  readonly partner?: string;
  /** Name of the company account. @default 'TestCompany' */
  readonly client?: string;
  /** Wallarm Cloud: `EU` or `US`. @default 'EU' */
  readonly cloud?: string;
  /**
   * Which set: `classic` has the five of 2023 (new user, hit, IP in the scope, trigger, vulnerability); `current` the four
   * seen in April 2026, with a security issue in place of the vulnerability and nothing of the scope. @default 'classic'
   */
  readonly era?: 'classic' | 'current';
}

const TEST_DEFAULTS = {
  partner: 'Test partner',
  client: 'TestCompany',
  cloud: 'EU',
  era: 'classic',
} as const satisfies TestOptions;

/**
 * Makes the test messages, each to be sent in a body of its own.
 *
 * @example
 * import { testNotifications } from 'wallstash';
 *
 * testNotifications({ era: 'current' }).map(({ summary }) => summary);
 */
export function testNotifications(options: TestOptions = {}): readonly Notification[] {
  const { partner, client, cloud, era } = { ...TEST_DEFAULTS, ...options };
  const account = { client, cloud };
  const prefix = `[Test message] [${partner}]`;
  const summary = (headline: string) => `${prefix} ${headline}`;
  const user = {
    summary: summary('New user was added to the company account'),
    ...newUser(account),
  };
  const hit = { summary: summary('New hit detected'), details: newHit(account, era) };
  const trigger = { summary: summary('New trigger was created'), ...newTrigger(account) };
  if (era === 'current') {
    const body = securityIssueBody(TEST_FINDING, account);
    return [user, hit, trigger, { summary: summary('New security issue detected'), ...body }];
  }
  const address = { ip: '8.8.8.8', id: 2, user: 777 };
  const scope = {
    summary: summary('Network perimeter has changed'),
    ...scopeBody(address, account),
  };
  const body = vulnBody(TEST_FINDING, account);
  return [user, hit, scope, trigger, { summary: summary('New vulnerability detected'), ...body }];
}

function newUser({ client, cloud }: Account) {
  const text =
    'A new user new_user_name <test@example.com> with the role Administrator was added to the company account by user_name <user@example.com>.';
  return {
    description: descriptionOf('create_user', text, client, cloud),
    details: { client_name: client, cloud, notification_type: 'create_user' as const },
  };
}

function newTrigger({ client, cloud }: Account) {
  const text = 'The trigger "Test" was created by user_name <user@example.com>.';
  return {
    description: descriptionOf('trigger_create', text, client, cloud),
    details: { client_name: client, cloud, notification_type: 'trigger_create' as const },
  };
}

/** The published hit, which is the test hit; of 2026 only its request id is known besides. */
function newHit({ client, cloud }: Account, era: 'classic' | 'current') {
  const { domain, ...rest } = PUBLISHED_SAMPLES.new_hits[0].details.hit;
  const id = twoStrings(rest.id);
  const common = { ...rest, id, object_type: 'hit' as const };
  const hit =
    era === 'classic'
      ? { domain, ...common }
      : { host: domain, ...common, request_id: 'c9ef956c-5c0e-47eb-b04b-6d4a80d882a3' };
  return { client_name: client, cloud, notification_type: 'new_hits' as const, hit };
}

/** TypeScript reads an array of a JSON file as one of any length. */
function twoStrings([first = '', second = '']: readonly string[]): [string, string] {
  return [first, second];
}
