import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { synthesise } from '../../local/synthesise.ts';
import { readTemplate } from '../../local/template.ts';
import { readTopology } from '../../local/topology.ts';
import type { Bench } from '../bench.ts';
import { percentileOf } from '../percentile-of.ts';

const environment = {
  region: 'eu-central-1',
  account: '000000000000',
  sqsEndpoint: 'http://127.0.0.1:1',
  apiEndpoint: 'http://127.0.0.1:1',
  parameters: {
    LocalKey: 'local',
    OidcIssuer: 'https://example.com',
    OidcAudience: 'polylog',
    OidcJwksUri: 'https://example.com/jwks.json',
  },
};
/** Prints how long the import took, and how long the process had been running by then. */
const script = `globalThis.awslambda = { streamifyResponse: (handler) => handler }; const began = performance.now(); await import(process.argv[1]);
console.log(JSON.stringify([performance.now() - began, performance.now()])); process.exit(0);`;

/** Size of each bundled function, and how long a fresh process takes to be ready for its first invocation. */
export async function bundles(bench: Bench): Promise<void> {
  const { assembly } = await synthesise({});
  for (const { logicalId, file, environment: variables } of readTopology(readTemplate(assembly, environment))
    .functions) {
    // The CDK adds eight digits to the name.
    const conditions = { function: logicalId.slice(0, -8).toLowerCase() };
    const module = `${file}.mjs`;
    const all = readdirSync(dirname(module)).filter((one) => one.endsWith('.mjs'));
    for (const [figure, files] of Object.entries({ 'cold start': readAtOnce(module), bundle: all })) {
      const contents = files.map((one) => readFileSync(join(dirname(module), one)));
      const bytes = contents.reduce((sum, { length }) => sum + length, 0);
      const packed = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
      bench.print(figure, bytes / 1000, 'kB', conditions);
      bench.print(`${figure}, gzip`, packed / 1000, 'kB', conditions);
    }
    const runs = Array.from({ length: 5 }, () => coldInit(module, variables));
    const median = (of: number) =>
      percentileOf(
        runs.map((run) => run[of] ?? Number.NaN),
        0.5,
      );
    bench.print('cold init', median(0), 'ms', { ...conditions, runs: runs.length });
    bench.print('cold process', median(1), 'ms', { ...conditions, runs: runs.length });
  }
}

/** The entry of a bundle and the chunks that it imports at once, directly or not; the others are read when they are needed. */
function readAtOnce(module: string): string[] {
  const read = new Set([module.slice(dirname(module).length + 1)]);
  for (const file of read) {
    const text = readFileSync(join(dirname(module), file), 'utf8');
    for (const [, next = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.mjs)"/g)) read.add(next);
  }
  return [...read];
}

function coldInit(module: string, variables: Record<string, string>): number[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, pathToFileURL(module).href],
    {
      encoding: 'utf8',
      timeout: 30_000,
      env: {
        PATH: process.env.PATH,
        AWS_REGION: environment.region,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        ...variables,
      },
    },
  );
  if (status !== 0) throw new Error(`${module} does not load:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as number[];
}
