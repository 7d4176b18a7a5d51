import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, hookTimeout: 90_000 };

export default defineConfig({
  test: {
    // The suites share two cores with the engines they start.
    maxWorkers: 2,
    reporters: ['default', './test/summary-reporter.ts'],
    projects: [
      { test: { ...shared, name: 'rules', include: ['test/{unit,property,cdk,graphql}/**/*.test.ts'] } },
      {
        // One running stack for all of them.
        test: {
          ...shared,
          name: 'hosted',
          include: ['test/{integration,chaos}/**/*.test.ts'],
          globalSetup: ['test/stack.ts'],
        },
      },
    ],
  },
});
