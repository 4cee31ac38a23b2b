/**
 * The memory of one receiver's bodies, put together from its options: the budget of those on their way, the lane of heavy
 * ones and the thread that inspects them.
 *
 * @module
 */
import type { InspectOptions } from '../notification/inspect-options';
import type { Findings } from '../notification/inspection';
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
  /** Inspects a heavy body that is no delivery, in its turn among those that are; `undefined` when there was no turn or no memory for it. */
  inspect(body: Buffer, options: InspectOptions): Promise<Findings | undefined>;
  /** Bytes that bodies take now, with the room kept for an inspection while there is one, and that they may take. */
  readonly usage: () => MemoryUsage;
  /** Breaks off what is inspected and gives nobody else a turn: for when every sender is gone. */
  close(): Promise<void>;
}

/** Bytes. */
export interface MemoryUsage {
  readonly held: number;
  readonly limit: number;
}

/** Divides `maxMemory`; close it in the end. */
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
  const inspect: BodyMemory['inspect'] = async (body, options) => {
    let findings: Findings | undefined;
    await lane.run(async () => {
      const limit = body.length;
      const result = await inspector.inspect({ bytes: body, limit, inspect: options });
      if (result.kind === 'inspected') ({ findings } = result);
    });
    return findings;
  };
  const close = (): Promise<void> => {
    lane.close();
    return inspector.close();
  };
  return { budget, lane, inspector, inspect, usage, close };
}
