import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pseudonymOf } from '../../shared/pseudonym.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { type Engine, startEngine } from '../engine.ts';
import { noon, people, type RegistryApi, registryApi } from './organisation-harness.ts';

let engine: Engine;
let api: RegistryApi;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  api = await registryApi(engine);
});

const pseudonym = (id: string) => pseudonymOf(people.key, id);
const fields = '{ generation people groups }';
const merge = (...ids: string[]) => api.changed('mergePeople', { people: ids }, fields);
const unmerge = (...ids: string[]) => api.changed('unmergePeople', { people: ids }, fields);

/** Who is one with whom, by the provider's ids. */
async function groups(...ids: string[]): Promise<string[][]> {
  const { representativeOf } = await loadPersonMerges(engine.client, api.names.registry, () => noon);
  const byRepresentative = Map.groupBy(ids, (id) => representativeOf.get(pseudonym(id)) ?? pseudonym(id));
  return [...byRepresentative.values()];
}

describe('merging people', () => {
  it('joins whole groups, whatever the order', async () => {
    expect(await merge('facebook:77', 'x:1')).toEqual({ generation: 1, people: 2, groups: 1 });
    expect(await merge('email:a', 'phone:2')).toEqual({ generation: 2, people: 4, groups: 2 });
    expect(await merge('x:1', 'email:a', 'new:3')).toEqual({ generation: 3, people: 5, groups: 1 });
    expect(await groups('facebook:77', 'new:3', 'other', 'phone:2')).toEqual([
      ['facebook:77', 'new:3', 'phone:2'],
      ['other'],
    ]);
  });

  it('is taken back for one identity, also for the one that stood for all', async () => {
    const ids = ['a', 'b', 'c'];
    await merge(...ids);
    const representative = ids.toSorted((a, b) => (pseudonym(a) < pseudonym(b) ? -1 : 1))[0] as string;
    const others = ids.filter((id) => id !== representative);
    expect(await unmerge(representative)).toEqual({ generation: 2, people: 2, groups: 1 });
    expect(await groups(...ids)).toHaveLength(2);
    expect(await groups(...others)).toEqual([others]);
    expect(await unmerge(others[0] as string)).toEqual({ generation: 3, people: 0, groups: 0 });
  });

  it('raises the generation only when something changes', async () => {
    await merge('a', 'b');
    expect(await merge('b', 'a')).toMatchObject({ generation: 1 });
    expect(await unmerge('c')).toMatchObject({ generation: 1 });
    expect(await api.query('{ peopleGeneration }', 'viewer')).toEqual({ peopleGeneration: 1 });
  });

  it('is in the trail by pseudonyms alone', async () => {
    await merge('facebook:77', 'x:1');
    await unmerge('x:1');
    const trail = await api.trail();
    expect(trail.map(({ action }) => action)).toEqual(['unmergePeople', 'mergePeople']);
    expect(trail[1]?.subject).toContain(pseudonym('facebook:77'));
    expect(JSON.stringify(trail)).not.toMatch(/facebook:77|x:1/);
  });

  it('is in the trail with everybody whose group changed', async () => {
    const [head, second, third, apart] = ['a', 'b', 'c', 'd'].map(pseudonym).sort() as [string, string, string, string];
    const idOf = new Map(['a', 'b', 'c', 'd'].map((id) => [pseudonym(id), id]));
    const ids = (...all: string[]) => all.map((one) => idOf.get(one) ?? '');
    await merge(...ids(head, second, third));
    await merge('x', 'y');
    await unmerge(...ids(head));
    await unmerge(...ids(third));
    await merge(...ids(second, apart));
    const [last, dissolved, left, , made] = (await api.trail()).map(({ before, after }) => ({ before, after }));
    expect(made).toEqual({
      before: { [head]: [head], [second]: [second], [third]: [third] },
      after: { [head]: [head, second, third] },
    });
    expect(left).toEqual({
      before: { [head]: [head, second, third] },
      after: { [head]: [head], [second]: [second, third] },
    });
    expect(dissolved).toEqual({
      before: { [second]: [second, third] },
      after: { [second]: [second], [third]: [third] },
    });
    expect(last).toEqual({
      before: { [second]: [second], [apart]: [apart] },
      after: { [second]: [second, apart] },
    });
  });

  it('at the same time makes all of it', async () => {
    await Promise.all([merge('a', 'b'), merge('b', 'c'), merge('c', 'd')]);
    expect(await groups('a', 'b', 'c', 'd')).toHaveLength(1);
    expect(await api.query('{ peopleGeneration }')).toEqual({ peopleGeneration: 3 });
  });

  it.each([
    ['mergePeople', ['a'], 'people', '2 to 100'],
    ['mergePeople', ['a', 'a'], 'people', '2 to 100'],
    ['mergePeople', Array.from({ length: 101 }, (_, n) => `p${n}`), 'people', '2 to 100'],
    ['mergePeople', ['a', ''], 'people.1', '1 to 512 characters'],
    ['mergePeople', ['a', 'b\u0000'], 'people.1', 'control characters'],
    ['mergePeople', ['a\ud800', 'b'], 'people.0', 'control characters'],
    ['unmergePeople', [], 'people', '1 to 100'],
  ])('%s of %j is refused', async (mutation, ids, field, allowed) => {
    const refusal = await api.refusal(mutation, { people: ids });
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', field });
    expect(refusal.message).toContain(allowed);
  });
});

it('a table without merges has generation 0 and merges nobody', async () => {
  const { generation, representativeOf } = await loadPersonMerges(engine.client, api.names.registry);
  expect([generation, representativeOf.size]).toEqual([0, 0]);
});
