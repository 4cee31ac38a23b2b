/**
 * The memory of one receiver's bodies, put together from its options: the budget of those on their way, the lane of heavy
 * ones and the thread that inspects them.
 *
 * @module
 */
import { Inspector } from './heavy/inspector';
import { Lane } from './heavy/lane';
import { MemoryBudget } from './memory-budget';
import { heapFor, inspectionMemory } from './memory-plan';
import type { ResolvedReceiverOptions } from './options';
import type { TroubleListener } from './trouble';

/** See the module. */
export interface BodyMemory {
  readonly budget: MemoryBudget;
  readonly lane: Lane;
  readonly inspector: Inspector;
  /** Bytes that bodies take now, with the room kept for an inspection while there is one, and that they may take. */
  usage(): MemoryUsage;
}

/** Bytes. */
export interface MemoryUsage {
  readonly held: number;
  readonly limit: number;
}

/** Divides `maxMemory`; close the inspector in the end. */
export function bodyMemory(
  { maxBody, maxMemory }: Pick<ResolvedReceiverOptions, 'maxBody' | 'maxMemory'>,
  report: TroubleListener,
): BodyMemory {
  const forInspection = inspectionMemory(maxBody);
  const budget = new MemoryBudget(maxMemory - forInspection);
  const lane = new Lane();
  const inspector = new Inspector({
    heap: heapFor(maxBody),
    onUnavailable: (message) => report({ kind: 'internal', message, remoteAddress: '' }),
  });
  const usage = (): MemoryUsage => ({
    held: budget.held + (lane.busy ? forInspection : 0),
    limit: maxMemory,
  });
  return { budget, lane, inspector, usage };
}
