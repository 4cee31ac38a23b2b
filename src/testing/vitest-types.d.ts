/**
 * As much of Vitest's types as `vitest.mts` needs to be compiled: it is the user's dependency, not ours. Stays out of
 * the package; `npm run test:package` compiles against the real ones.
 *
 * @module
 */
declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- as Vitest 5 has it
  export interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {}
  export const expect: { extend(matchers: object): void };
}
