import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from './config.ts';
import { statefulLosses, type TemplateShape } from './stateful-losses.ts';

/**
 * `npm run diff -- REF`: `cdk diff` of the templates of a git ref and of the working tree, for the stages that are deployed,
 * without AWS. It exits 1 when the change would remove or replace what holds data. Dependencies are those of the working
 * tree, for both.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', multiple: true, default: stages.filter((stage) => stage !== 'local') },
    allow: { type: 'string', multiple: true, default: [] },
  },
});
const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const suffix = '.template.json';

const [ref, ...more] = positionals;
if (ref === undefined || more.length > 0) {
  console.error('npm run diff -- REF [--stage NAME] [--allow LOGICAL_ID]: REF is what is compared with, e.g. main.');
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-diff-'));
  try {
    process.exitCode = compare(ref, folder) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True when something that holds data would be lost. */
function compare(ref: string, folder: string): boolean {
  const old = join(folder, 'ref');
  mkdirSync(old);
  const archive = execFileSync('git', ['archive', ref], { cwd: root, maxBuffer: 1_000_000_000 });
  execFileSync('tar', ['-x', '-C', old], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(old, 'node_modules'));
  let lost = false;
  for (const stage of values.stage) {
    const [before, after] = [join(folder, `${stage}-before`), join(folder, `${stage}-after`)];
    synthesise(old, stage, before);
    synthesise(root, stage, after);
    lost = compareStacks(before, after) || lost;
  }
  return lost;
}

function compareStacks(before: string, after: string): boolean {
  const allowed = new Set(values.allow);
  const stacks = [...new Set([...templatesIn(before), ...templatesIn(after)])].sort();
  let lost = false;
  for (const stack of stacks) {
    const [old, now] = [join(before, stack + suffix), join(after, stack + suffix)];
    if (!existsSync(old)) console.log(`Stack ${stack}: new`);
    else if (!existsSync(now)) console.log(`Stack ${stack}: gone`);
    else cdkDiff(stack, after, old);
    for (const { id, type, why } of statefulLosses(readTemplate(old), readTemplate(now), allowed)) {
      console.error(`REFUSED: ${stack} ${id} (${type}) holds data, and ${why}. Allow it on purpose: --allow ${id}`);
      lost = true;
    }
  }
  return lost;
}

function cdkDiff(stack: string, app: string, template: string): void {
  const args = ['diff', stack, '--app', app, '--template', template, '--exclusively', '--no-notices', '--no-color'];
  const env = { ...process.env, CDK_DISABLE_VERSION_CHECK: '1', CI: 'true' };
  const { status, error } = spawnSync(join(bin, 'cdk'), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || (status !== 0 && status !== 1)) throw error ?? new Error(`cdk diff of ${stack} ended with ${status}.`);
}

function synthesise(from: string, stage: string, outdir: string): void {
  const env = { ...process.env, CDK_OUTDIR: outdir, POLYLOG_STAGE: stage };
  const app = join(from, 'cdk', 'app.ts');
  const { status, stderr } = spawnSync(process.execPath, [app], { cwd: from, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The stage ${stage} cannot be synthesised in ${from}:\n${stderr}`);
}

function templatesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));
}

function readTemplate(file: string): TemplateShape {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TemplateShape) : {};
}
