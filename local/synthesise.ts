import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { builtFolder } from '../cdk/built-folder.ts';

const root = join(import.meta.dirname, '..');
const inputs = [
  'cdk',
  'client',
  'dashboard',
  'functions',
  'graphql',
  'shared',
  'docs/openapi.json',
  'docs/schemas',
  'cdk.json',
  'package.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
];
const leftOut = ['client/dist', 'dashboard/dist'];
// Assemblies kept: suites alternate between settings.
const kept = 8;

/**
 * Synthesises the stage `local` with `node cdk/app.ts` and returns the folder of the assembly. The folder is named after a
 * hash of everything that goes in, so unchanged inputs are not synthesised again. Throws what the app printed if it fails.
 */
export async function synthesise(context: Record<string, string>): Promise<{ assembly: string; reused: boolean }> {
  const settings = JSON.stringify({ stage: 'local', ...context });
  const make = (folder: string) => runApp(folder, settings);
  const { folder, reused } = await builtFolder({ store: 'local', inputs, leftOut, settings, kept, make });
  return { assembly: folder, reused };
}

async function runApp(outdir: string, context: string): Promise<void> {
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'cdk', 'app.ts')], {
    cwd: root,
    // `npm run synth` compares the templates with the schemas of CloudFormation; here that would take half of the time.
    env: { ...env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false', POLYLOG_STAGE: 'local' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((done) => child.once('close', done));
  const [out, problems, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code === 0) return;
  throw new Error(`node cdk/app.ts failed:\n${problems}${out}`);
}
