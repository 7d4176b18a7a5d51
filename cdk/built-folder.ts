import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

interface Recipe {
  /** Where builds lie, below `cdk.out/`. */
  store: string;
  /** Files and folders that go in, relative to the root; what is not there counts for nothing. */
  inputs: readonly string[];
  /** Folders among them that do not go in. */
  leftOut?: readonly string[];
  /** What goes in besides. */
  settings?: string;
  /** Builds kept. */
  kept: number;
}
interface Built {
  folder: string;
  reused: boolean;
}

/**
 * A folder that is built from files, named after a hash of everything that goes in: what is unchanged is not built again.
 * `make` builds into the folder it is given; rejects as it does, and keeps nothing then.
 */
export async function builtFolder(recipe: Recipe & { make: (folder: string) => Promise<void> }): Promise<Built> {
  const { folder, reused, draft, keep, drop } = folderOf(recipe);
  if (reused) return { folder, reused };
  await recipe.make(draft).catch(drop);
  keep();
  return { folder, reused };
}

/** The same for what is built at once; throws as `make` does. */
export function builtFolderNow(recipe: Recipe & { make: (folder: string) => void }): Built {
  const { folder, reused, draft, keep, drop } = folderOf(recipe);
  if (reused) return { folder, reused };
  try {
    recipe.make(draft);
  } catch (error) {
    drop(error);
  }
  keep();
  return { folder, reused };
}

function folderOf({ inputs, leftOut = [], settings = '', kept, store: name }: Recipe) {
  const hash = createHash('sha256').update(settings).update(process.version);
  const skipped = new Set(leftOut.map((path) => join(root, path)));
  for (const input of inputs) addToHash(hash, join(root, input), skipped);
  const store = join(root, 'cdk.out', name);
  const folder = join(store, hash.digest('hex').slice(0, 16));
  const reused = existsSync(folder);
  if (reused) utimesSync(folder, new Date(), new Date());
  else mkdirSync(store, { recursive: true });
  // Two may build at once: each into a folder of its own, and the first to finish gives the name.
  const draft = `${folder}.${process.pid}`;
  if (!reused) rmSync(draft, { recursive: true, force: true });
  const drop = (error: unknown): never => {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  };
  const keep = () => {
    try {
      renameSync(draft, folder);
    } catch (error) {
      if (!existsSync(folder)) drop(error);
      rmSync(draft, { recursive: true });
    }
    removeOld(store, kept);
  };
  return { folder, reused, draft, keep, drop };
}

function addToHash(hash: ReturnType<typeof createHash>, path: string, skipped: ReadonlySet<string>): void {
  if (skipped.has(path) || !existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addToHash(hash, join(path, name), skipped);
  } else hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
}

function removeOld(store: string, kept: number): void {
  // Another process may give its draft its name meanwhile.
  const changed = (name: string) => statSync(join(store, name), { throwIfNoEntry: false })?.mtimeMs;
  const dated = readdirSync(store).map((name) => ({ name, at: changed(name) ?? Date.now() }));
  const old = dated.sort((a, b) => b.at - a.at).slice(kept);
  // A draft of another process is young, and so is never among them while it is being written.
  for (const { name, at } of old)
    if (Date.now() - at > 60_000) rmSync(join(store, name), { recursive: true, force: true });
}
