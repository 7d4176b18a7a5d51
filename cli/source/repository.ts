import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceAdapter } from '../../functions/ingest/sources/adapter.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { placed } from './conformance/compare.ts';
import type { SourceFixture } from './fixture.ts';

/** The folder that this program lies in: sources are developed where they are deployed from. */
export const repository = join(import.meta.dirname, '../..');

/** An adapter of the registry with its fixture; throws, naming what there is, when there is none of that id. */
export async function loadSource(id: string): Promise<{ adapter: SourceAdapter; fixture: SourceFixture }> {
  const load = Object.hasOwn(adapters, id) ? adapters[id] : undefined;
  if (load === undefined) throw new Error(`There is no source ${id}; there are ${Object.keys(adapters).join(', ')}.`);
  const file = `test/sources/${id}/fixture.ts`;
  const { fixture } = await found<{ fixture: SourceFixture }>(file, import(pathToFileURL(join(repository, file)).href));
  if (fixture === undefined) throw new Error(`${file} exports no fixture.`);
  const adapter = await found(`functions/ingest/sources/${id}.ts`, load());
  if (adapter === undefined) {
    throw new Error(`functions/ingest/sources/${id}.ts does not export what the registry takes from it.`);
  }
  return { adapter, fixture };
}

/** What cannot be loaded is said with its file and place: Node's own message may name neither. */
const found = <Loaded>(file: string, loading: Promise<Loaded>): Promise<Loaded> =>
  loading.catch((error: Error) => {
    throw new Error(`${file} cannot be loaded: ${placed(error)} Try npx tsc.`, { cause: error });
  });
