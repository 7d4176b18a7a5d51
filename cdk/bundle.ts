import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { builtFolderNow } from './built-folder.ts';
import { compile } from './compile.ts';

const root = join(import.meta.dirname, '..');
/** What goes into a bundle; of packages what npm says that is installed. */
export const bundleInputs = [
  'cdk/bundle.ts',
  'cdk/compile.ts',
  'functions',
  'graphql',
  'shared',
  'docs/openapi.json',
  'docs/schemas',
  'package.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
];
/** Bundles of two states of the code: there are a dozen functions. */
const kept = 30;

/**
 * The code of a function, bundled by esbuild unless it is unchanged: nothing is left to a runtime's own copy of the SDK.
 */
export const bundle = (entry: string): Code => {
  const make = (folder: string) => {
    mkdirSync(folder);
    for (const file of compile(entry).outputFiles) writeFileSync(join(folder, basename(file.path)), file.contents);
    addStaticFiles(dirname(resolve(root, entry)), folder);
  };
  const { folder } = builtFolderNow({
    store: 'functions',
    inputs: bundleInputs,
    settings: entry,
    kept,
    make,
  });
  return Code.fromAsset(folder);
};

/** What a function serves beside its code: pages, each built by its script, the documents they show, persisted documents. */
const addStaticFiles = (source: string, folder: string): void => {
  const page = join(source, 'build-graphiql.ts');
  if (existsSync(page)) execFileSync(process.execPath, [page, join(folder, 'graphiql.html.gz')]);
  const reference = join(source, 'contract', 'build-reference.ts');
  if (existsSync(reference)) execFileSync(process.execPath, [reference, folder]);
  const persisted = join(source, 'persisted.json');
  if (existsSync(persisted)) copyFileSync(persisted, join(folder, 'persisted.json'));
};
