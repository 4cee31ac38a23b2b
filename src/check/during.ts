/**
 * Sending while something is wrong behind Logstash.
 *
 * @module
 */
import type { Fault } from '../receiver/faults/fault';
import type { Stage } from './scenario';

const COUNT = 10;

/**
 * Sends ten notifications while a fault is on, and switches it off once it has acted and `meanwhile` is over.
 *
 * A fault that nothing ran into leaves the scenario without proof: that is a problem of its own.
 */
export async function sendDuring(
  stage: Stage,
  fault: Fault,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { faults } = stage;
  if (faults === undefined) return;
  const { id } = await faults.add(fault);
  try {
    await stage.send(Array.from({ length: COUNT }, () => [stage.make('new_hits')]));
    const acted = async (): Promise<boolean> =>
      (await faults.list()).some((active) => active.id === id && active.acted > 0);
    if (!(await stage.eventually(acted))) {
      stage.trouble('Nothing was posted while the receiver was at fault.');
    }
    await meanwhile();
  } finally {
    await faults.clear(id);
  }
}
