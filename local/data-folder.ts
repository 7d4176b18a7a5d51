import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const marker = '.polylog-data';

/**
 * Opens (or makes) the folder of the local data and locks it for this process. Throws when another host has it, or when
 * `fresh` would delete a folder that does not carry our marker.
 */
export function openDataFolder(path: string, fresh: boolean): { path: string; unlock: () => void } {
  const folder = resolve(path);
  const lock = join(folder, 'host.pid');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const foreign = !existsSync(join(folder, marker)) && readdirSync(folder).length > 0;
  if (foreign) throw new Error(`${folder} holds something else than Polylog's data; choose another POLYLOG_DATA`);
  const holder = Number(existsSync(lock) && readFileSync(lock, 'utf8'));
  if (holder > 0 && isAlive(holder, folder)) {
    throw new Error(`Another host (process ${holder}) is using ${folder}: stop it, or set POLYLOG_DATA and PORT`);
  }
  if (fresh) for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true });
  writeFileSync(join(folder, marker), 'Local data of Polylog; npm start -- --fresh deletes this folder.\n');
  rmSync(lock, { force: true });
  // `wx`: of two hosts that start at once only one gets the lock.
  writeFileSync(lock, String(process.pid), { flag: 'wx' });
  return { path: folder, unlock: () => rmSync(lock, { force: true }) };
}

/**
 * Ends children that outlived a killed host and still have the data open. A recorded pid is only killed while its command
 * line names this folder, since the number may belong to another program by now.
 */
export async function endLeftovers(folder: string, pids: number[]): Promise<number> {
  const ours = pids.filter((pid) => commandLine(pid).includes(folder));
  for (const pid of ours) process.kill(pid, 'SIGKILL');
  while (ours.some((pid) => commandLine(pid).includes(folder))) await new Promise((done) => setTimeout(done, 20));
  return ours.length;
}

/** A reused pid must not lock the folder for ever, so where /proc tells, the process has to be a host. */
function isAlive(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const line = commandLine(pid);
  return pid !== process.pid && (line === '' || line.includes('start.ts') || line.includes(folder));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
