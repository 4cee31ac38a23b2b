/**
 * The flat bodies of June 2020 to June 2021: no `details`, no `notification_type`.
 *
 * They are recognised, never checked: a hit (`object_type` is `hit`), or a `summary` with or without further fields.
 *
 * @module
 */

/** Since June 2021 a summary begins with the sender in brackets; a flat one bears none but this. */
const TODAYS_SUMMARY = /^\[(?!Test Message\])/;

/** First words of a `description` since June 2021; a flat body has none of that kind. */
const TODAYS_DESCRIPTION = 'Notification type:';

/**
 * Tells whether an object is a flat body.
 *
 * Not flat is what lost its `details` on the way, and the text of a messenger in the form of an object: both have the
 * summary or the description that notifications have had since.
 */
export function isFlat(value: Readonly<Record<string, unknown>>): boolean {
  if (Object.hasOwn(value, 'details')) return false;
  const { summary, description, object_type: objectType } = value;
  if (typeof description === 'string' && description.startsWith(TODAYS_DESCRIPTION)) return false;
  if (typeof summary === 'string') return !TODAYS_SUMMARY.test(summary);
  return summary === undefined && objectType === 'hit';
}
