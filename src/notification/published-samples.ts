/**
 * The bodies that Wallarm has published, one notification each, kept as they were published.
 *
 * Their sources: `samples/README.md`.
 *
 * @module
 */
import type { PublishedType } from './notification-type';
import ipBlocked from './samples/ip_blocked.sample.json';
import newHitsLongDomain from './samples/new_hits.long-domain.sample.json';
import newHitsLongHost from './samples/new_hits.long-host.sample.json';
import newHits from './samples/new_hits.sample.json';
import newScopeObjectIps from './samples/new_scope_object_ips.sample.json';
import securityIssue from './samples/security_issue.sample.json';
import vuln from './samples/vuln.sample.json';

/** The published samples by type; the first of each is the one that Wallarm's Logstash page or its successor shows. */
export const PUBLISHED_SAMPLES = {
  new_hits: [newHits, newHitsLongDomain, newHitsLongHost],
  vuln: [vuln],
  security_issue: [securityIssue],
  ip_blocked: [ipBlocked],
  new_scope_object_ips: [newScopeObjectIps],
} as const satisfies Record<PublishedType, readonly unknown[]>;
