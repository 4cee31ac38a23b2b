/**
 * From a delivery to another with the same notification.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { CLOSED, nullable, oneOf } from './kinds';

export const SameQuery = Type.Object(
  { direction: Type.Optional(oneOf(['earlier', 'later'], 'Default: earlier.')) },
  CLOSED,
);

export const SameNotification = Type.Object(
  { id: nullable(Type.String({ description: 'Of the nearest delivery; null when there is none.' })) },
  { title: 'SameNotification' },
);
