/**
 * Jest runs the TypeScript of `src` and `test` through swc, which strips types only; `npm run check` checks them.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // One process for all would keep something of every file until its heap is full.
  workerIdleMemoryLimit: '1GB',
  // Above every wait that a test asks for by itself: this only ends a test that hangs.
  testTimeout: 180_000,
};
