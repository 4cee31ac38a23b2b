/**
 * The `summary` and the text of `description` of the notifications that we build.
 *
 * Of create_user, attacks_exceeded, api_structure_changed, api_comparison_result and compromised_logins Wallarm has
 * published the wording, in bodies or as messages to messengers; of the other types it is ours, in the same manner.
 *
 * @module
 */
import type { UnpublishedType } from '../notification-type';
import type { Random } from '../building/random';

/** What a notification says to people. */
export interface Wording {
  /** The headline, without its prefix. */
  readonly headline: string;
  /** The text between the first line and the last two of `description`. */
  readonly text: string;
}

/** The `description` around a text, as in every published body. */
export function descriptionOf(type: string, text: string, client: string, cloud: string): string {
  return `Notification type: ${type}\n\n${text}\n\nClient: ${client}\nCloud: ${cloud}\n`;
}

/** Address of Wallarm Console for a cloud. */
export function consoleUrl(cloud: string): string {
  return cloud === 'US' ? 'https://us1.my.wallarm.com' : 'https://my.wallarm.com';
}

/** Words for a notification whose fields are unpublished. */
export function wordingOf(type: UnpublishedType, random: Random, cloud: string): Wording {
  return WORDINGS[type](random, cloud);
}

const ROLES = ['Administrator', 'Analyst', 'Read Only', 'API Developer', 'Deploy'] as const;
const FIRST_NAMES = ['John', 'Ada', 'Grace', 'Alan', 'Edith', 'Claude'] as const;
const LAST_NAMES = ['Smith', 'Doe', 'Miller', 'Clarke', 'Shannon', 'Hopper'] as const;

/** A name with an address that is not met twice. */
function person(random: Random): string {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const mailbox = `${first}.${last}.${random.hex(8)}`.toLowerCase();
  return `${first} ${last} <${mailbox}@example.com>`;
}

const named = (kind: string, random: Random): string => `"${kind} ${random.hex(8)}"`;

/** Words for what a person did to something. */
function done(headline: string, kind: string, verb: string): (random: Random) => Wording {
  return (random) => ({
    headline,
    text: `The ${kind.toLowerCase()} ${named(kind, random)} was ${verb} by ${person(random)}.`,
  });
}

/** Words for what a trigger tells. */
function triggered(headline: string, text: (random: Random, cloud: string) => string) {
  return (random: Random, cloud: string): Wording => ({
    headline: `Trigger: ${headline}`,
    text: `${text(random, cloud)}\nThis notification was triggered by the ${named('Trigger', random)} trigger.`,
  });
}

function vulnerability(risk: string) {
  return (random: Random, cloud: string): Wording => ({
    headline: 'New vulnerability detected',
    text: `New vulnerability was detected in your system.\n\nTitle: Test\nDomain: example.com\nThreat: ${risk}\n\nMore details: ${consoleUrl(cloud)}/object/${random.integer(1, 999_999_999)}\n`,
  });
}

/** An endpoint with a path that is not met twice. */
const endpoint = (random: Random): string =>
  `${random.pick(['GET', 'POST', 'PUT'])} example.com/api/${random.hex(8)}`;

const WORDINGS: Readonly<Record<UnpublishedType, (random: Random, cloud: string) => Wording>> = {
  create_user: (random) => ({
    headline: 'New user was added to the company account',
    text: `A new user ${person(random)} with the role ${random.pick(ROLES)} was added to the company account by ${person(random)}.`,
  }),
  delete_user: (random) => ({
    headline: 'User was deleted from the company account',
    text: `The user ${person(random)} was deleted from the company account by ${person(random)}.`,
  }),
  update_user: (random) => ({
    headline: 'User role was changed',
    text: `The role of the user ${person(random)} was changed to ${random.pick(ROLES)} by ${person(random)}.`,
  }),
  delete_integration: done('Integration was deleted', 'Integration', 'deleted'),
  disable_integration: done('Integration was disabled', 'Integration', 'disabled'),
  integration_broken: (random) => ({
    headline: 'Integration was disabled due to incorrect settings',
    text: `The integration ${named('Logstash', random)} was disabled: at least 60% of its requests failed in 12 hours.`,
  }),
  create_application: done('Application was created', 'Application', 'created'),
  delete_application: done('Application was deleted', 'Application', 'deleted'),
  update_application: done('Application name was changed', 'Application', 'renamed'),
  rule_create: done('Rule was created', 'Rule', 'created'),
  rule_delete: done('Rule was deleted', 'Rule', 'deleted'),
  rule_update: done('Rule was changed', 'Rule', 'changed'),
  trigger_create: done('New trigger was created', 'Trigger', 'created'),
  trigger_delete: done('Trigger was deleted', 'Trigger', 'deleted'),
  trigger_update: done('Trigger was changed', 'Trigger', 'changed'),
  vuln_high: vulnerability('High'),
  vuln_medium: vulnerability('Medium'),
  vuln_low: vulnerability('Low'),
  scope_object: (random) => ({
    headline: 'Network perimeter has changed',
    text: `New domains were discovered in the network perimeter:\n${random.hex(8)}.example.com`,
  }),
  requests_per_hour: (random) => ({
    headline: 'Number of requests per hour',
    text: `${random.integer(0, 2_000_000_000)} requests were processed during the previous hour.`,
  }),
  attacks_exceeded: triggered('The number of detected hits exceeded the threshold', (random) => {
    const limit = random.integer(1, 999_999_999);
    return `The number of detected hits exceeded ${limit} in ${random.pick([1, 5, 10, 60])} minutes.`;
  }),
  incidents_exceeded: triggered('The number of incidents exceeded the threshold', (random) => {
    const limit = random.integer(1, 999_999_999);
    return `The number of detected incidents exceeded ${limit} in ${random.pick([1, 5, 10, 60])} minutes.`;
  }),
  api_structure_changed: (random) => ({
    headline: 'A new endpoint has been discovered in your API',
    text: `The new ${endpoint(random)} endpoint has been discovered in your API.`,
  }),
  api_comparison_result: (random) => ({
    headline: 'A new shadow endpoint has been discovered in your API',
    text: `The new ${endpoint(random)} shadow endpoint has been discovered in your API.`,
  }),
  compromised_logins: (random, cloud) => ({
    headline: 'Stolen credentials detected',
    text: [
      'Stolen credentials have been detected in your incoming traffic:\n',
      `Compromised accounts: user-${random.hex(8)}@example.com`,
      'Associated URL: example.com/login',
      `Link: ${consoleUrl(cloud)}/attacks?q=attacks+credential_stuffing`,
    ].join('\n'),
  }),
};
