import { expect, it } from 'vitest';
import { loadErasedNotes, putErasedNote } from '../../shared/store/erased-notes.ts';
import { engineForEach } from '../engine-for-each.ts';

const stage = engineForEach(Date.parse('2026-11-22T12:00:00Z'));

it('an erasure that looks once more takes nothing back of a later one of the same person', async () => {
  const registry = { client: stage.client, tableName: stage.names.registry };
  const first = { hash: 'h', at: '2026-11-22T12:00:00.000Z', replacement: 'x_first', erasure: 'one' };
  const second = { hash: 'h', at: '2026-11-22T12:00:30.000Z', replacement: 'x_second', erasure: 'two' };
  await putErasedNote(registry, first);
  await putErasedNote(registry, second);
  await putErasedNote(registry, first);
  expect(await loadErasedNotes(registry)).toEqual([second]);
});
