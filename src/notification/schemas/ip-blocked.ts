/**
 * `ip_blocked`: a trigger put an IP address on the denylist.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { publishedSchema } from './envelope';
import { ip, patterned, text } from './fields';

const moment = '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$';

/** `ip_blocked`: a trigger put an IP address on the denylist. */
export const IpBlocked = publishedSchema('ip_blocked', 'A trigger put an IP address on the denylist.', {
  trigger_name: text('Name of the trigger.'),
  application: Type.Optional(text('Application that the address is blocked for; since June 2022.')),
  reason: Type.Optional(text('Why the address is blocked; since June 2022.')),
  expire_at: patterned(
    moment,
    'a date and time such as "2021-06-10 02:27:15 +0300"',
    'When the block ends: YYYY-MM-DD HH:MM:SS and the offset from UTC.',
  ),
  ip: ip('The address.'),
});
