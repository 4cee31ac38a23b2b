/**
 * Builds notifications about IP addresses: one denylisted, one discovered in the network perimeter.
 *
 * @module
 */
import type { Account } from './build-finding';
import type { Random } from './random';
import { descriptionOf } from '../validation/wording';

const HOUR = 3600;

/** A notification of type `ip_blocked`, without its `summary`. */
export function ipBlockedBody(random: Random, time: number, { client, cloud }: Account) {
  const ip = random.ipv4();
  const application = `Application #${random.integer(1, 99)}`;
  const reason = random.pick(['Produces many attacks', 'Brute force', 'Forced browsing']);
  const trigger = 'Notification about denylisted IP';
  const expireAt = timestamp(time + random.integer(1, 30 * 24) * HOUR);
  const text =
    `IP address ${ip} was denylisted until ${expireAt} for the reason ${reason}. ` +
    'You can review blocked IP addresses in the "Denylist" section of Wallarm Console.\n' +
    `This notification was triggered by the "${trigger}" trigger. ` +
    `The IP is blocked for the application ${application}.`;
  return {
    description: descriptionOf('ip_blocked', text, client, cloud),
    details: {
      client_name: client,
      cloud,
      notification_type: 'ip_blocked' as const,
      trigger_name: trigger,
      application,
      reason,
      expire_at: expireAt,
      ip,
    },
  };
}

/** An address discovered, with the ids of its record. */
export interface DiscoveredAddress {
  readonly ip: string;
  readonly id: number;
  readonly user: number;
}

/** A notification of type `new_scope_object_ips`, without its `summary`. */
export function scopeBody({ ip, id, user }: DiscoveredAddress, { client, cloud }: Account) {
  const text = `New IP addresses were discovered in the network perimeter:\n${ip}`;
  return {
    description: descriptionOf('new_scope_object_ips', text, client, cloud),
    details: {
      client_name: client,
      cloud,
      notification_type: 'new_scope_object_ips' as const,
      data: [
        { action: 'create', entity: { id, ip }, object_type: 'subnetorip', object_userid: user },
      ],
    },
  };
}

/** `YYYY-MM-DD HH:MM:SS +0000` of Unix seconds. */
function timestamp(time: number): string {
  return `${new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
}
