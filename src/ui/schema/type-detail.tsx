/**
 * One notification type: its fields, a sample, and the schema itself.
 *
 * @module
 */
import { useMemo } from 'preact/hooks';

import type { JsonSchema, SchemaList } from '../../api/client-types';
import { addressOf, go } from '../location';
import { Badge } from '../parts/badge';
import { CopyButton } from '../parts/copy-button';
import { Failure } from '../parts/failure';
import { JsonText } from '../parts/json-text';
import { Prose } from '../parts/prose';
import { useData } from '../parts/use-data';
import { FieldTree } from './field-tree';
import { fieldsOf } from './fields';
import { draft, VALIDATE } from './validate-box';

/** See the module. */
export function TypeDetail({ type: one }: { readonly type: SchemaList['schemas'][number] }) {
  const { type, published } = one;
  const path = `/api/schemas/${type}`;
  const { data, failure } = useData<JsonSchema>(path);
  return (
    <>
      <div class="type-head">
        <h2>
          <code>{type}</code>
        </h2>
        <Badge tone={published ? 'ok' : 'quiet'}>
          {published ? 'published body' : 'known by name only'}
        </Badge>
      </div>
      <Failure message={failure} />
      <p class="about">
        <Prose text={data?.description ?? ''} />
      </p>
      {data !== undefined && (
        <>
          <section aria-label="Fields">
            <h3>Fields</h3>
            <div class="panel">
              <FieldTree fields={fieldsOf(data)} />
            </div>
          </section>
          <Sample {...one} />
          <Whole schema={data} path={path} />
        </>
      )}
    </>
  );
}

function Sample({ type, sample, published }: SchemaList['schemas'][number]) {
  const text = useMemo(() => JSON.stringify(sample, null, 2), [sample]);
  const validate = (): void => {
    draft.value = text;
    go(VALIDATE);
  };
  return (
    <section aria-label="Sample">
      <div class="section-head">
        <h3>Sample notification</h3>
        <button type="button" class="button quiet" onClick={validate}>
          Edit and validate
        </button>
        <a class="button quiet" href={addressOf(['send'], { type })}>
          Send it
        </a>
        <CopyButton text={text} label="Copy sample" />
      </div>
      {!published && (
        <p class="hint">Built to the envelope; what Wallarm sends beside it is not known.</p>
      )}
      <JsonText text={text} label="Sample notification" />
    </section>
  );
}

function Whole({ schema, path }: { readonly schema: JsonSchema; readonly path: string }) {
  const text = useMemo(() => JSON.stringify(schema, null, 2), [schema]);
  return (
    <section aria-label="JSON Schema">
      <div class="section-head">
        <h3>JSON Schema 2020-12</h3>
        <a class="button quiet" href={path}>
          Raw JSON
        </a>
        <CopyButton text={text} label="Copy schema" />
      </div>
      <JsonText text={text} label="JSON Schema" />
    </section>
  );
}
