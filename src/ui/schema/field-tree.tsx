/**
 * The fields of a notification as nested lists.
 *
 * @module
 */
import { Badge } from '../parts/badge';
import { Prose } from '../parts/prose';
import type { Field } from './fields';

/** Known values that are listed at once; of more, the rest is a click away. */
const LISTED = 12;

/** See the module. */
export function FieldTree({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <ul class="fields">
      {fields.map((field) => (
        <li key={field.name}>
          <FieldRow field={field} />
          {field.fields.length > 0 && <FieldTree fields={field.fields} />}
        </li>
      ))}
    </ul>
  );
}

function FieldRow({
  field: { name, expected, required, description, knownValues, spellingOf },
}: {
  readonly field: Field;
}) {
  return (
    <div class="field-row">
      <p class="field-name">
        <code>{name}</code>
        {required && <Badge tone="quiet">required</Badge>}
      </p>
      <div class="field-about">
        <p class="muted small">{expected}</p>
        <p>
          <Prose text={description} />
          {spellingOf !== undefined && (
            <>
              {' '}
              Older name of <code>{spellingOf}</code>.
            </>
          )}
        </p>
        <KnownValues values={knownValues} />
      </div>
    </div>
  );
}

function KnownValues({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return null;
  const list = values.map((value, index) => (
    <>
      {index > 0 && ', '}
      <code>{value}</code>
    </>
  ));
  if (values.length <= LISTED) return <p class="small">Known values: {list}</p>;
  return (
    <details class="small">
      <summary>{values.length} known values</summary>
      {list}
    </details>
  );
}
