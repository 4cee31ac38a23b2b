/**
 * The TypeScript types of notifications, derived from the schemas.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import type { NotificationType, PublishedType, UnpublishedType } from './notification-type';
import type { unpublishedSchema } from './schemas/envelope';
import type { PublishedSchemas } from './schemas/registry';

/** A notification of one type. Of a type with unpublished fields, only the envelope is known. */
export type NotificationOf<Type extends NotificationType> = Type extends PublishedType
  ? Static<PublishedSchemas[Type]>
  : Type extends UnpublishedType
    ? Static<ReturnType<typeof unpublishedSchema<Type>>>
    : never;

/** A notification of any known type; `details.notification_type` tells which. */
export type Notification = { [Type in NotificationType]: NotificationOf<Type> }[NotificationType];

/** What an expectation may name: a type, or none. */
export type ExpectedType = NotificationType | undefined;

/** What arrived as a notification of this type; of none in particular, or of one that may break its schema, nothing is known. */
export type PayloadOf<Type extends ExpectedType> = Type extends NotificationType
  ? NotificationOf<Type>
  : unknown;
