import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AssetHashType } from 'aws-cdk-lib/core';
import { compile } from './compile.ts';

const root = join(import.meta.dirname, '..');

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

/** What a function serves beside its code: pages, each built by its script, the documents they show, persisted documents. */
const addStaticFiles = (source: string, folder: string): void => {
  const page = join(source, 'build-graphiql.ts');
  if (existsSync(page)) execFileSync(process.execPath, [page, join(folder, 'graphiql.html.gz')]);
  const reference = join(source, 'contract', 'build-reference.ts');
  if (existsSync(reference)) execFileSync(process.execPath, [reference, folder]);
  const persisted = join(source, 'persisted.json');
  if (existsSync(persisted)) copyFileSync(persisted, join(folder, 'persisted.json'));
};
