/**
 * The screen Schema: every notification type with its fields, and a place to hold a body against them.
 *
 * @module
 */
import { addressOf, place } from '../location';
import { Failure } from '../parts/failure';
import { useSchemas } from '../parts/known-data';
import { useMedia } from '../parts/use-media';
import { TypeDetail } from './type-detail';
import { TypeList } from './type-list';
import { ValidateBox } from './validate-box';

/** As in the style sheet. */
const ONE_AT_A_TIME = '(max-width: 760px)';

/** See the module. */
export function SchemaScreen() {
  const { data, failure } = useSchemas();
  const [type] = place.value.rest;
  const isChosen = type !== undefined || place.value.query['validate'] !== undefined;
  // Where the list has the screen for itself, nothing is shown beside it.
  const isAlone = useMedia(ONE_AT_A_TIME) && !isChosen;
  const chosen = data?.schemas.find((one) => one.type === type);
  return (
    <div class={`schema ${isChosen ? 'chosen' : ''}`}>
      <div class="types">
        <h1>Schema</h1>
        <Failure message={failure} />
        <TypeList types={data?.schemas ?? []} chosen={type ?? (isAlone ? undefined : 'validate')} />
      </div>
      <div class="shown">
        <p class="back">
          <a href={addressOf(['schema'])}>All types</a>
        </p>
        {type === undefined ? (
          <ValidateBox />
        ) : (
          chosen !== undefined && <TypeDetail key={type} type={chosen} />
        )}
        {type !== undefined && data !== undefined && chosen === undefined && (
          <Failure message={`No notification type is called "${type}".`} />
        )}
      </div>
    </div>
  );
}
