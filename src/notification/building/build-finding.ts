/**
 * Builds vulnerabilities and security issues.
 *
 * @module
 */
import type { Random } from './random';
import { RISKS, THREATS } from '../schemas/known-values';
import { consoleUrl, descriptionOf } from '../validation/wording';

/** Whom the notification is for. */
export interface Account {
  /** Name of the company account. */
  readonly client: string;
  /** Wallarm Cloud: `EU` or `US`. */
  readonly cloud: string;
}

/** What a finding says. */
export interface Finding {
  readonly title: string;
  readonly host: string;
  readonly id: number | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly parameter: string | null;
  readonly discoveredBy: string | null;
  readonly type: string;
  readonly level: string;
  /** Number of the finding's page in Wallarm Console. */
  readonly object: number;
}

/** The finding of every published test message. */
export const TEST_FINDING: Finding = {
  title: 'Test',
  host: 'example.com',
  id: null,
  method: null,
  path: null,
  parameter: null,
  discoveredBy: null,
  type: 'Info',
  level: 'Medium',
  object: 555,
};

const TITLES = [
  'Vulnerable version of Nginx: 1.14.2',
  'SQL injection in the parameter "id"',
  'Directory listing is enabled',
  'Private key is exposed',
] as const;

/** Makes up a finding. */
export function randomFinding(random: Random, kind: 'vuln' | 'security_issue'): Finding {
  return {
    title: random.pick(TITLES),
    host: `${random.hex(6)}.example.com`,
    id: random.integer(100_000, 999_999_999),
    method: random.pick(['GET', 'POST']),
    path: `/${random.hex(8)}`,
    parameter: random.pick([null, 'GET_id_value']),
    discoveredBy: kind === 'vuln' ? 'scanner' : 'AASM',
    type: random.pick(['Info', 'Vulnerable component']),
    level: random.pick(kind === 'vuln' ? THREATS : RISKS),
    object: random.integer(1, 999_999_999),
  };
}

/** A notification of type `vuln`, without its `summary`. */
export function vulnBody(finding: Finding, { client, cloud }: Account) {
  const link = `${consoleUrl(cloud)}/object/${finding.object}`;
  const text = findingText('New vulnerability was', finding, ['Domain', 'Threat'], link);
  return {
    description: descriptionOf('vuln', text, client, cloud),
    details: {
      client_name: client,
      cloud,
      notification_type: 'vuln' as const,
      vuln_link: link,
      vuln: {
        domain: finding.host,
        ...commonFields(finding),
        threat: finding.level,
        type: finding.type,
      },
    },
  };
}

/** A notification of type `security_issue`, without its `summary`. */
export function securityIssueBody(finding: Finding, { client, cloud }: Account) {
  const link = `${consoleUrl(cloud)}/object/${finding.object}`;
  const text = findingText('New security issue was', finding, ['Host', 'Risk'], link);
  return {
    description: descriptionOf('security_issue', text, client, cloud),
    details: {
      client_name: client,
      cloud,
      notification_type: 'security_issue' as const,
      security_issue_link: link,
      security_issue: {
        host: finding.host,
        ...commonFields(finding),
        risk: finding.level,
        type: finding.type,
      },
    },
  };
}

function commonFields({ id, method, parameter, path, title, discoveredBy }: Finding) {
  return { id, method, parameter, path, title, discovered_by: discoveredBy };
}

function findingText(
  opening: string,
  finding: Finding,
  [hostLabel, levelLabel]: readonly [string, string],
  link: string,
): string {
  return [
    `${opening} detected in your system.\n`,
    `ID: ${finding.id ?? ''}`,
    `Title: ${finding.title}`,
    `${hostLabel}: ${finding.host}`,
    `Path: ${finding.path ?? ''}`,
    `Method: ${finding.method ?? ''}`,
    `Discovered by: ${finding.discoveredBy ?? ''}`,
    `Parameter: ${finding.parameter ?? ''}`,
    `Type: ${finding.type}`,
    `${levelLabel}: ${finding.level}\n`,
    `More details: ${link}\n`,
  ].join('\n');
}
