/**
 * The screen Sent: what integrations were sent from here, and one of it with its attempts.
 *
 * @module
 */
import { place } from '../location';
import { SentDetail } from './sent-detail';
import { SentList } from './sent-list';

/** See the module. */
export function SentScreen() {
  const [id] = place.value.rest;
  return (
    <div class="page sent">{id === undefined ? <SentList /> : <SentDetail key={id} id={id} />}</div>
  );
}
