/**
 * What was sent beside what arrived, with the lines marked that differ.
 *
 * @module
 */
import { SideBySide } from '../parts/side-by-side';

/** See the module. `arrived` is undefined when nothing did. */
export function SentBesideArrived({
  sent,
  arrived,
  label,
}: {
  readonly sent: unknown;
  readonly arrived: unknown;
  /** Names the comparison for who cannot see it. */
  readonly label: string;
}) {
  return <SideBySide left={sent} right={arrived} names={['Sent', 'Arrived']} label={label} />;
}
