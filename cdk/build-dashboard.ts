import { join } from 'node:path';
import { builtFolder } from './built-folder.ts';

const configFile = join(import.meta.dirname, '..', 'dashboard', 'vite.config.ts');

/** Builds the dashboard unless it is unchanged, and returns the folder of the page. Rejects with what Vite found. */
export async function buildDashboard(): Promise<string> {
  const { folder } = await builtFolder({
    store: 'dashboard',
    inputs: [
      'cdk/build-dashboard.ts',
      'dashboard',
      'shared',
      'client',
      'graphql/schema.graphql',
      'package.json',
      'node_modules/.package-lock.json',
      'tsconfig.json',
    ],
    leftOut: ['dashboard/dist', 'client/dist'],
    kept: 4,
    async make(outDir) {
      // Loading Vite takes longer than a synthesis that needs no build.
      const { build } = await import('vite');
      // Suites run with another, by which Vite would take React as it is for development.
      const { NODE_ENV } = process.env;
      process.env.NODE_ENV = 'production';
      await build({ configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
      if (NODE_ENV === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = NODE_ENV;
    },
  });
  return folder;
}
