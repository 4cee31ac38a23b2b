/**
 * `every-type`: whatever Wallarm is known to send.
 *
 * @module
 */
import { NOTIFICATION_TYPES } from '../../notification/notification-type';
import type { Scenario } from '../scenario';

export const everyType: Scenario = {
  id: 'every-type',
  hazard: 'A condition or mapping that knows only some notification types drops the others.',
  expects: `One notification of each of ${NOTIFICATION_TYPES.length} types arrives.`,
  remedy: 'Give the conditions of the pipeline an else branch that passes unknown types on.',
  run: (stage) => stage.send(NOTIFICATION_TYPES.map((type) => [stage.make(type)])),
};
