/**
 * What an integration can be told of, as the Console's form shows it.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { EVENT_TYPE_NAMES, RISKS } from '../../console/event-types';
import { nullable, oneOf } from './kinds';

export const EventTypeList = Type.Object(
  {
    eventTypes: Type.Array(
      Type.Object({
        name: oneOf(EVENT_TYPE_NAMES, 'As in `events` of an integration.'),
        group: Type.String({ description: 'The boxes of one heading share it.' }),
        label: Type.String({ description: 'As the Console labels it.' }),
        risk: nullable(oneOf(RISKS, 'Only findings of this risk; null when it has none.')),
        era: oneOf(['seed', 'today', 'both'], 'Whose Console has it: that of 2023, that of today.'),
        offered: Type.Boolean({ description: 'In the form of the default era, that of 2023.' }),
        notificationTypes: Type.Array(Type.String(), { description: 'What it brings.' }),
      }),
      { description: 'The boxes to tick, in the order of the Console.' },
    ),
    triggerTypes: Type.Array(Type.String(), {
      description:
        'Notification types that no box brings: `to` names the integrations that get them.',
    }),
  },
  { title: 'EventTypeList' },
);
