import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** CommonJS packages inside an ES module still call `require` for what Node brings. */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Ways to credentials that the SDK loads only when the environment holds none. Lambda always puts them there, so these
 * packages (a quarter of a bundle) stay outside.
 */
const otherCredentials = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Required only where Node has none of its own; since Node 24 it has. */
const nodeHasIt = ['urlpattern-polyfill'];

/**
 * Minified ES modules with their source maps (line numbers, no sources) from an entry file relative to the root, and what
 * went into them: `index.mjs`, and a chunk for what is imported when it is first needed, so that a cold start reads none of
 * it.
 */
export const compile = (entry: string) =>
  buildSync({
    absWorkingDir: root,
    entryPoints: { index: entry },
    // Nothing is written here: a fixed place makes the text, and with it the asset's hash, the same in every folder.
    outdir: join(root, 'cdk.out', 'bundle'),
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: '[name]-[hash]',
    write: false,
    metafile: true,
    bundle: true,
    external: [...otherCredentials, ...nodeHasIt],
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    logLevel: 'error',
  });
