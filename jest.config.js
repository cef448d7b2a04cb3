const common = {
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'json'],
};
const project = (displayName, testMatch, more = {}) => ({
  ...common,
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  ...more,
});

/** Suites that try properties: the same examples in every run. */
const seeded = { setupFiles: ['<rootDir>/test/support/seed.ts'] };

/** @type {import('jest').Config} */
module.exports = {
  // A test that hangs ends; one on a machine with other work goes on.
  testTimeout: 60_000,
  projects: [
    project('unit', ['src/**/*.spec.ts'], seeded),
    project('architecture', ['test/architecture/**/*.spec.ts']),
    project('golden', ['test/golden/**/*.spec.ts']),
    project('properties', ['test/properties/**/*.spec.ts'], seeded),
    project('contract', ['test/contract/**/*.spec.ts']),
    project('scenarios', ['test/scenarios/**/*.spec.ts']),
    project('vesting', ['test/vesting/**/*.spec.ts']),
    project('real', ['test/real/**/*.spec.ts']),
    project('read-model', ['test/read-model/**/*.spec.ts'], {
      ...seeded,
      globalSetup: '<rootDir>/test/read-model/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/read-model/postgres.teardown.mjs',
    }),
    project('e2e', ['test/e2e/**/*.spec.ts'], { globalSetup: '<rootDir>/test/e2e/build.setup.js' }),
  ],
};
