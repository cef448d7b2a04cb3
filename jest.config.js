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

/** Suites that want a PostgreSQL: one for all of them. */
const withPostgres = {
  globalSetup: '<rootDir>/test/support/postgres.setup.mjs',
  globalTeardown: '<rootDir>/test/support/postgres.teardown.mjs',
};

/** Of the specs that run on servers, too, those that every run takes; `npm run test:servers` takes all of them. */
const onServers = process.env.ALL_ON_SERVERS
  ? ['test/e2e/**/*.spec.ts']
  : ['amendments', 'issuer', 'moving', 'other-log', 'proof', 'verify'].map(
      (name) => `test/e2e/${name}.spec.ts`,
    );

/** @type {import('jest').Config} */
module.exports = {
  // A test that hangs ends; one on a machine with other work goes on.
  testTimeout: 60_000,
  projects: [
    project('unit', ['src/**/*.spec.ts'], seeded),
    project('architecture', ['test/architecture/**/*.spec.ts']),
    project('golden', ['test/golden/**/*.spec.ts']),
    project('properties', ['test/properties/**/*.spec.ts'], seeded),
    project('contract', ['test/contract/**/*.spec.ts'], withPostgres),
    project('scenarios', ['test/scenarios/**/*.spec.ts']),
    project('vesting', ['test/vesting/**/*.spec.ts']),
    project('real', ['test/real/**/*.spec.ts']),
    project('read-model', ['test/read-model/**/*.spec.ts'], { ...seeded, ...withPostgres }),
    project('e2e', ['test/e2e/**/*.spec.ts'], { globalSetup: '<rootDir>/test/e2e/build.setup.js' }),
    project('e2e-servers', onServers, {
      setupFiles: ['<rootDir>/test/e2e/on-servers.ts'],
      globalSetup: '<rootDir>/test/e2e/servers.setup.mjs',
      globalTeardown: '<rootDir>/test/e2e/servers.teardown.mjs',
    }),
  ],
};
