import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import type { SourceFixture } from './fixture.ts';

/** The folder that this program lies in: sources are developed where they are deployed from. */
export const repository = join(import.meta.dirname, '../..');

/** An adapter of the registry with its fixture; throws, naming what there is, when there is none of that id. */
export async function loadSource(id: string): Promise<{ adapter: SourceAdapter; fixture: SourceFixture }> {
  const load = Object.hasOwn(adapters, id) ? adapters[id] : undefined;
  if (load === undefined) throw new Error(`There is no source ${id}; there are ${Object.keys(adapters).join(', ')}.`);
  const file = join(repository, 'test/sources', id, 'fixture.ts');
  const { fixture } = (await import(pathToFileURL(file).href)) as { fixture: SourceFixture };
  return { adapter: await load(), fixture };
}
