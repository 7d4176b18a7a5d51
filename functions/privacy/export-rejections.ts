import { eraseFromRejection } from '../../shared/erase-from-rejection.ts';
import { isPseudonym, pseudonymsOf } from '../../shared/pseudonym.ts';
import { createOpener } from '../../shared/sealed-person.ts';
import { loadPersonKeys } from '../../shared/store/person-keys.ts';
import { cursorOf } from '../../shared/store/place.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import type { ExportFrom } from './export-person.ts';

/** Rejections that are looked through for one part. */
const lookedAtOnce = 500;

/** Reads on through what was refused, for what an erasure would take the person out of. */
export const exportRejections: ExportFrom = async (
  at,
  most,
  { person, words },
  { client, tables, clock, loadKeys },
) => {
  const keys = await loadKeys();
  const open = createOpener(await loadPersonKeys({ client, tableName: tables.registryTable, key: keys.wrapping }));
  const known = new Set(words);
  const wanted = {
    isPerson: (one: string) => {
      const opened = open(one);
      return (isPseudonym(opened) ? [opened] : pseudonymsOf(keys, opened)).some((word) => known.has(word));
    },
    ids: [...words, ...(person === undefined ? [] : [person])],
    replacement: 'x_',
  };
  const store = createRejectionStore({ client, tableName: tables.rejectionsTable, key: keys.payload, clock });
  const data: unknown[] = [];
  let looked = 0;
  for await (const { place, ...rejection } of store.walk({}, at)) {
    if (eraseFromRejection(rejection, wanted) !== undefined) data.push(rejection);
    if (data.length >= most || ++looked >= lookedAtOnce) return { data, next: cursorOf(place) };
  }
  return { data };
};
