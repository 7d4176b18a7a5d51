import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AssetHashType } from 'aws-cdk-lib/core';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

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

/**
 * One minified ES module with its source map (line numbers, no sources) from an entry file relative to the root, and
 * what went into it.
 */
export const compile = (entry: string) =>
  buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    // Nothing is written here: a fixed place makes the text, and with it the asset's hash, the same in every folder.
    outfile: join(root, 'cdk.out', 'bundle', 'index.mjs'),
    write: false,
    metafile: true,
    bundle: true,
    external: otherCredentials,
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

/** The code of a function, bundled by esbuild in this process: nothing is left to a runtime's own copy of the SDK. */
export const bundle = (entry: string): Code => {
  const source = dirname(resolve(root, entry));
  return Code.fromAsset(source, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('not-used'),
      local: {
        tryBundle(folder: string) {
          for (const file of compile(entry).outputFiles)
            writeFileSync(join(folder, basename(file.path)), file.contents);
          addStaticFiles(source, folder);
          return true;
        },
      },
    },
  });
};

/** What a function serves beside its code: the page of GraphiQL, built by its script, and the persisted documents. */
const addStaticFiles = (source: string, folder: string): void => {
  const page = join(source, 'build-graphiql.ts');
  if (existsSync(page)) execFileSync(process.execPath, [page, join(folder, 'graphiql.html.gz')]);
  const persisted = join(source, 'persisted.json');
  if (existsSync(persisted)) copyFileSync(persisted, join(folder, 'persisted.json'));
};
