/**
 * A fault as it is typed into the form, and as a line of text. Pure.
 *
 * @module
 */
import type { ActiveFault, Fault } from '../../api/client-types';
import { duration, grouped } from '../parts/numbers';
import type { FaultKind } from './kinds';

/** What the fields of the form hold: texts, as they were typed. */
export interface FaultDraft {
  readonly milliseconds: string;
  /** With it a delay is random, up to this. */
  readonly most: string;
  readonly status: string;
  readonly scope: 'next' | 'all';
  readonly next: string;
  /** Percent. */
  readonly share: string;
  readonly seed: string;
}

/** What a form begins with: a fault that ends by itself, so that one forgotten does no harm. */
export function newDraft(kind: FaultKind): FaultDraft {
  const milliseconds = kind === 'delay' ? '2000' : '100';
  const rest = { most: '', scope: 'next', next: '1', share: '100', seed: '1' } as const;
  return { milliseconds, status: '503', ...rest };
}

/** Whether chance decides anything, so that the seed matters. */
export function isRandom(kind: FaultKind, { most, share }: FaultDraft): boolean {
  return Number(share) < 100 || (kind === 'delay' && most !== '');
}

/** The fault to switch on. Whether its values can be used is for the receiver to say. */
export function faultOf(kind: FaultKind, draft: FaultDraft): Fault {
  const { scope, next, share, seed } = draft;
  return {
    kind,
    ...ownFields(kind, draft),
    ...(scope === 'next' && { next: Number(next) }),
    ...(Number(share) < 100 && { share: Number(share) / 100 }),
    ...(isRandom(kind, draft) && { seed: Number(seed) }),
  };
}

function ownFields(kind: FaultKind, { milliseconds, most, status }: FaultDraft): Partial<Fault> {
  if (kind === 'slow-response') return { milliseconds: Number(milliseconds) };
  if (kind === 'delay') {
    const from = Number(milliseconds);
    return { milliseconds: most === '' ? from : { from, to: Number(most) } };
  }
  if (kind !== 'status') return {};
  const list = status.split(/[\s,]+/).flatMap((one) => (one === '' ? [] : [Number(one)]));
  const [only = 0] = list;
  return { status: list.length > 1 ? list : only };
}

/** `status 503, 200`, `delay 2.0 s`, `expired`. */
export function nameOf({ kind, status, milliseconds }: Fault): string {
  if (status !== undefined) return `${kind} ${[status].flat().join(', ')}`;
  if (milliseconds === undefined) return kind;
  if (typeof milliseconds === 'number') return `${kind} ${duration(milliseconds)}`;
  return `${kind} ${duration(milliseconds.from)} to ${duration(milliseconds.to)}`;
}

/** `next 3, acted 1`; a share only when it is not all. */
export function countsOf({ fault: { next, share }, acted }: ActiveFault): string {
  return [
    ...(next === undefined ? [] : [`next ${grouped(next)}`]),
    ...(share === undefined ? [] : [`${Math.round(share * 100)} %`]),
    `acted ${grouped(acted)}`,
  ].join(', ');
}
