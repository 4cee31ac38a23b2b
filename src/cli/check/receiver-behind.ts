/**
 * What `check` knows of the receiver behind Logstash, be it its own or that of a running `serve`.
 *
 * @module
 */
import type { Arrivals } from '../../check/arrivals';
import type { RemoteReceiver } from '../../check/remote/remote-receiver';
import type { Faults } from '../../check/scenario';

/** A receiver, ready for what Logstash posts. */
export interface ReceiverBehind extends AsyncDisposable {
  readonly arrivals: Arrivals;
  readonly faults: Faults | undefined;
  /** Where what is checked must post, in a sentence. */
  readonly notice: string;
  /** Tells whoever watches how the check goes. */
  readonly tell: RemoteReceiver['tell'];
}
