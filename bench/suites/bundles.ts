import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
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
  for (const { name, file, environment: variables } of readTopology(readTemplate(assembly, environment)).functions) {
    const conditions = { function: /ingest|aggregate|graphql|live/i.exec(name)?.[0].toLowerCase() ?? name };
    const module = `${file}.mjs`;
    bench.print('bundle', statSync(module).size / 1000, 'kB', conditions);
    bench.print('bundle, gzip', gzipSync(readFileSync(module)).length / 1000, 'kB', conditions);
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
