/**
 * The notification types: those with a published body, and those known by name only.
 *
 * @module
 */
import type { SchemaList } from '../../api/client-types';
import { addressOf } from '../location';
import { VALIDATE } from './validate-box';

type Types = SchemaList['schemas'];

/** `chosen`: the type that is shown, or `validate` for the box. `types`: none before they are known; no heading then, for the types would push it away. */
export function TypeList({
  types,
  chosen,
}: {
  readonly types: Types;
  readonly chosen: string | undefined;
}) {
  return (
    <nav aria-label="Notification types">
      <a href={VALIDATE} aria-current={chosen === 'validate' ? 'page' : undefined}>
        Validate a body
      </a>
      <Group
        title="Published"
        about="Wallarm has published a body: every field is checked."
        types={types.filter(({ published }) => published)}
        chosen={chosen}
      />
      <Group
        title="Known by name"
        about="No body is published: only the envelope is checked."
        types={types.filter(({ published }) => !published)}
        chosen={chosen}
      />
    </nav>
  );
}

function Group({
  title,
  about,
  types,
  chosen,
}: {
  readonly title: string;
  readonly about: string;
  readonly types: Types;
  readonly chosen: string | undefined;
}) {
  if (types.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <p class="hint">{about}</p>
      <ul>
        {types.map(({ type }) => (
          <li key={type}>
            <a
              href={addressOf(['schema', type])}
              aria-current={type === chosen ? 'page' : undefined}
            >
              <code>{type}</code>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
