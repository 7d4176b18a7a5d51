import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..');
const inputs = [
  'cdk',
  'functions',
  'graphql',
  'shared',
  'docs/openapi.json',
  'docs/schemas',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];
// Assemblies kept: suites alternate between settings.
const kept = 8;

/**
 * Synthesises the stage `local` with `node cdk/app.ts` and returns the folder of the assembly. The folder is named after a
 * hash of everything that goes in, so unchanged inputs are not synthesised again. Throws what the app printed if it fails.
 */
export async function synthesise(context: Record<string, string>): Promise<{ assembly: string; reused: boolean }> {
  const settings = JSON.stringify({ stage: 'local', ...context });
  const hash = createHash('sha256').update(settings).update(process.version);
  for (const input of inputs) addToHash(hash, join(root, input));
  const store = join(root, 'cdk.out', 'local');
  const assembly = join(store, hash.digest('hex').slice(0, 16));
  const reused = existsSync(join(assembly, 'manifest.json'));
  if (reused) utimesSync(assembly, new Date(), new Date());
  else {
    // Two hosts may synthesise at once: each into a folder of its own, and the first to finish gives the name.
    const draft = `${assembly}.${process.pid}`;
    mkdirSync(store, { recursive: true });
    await runApp(draft, settings);
    if (existsSync(assembly)) rmSync(draft, { recursive: true });
    else renameSync(draft, assembly);
    removeOld(store);
  }
  return { assembly, reused };
}

async function runApp(outdir: string, context: string): Promise<void> {
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'cdk', 'app.ts')], {
    cwd: root,
    env: { ...env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context, POLYLOG_STAGE: 'local' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((done) => child.once('close', done));
  const [out, problems, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code === 0) return;
  rmSync(outdir, { recursive: true, force: true });
  throw new Error(`node cdk/app.ts failed:\n${problems}${out}`);
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addToHash(hash, join(path, name));
  } else hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
}

function removeOld(store: string): void {
  const age = (name: string) => statSync(join(store, name)).mtimeMs;
  const dated = readdirSync(store).map((name) => ({ name, at: age(name) }));
  const old = dated.sort((a, b) => b.at - a.at).slice(kept);
  // A draft of another host is young, and so is never among them while it is being written.
  for (const { name, at } of old)
    if (Date.now() - at > 60_000) rmSync(join(store, name), { recursive: true, force: true });
}
