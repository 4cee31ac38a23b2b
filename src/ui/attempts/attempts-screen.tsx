/**
 * The screen Attempts: the console's deliveries, and one of them with its attempts.
 *
 * @module
 */
import { place } from '../location';
import './attempts.css';
import { DeliveryDetail } from './delivery-detail';
import { DeliveryList } from './delivery-list';

/** See the module. */
export function AttemptsScreen() {
  const [id] = place.value.rest;
  return (
    <div class="page attempts">
      {id === undefined ? <DeliveryList /> : <DeliveryDetail key={id} id={id} />}
    </div>
  );
}
