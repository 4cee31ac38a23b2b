/**
 * What an integration can be told of, as the Console groups it.
 *
 * @module
 */
import type { EventTypeList, Integration } from '../../api/client-types';

/** The name of a box, as in `events` of an integration. */
export type EventName = Integration['events'][number];

/** One box to tick. */
export type EventBox = EventTypeList['eventTypes'][number];

/** Boxes under one heading. */
export interface EventGroup {
  readonly name: string;
  /** Their common label. */
  readonly label: string;
  readonly boxes: readonly EventBox[];
}

/** The groups, in the order of the Console. */
export function groupsOf(boxes: readonly EventBox[]): readonly EventGroup[] {
  const groups = new Map<string, EventBox[]>();
  for (const box of boxes) groups.set(box.group, [...(groups.get(box.group) ?? []), box]);
  return [...groups].map(([name, members]) => ({
    name,
    // "Vulnerabilities detected: high" is of the group "Vulnerabilities detected".
    label: members[0]?.label.split(':')[0] ?? name,
    boxes: members,
  }));
}

/** What is ticked, in a line: `Hits detected, Vulnerabilities detected (high, medium)`. */
export function inShort(ticked: readonly EventName[], boxes: readonly EventBox[]): string {
  if (boxes.length > 0 && boxes.every(({ name }) => ticked.includes(name))) {
    return `All ${boxes.length} event types`;
  }
  const parts = groupsOf(boxes).flatMap(({ label, boxes: members }) => {
    const mine = members.filter(({ name }) => ticked.includes(name));
    if (mine.length === 0) return [];
    if (mine.length === members.length) return [label];
    return [`${label} (${mine.map(({ risk }) => risk ?? '').join(', ')})`];
  });
  return parts.length === 0 ? 'No event type is ticked: nothing is sent' : parts.join(', ');
}
