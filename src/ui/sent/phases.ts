/**
 * What the phases of an attempt come to: one stretch of time after the other. Pure.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';

/** A phase by name. */
export type Phase = keyof Attempt['phases'];

/** A phase that the attempt reached. */
export interface Stretch {
  readonly phase: Phase;
  /** In words. */
  readonly label: string;
  /** Milliseconds from the start of the attempt. */
  readonly from: number;
  readonly to: number;
  /** The attempt ended here, before the phase did. */
  readonly broken: boolean;
}

const LABELS: Readonly<Record<Phase, string>> = {
  dns: 'DNS',
  connect: 'Connect',
  tls: 'TLS',
  firstByte: 'First byte',
  end: 'Answer',
};
const REACHED = ['dns', 'connect', 'tls', 'firstByte'] as const;

/** The phases in their order. Those that a kept connection made needless are left out. */
export function stretchesOf({ phases, failure, answer }: Attempt): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  const add = (phase: Phase, to: number, broken: boolean): void => {
    stretches.push({ phase, label: LABELS[phase], from, to, broken });
    from = to;
  };
  for (const phase of REACHED) {
    const to = phases[phase];
    if (to !== null) add(phase, to, false);
  }
  // A whole answer with a bad status is a failure that took nothing away from the last phase.
  const broken = failure !== null && answer?.complete !== true;
  add(broken ? failure.phase : 'end', phases.end, broken);
  return stretches;
}
