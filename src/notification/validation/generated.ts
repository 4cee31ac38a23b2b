/**
 * What is generated from the schemas, as it lies in the package's `schemas/`: read when it is first needed, so that a
 * process loads neither the schemas' source nor a compiler.
 *
 * @module
 */
import { createRequire } from 'node:module';

import type { ValidateFunction } from 'ajv';

import { isPublishedType, type NotificationType } from '../notification-type';
import type { JsonSchema } from '../schemas/json-schema';

/** Both `src` and `dist` lie beside `schemas/`. */
const SCHEMAS = '../../../schemas';
const load = createRequire(__filename);

/** A contract's name: a type, or `envelope` for what every notification shares. */
export type ContractName = NotificationType | 'envelope';

/** Whether a validator stops at the first breach, which is quick and safe on any value, or lists them all. */
export type Breadth = 'first-breach' | 'all-breaches';

/** The schema of a contract, with its words. */
export function generatedSchema(name: ContractName): JsonSchema {
  return load(`${SCHEMAS}/${name}.schema.json`) as JsonSchema;
}

/** The validator of a contract; of a type that is known by name only, the envelope's. */
export function generatedValidator(name: ContractName, breadth: Breadth): ValidateFunction {
  const validators = load(`${SCHEMAS}/${breadth}.validators.js`) as Readonly<
    Record<string, ValidateFunction>
  >;
  const own = name !== 'envelope' && isPublishedType(name) ? name : 'envelope';
  const validator = validators[own];
  if (validator === undefined) throw new Error(`schemas/ holds no validator of ${own}.`);
  return validator;
}
