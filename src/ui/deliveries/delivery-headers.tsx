/**
 * The headers of a delivery's request, each value to copy.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';
import { CopyButton } from '../parts/copy-button';
import { REDACTED } from './curl';

/** A header that came twice is there twice. */
export function headerLines({
  headers,
}: Pick<Delivery, 'headers'>): readonly (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  );
}

/** As the journal keeps them: without secrets. */
export function Headers({ headers }: Pick<Delivery, 'headers'>) {
  const rows = headerLines({ headers });
  if (rows.length === 0) return <p class="muted">There are no headers.</p>;
  return (
    <table class="headers">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">{name}</th>
            <td>
              {value === REDACTED ? (
                <span class="muted">secret, not kept</span>
              ) : (
                <>
                  <span>{value}</span>
                  <CopyButton text={value} what={name} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
