/**
 * Holds what came against a schema, and names the field that is wrong as Wallarm's API does.
 *
 * @module
 */
import type { Static, TSchema } from '@sinclair/typebox';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';

import { type WallarmApiError, wrongField } from './errors';

const ajv = new Ajv2020({ allErrors: false, verbose: true, strictTypes: false });
const compiled = new Map<TSchema, ValidateFunction>();

/** The value, when it is what the schema says. @throws WallarmApiError naming the field */
export function checked<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
  place = '',
): Static<Schema> {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return value;
  const error = deepest(validate.errors ?? []);
  throw error === undefined ? wrongField(place, 'is wrong') : refusal(error, place);
}

/** Of a choice, what is wrong within the one that was meant; or the last, which says that none was met. */
function deepest(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const most = Math.max(...errors.map(depth));
  return errors.findLast((error) => depth(error) === most);
}

/** Where a secret may stand, what came is not repeated. */
const SECRET = /^target(\.(headers|ca_file|token)|$)/;

function refusal(
  { instancePath, message, params, data }: ErrorObject,
  place: string,
): WallarmApiError {
  const { missingProperty, allowedValue } = params as Readonly<Record<string, unknown>>;
  const path = [
    place,
    ...instancePath.slice(1).split('/'),
    typeof missingProperty === 'string' ? missingProperty : '',
  ];
  const field = path.filter((one) => one !== '').join('.');
  if (missingProperty !== undefined) return wrongField(field, 'is missing');
  const wanted = allowedValue === undefined ? '' : ` ${JSON.stringify(allowedValue)}`;
  const value = SECRET.test(field) || typeof data === 'object' ? undefined : (data as unknown);
  return wrongField(field === '' ? 'body' : field, `${message ?? 'is wrong'}${wanted}`, value);
}
