/**
 * The notifications that the console raises by itself: about its integrations, and the hourly number of requests.
 *
 * Wallarm has published the types of these and no body: only the envelope is sent, and the texts are ours.
 *
 * @module
 */
import { build } from '../notification/build';
import type { UnpublishedType } from '../notification/notification-type';
import { descriptionOf } from '../notification/validation/wording';

/** Whom notifications are about. */
export interface ConsoleAccount {
  /** Name of the company account. */
  readonly client: string;
  /** Wallarm Cloud: `EU` or `US`. */
  readonly cloud: string;
}

/** Someone disabled it. */
export function integrationDisabled(name: string, account: ConsoleAccount): object {
  return notify('disable_integration', `The integration "${name}" was disabled.`, account);
}

/** Someone deleted it. */
export function integrationDeleted(name: string, account: ConsoleAccount): object {
  return notify('delete_integration', `The integration "${name}" was deleted.`, account);
}

/** It disabled itself. */
export function integrationBroken(name: string, account: ConsoleAccount): object {
  const text = `The integration "${name}" was disabled due to incorrect settings: at least 60% of its requests failed in 12 hours.`;
  return notify('integration_broken', text, account);
}

/** A trigger was made, changed or deleted. */
export function triggerChanged(
  how: 'create' | 'update' | 'delete',
  name: string,
  account: ConsoleAccount,
): object {
  return notify(`trigger_${how}`, `The trigger "${name}" was ${how}d.`, account);
}

/** An hour is over. */
export function requestsPerHour(count: number, account: ConsoleAccount): object {
  const text = `${count} requests were processed during the previous hour.`;
  return notify('requests_per_hour', text, account);
}

function notify(type: UnpublishedType, text: string, { client, cloud }: ConsoleAccount): object {
  const description = descriptionOf(type, text, client, cloud);
  return build(type, { client, cloud, overrides: { description } });
}
