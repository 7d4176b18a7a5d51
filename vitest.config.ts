import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, hookTimeout: 90_000 };

export default defineConfig({
  test: {
    // The suites share two cores with the engines they start. A third would save half a minute, and have some that go by the
    // clock wait for longer than they do.
    maxWorkers: 2,
    reporters: ['default', './test/summary-reporter.ts'],
    projects: [
      {
        // As Node resolves it: Vite would take a second copy of graphql, and each refuses the other's errors.
        resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
        test: {
          ...shared,
          name: 'rules',
          include: ['test/{unit,property,cdk,graphql,client,sources,fuzz}/**/*.test.ts', 'test/security/*.test.ts'],
        },
      },
      {
        // One running stack for all of them.
        test: {
          ...shared,
          name: 'hosted',
          include: ['test/{integration,chaos,soak}/**/*.test.ts', 'test/security/hosted/*.test.ts'],
          globalSetup: ['test/stack.ts'],
        },
      },
      {
        // One running stack with the sample, and one Chromium for each file.
        test: {
          ...shared,
          name: 'browser',
          include: ['test/{browser,sampled}/**/*.test.ts'],
          globalSetup: ['test/browser/sample-stack.ts'],
        },
      },
    ],
  },
});
