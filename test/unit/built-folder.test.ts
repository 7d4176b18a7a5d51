import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { builtFolder, builtFolderNow } from '../../cdk/built-folder.ts';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'polylog-built-'));
const inputs = [relative(root, join(scratch, 'source')), 'there-is-no-such-file'];
const store = relative(join(root, 'cdk.out'), join(scratch, 'store'));
afterAll(() => rmSync(scratch, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(scratch, 'source', name), text);
/** Copies the one file. */
const make = vi.fn(async (folder: string) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'built'), readFileSync(join(scratch, 'source', 'a')));
});
const build = (more: object = {}) => builtFolder({ store, inputs, kept: 2, make, ...more });

beforeEach(() => {
  rmSync(join(scratch, 'store'), { recursive: true, force: true });
  mkdirSync(join(scratch, 'source', 'out'), { recursive: true });
  write('a', 'first');
  make.mockClear();
});

it('builds once while nothing changes', async () => {
  const first = await build();
  expect(readFileSync(join(first.folder, 'built'), 'utf8')).toBe('first');
  expect([first.reused, await build()]).toEqual([false, { folder: first.folder, reused: true }]);
  expect(make).toHaveBeenCalledOnce();
});

it('builds again when a file, a name or a setting changes', async () => {
  const folders = [(await build()).folder];
  write('a', 'second');
  folders.push((await build()).folder);
  write('b', '');
  folders.push((await build()).folder, (await build({ settings: 'lanes=4' })).folder);
  expect(new Set(folders).size).toBe(4);
});

it('does not look at what it is told to leave out', async () => {
  const leftOut = [join(inputs[0] ?? '', 'out')];
  await build({ leftOut });
  write('out/made', 'of the rest');
  expect((await build({ leftOut })).reused).toBe(true);
});

it('keeps nothing of a build that fails, and builds anew', async () => {
  const failing = async (folder: string) => {
    mkdirSync(folder);
    throw new Error('misspelt');
  };
  await expect(build({ make: failing })).rejects.toThrow('misspelt');
  expect(readdirSync(join(scratch, 'store'))).toEqual([]);
  expect((await build()).reused).toBe(false);
});

it('builds at once what needs no waiting, once, and keeps nothing of what fails', () => {
  const now = vi.fn((folder: string) => void mkdirSync(folder));
  const recipe = { store, inputs, kept: 2 };
  const failing = () => {
    throw new Error('misspelt');
  };
  expect(() => builtFolderNow({ ...recipe, make: failing })).toThrow('misspelt');
  const { folder } = builtFolderNow({ ...recipe, make: now });
  expect(builtFolderNow({ ...recipe, make: now })).toEqual({ folder, reused: true });
  expect(now).toHaveBeenCalledOnce();
});
