import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { runNightly } from '../../functions/privacy/nightly.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { countDistinct } from '../../shared/distinct.ts';
import type { Fact } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { personKey } from '../../shared/metrics/people.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { decodeFact } from '../../shared/store/fact-item.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { peopleByDay } from '../../shared/store/people-format.ts';
import { decodePeople } from '../../shared/store/people-item.ts';
import { changePersonMerges } from '../../shared/store/person-merges.ts';
import { listRetentionKeys } from '../../shared/store/retention-keys.ts';
import { loadRetention } from '../../shared/store/retention-state.ts';
import { scanTable } from '../../shared/store/scan.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { updateSource } from '../../shared/store/update-source.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { engineForEach } from '../engine-for-each.ts';
import { interaction } from '../interactions.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const dayMs = 86_400_000;
const stage = engineForEach(now);
const keys = deriveKeys('a secret of at least thirty-two characters');
const context = foldContextOf(defaultOrganisation);
const lanes = 2;
const short = 'https://forum.example';
const forever = 'https://x.com/acme';
const author = { who: 'anna', roles: ['admin'] as const };

const foldDeps = () => ({
  store: createFoldStore(stage.client, stage.names.ledger),
  context,
  tables: { ledgerTable: stage.names.ledger, cellsTable: stage.names.cells },
  lanes,
  random: Math.random,
  sleep: (ms: number) => sleep(ms),
});
const fold = async (all: Interaction[]) => {
  expect(await foldBatch(all, foldDeps())).toMatchObject({ failed: [], unfoldable: [] });
};

const deps = (over: Partial<PrivacyDependencies> = {}): PrivacyDependencies =>
  ({
    client: stage.client,
    tables: {
      ledgerTable: stage.names.ledger,
      cellsTable: stage.names.cells,
      registryTable: stage.names.registry,
      rejectionsTable: stage.names.rejections,
    },
    lanes,
    loadKeys: async () => keys,
    clock: stage.clock,
    sleep: (ms: number) => sleep(ms),
    random: Math.random,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    ...over,
  }) as PrivacyDependencies;

/** Two words of each of ten people on every tenth day of two years, in both sources; some edited, some taken back. */
function twoYears(): Interaction[] {
  const all: Interaction[] = [];
  for (let ago = 5; ago < 650; ago += 10) {
    const time = new Date(now - ago * dayMs).toISOString();
    for (let person = 0; person < 4; person++) {
      for (const source of [short, forever]) {
        // The two sources have people of their own.
        const pseudonym = pseudonymFor(`${source === short ? 'short' : 'ever'}${(ago + person) % 9}`);
        const id = `${ago}:${person}`;
        const actor = { id: pseudonym, kind: 'customer' as const };
        const word = interaction({ source, id, time, actor, activity: 'comment', conversation: `${source} ${ago}` });
        all.push(word);
        if (person === 1) all.push(interaction({ source, id: `e:${id}`, time, actor, activity: 'edit', target: id }));
        if (person === 2)
          all.push(interaction({ source, id: `r:${id}`, time, actor, activity: 'retraction', target: id }));
      }
    }
  }
  // Only its edit has arrived.
  const actor = { id: pseudonymFor('short3'), kind: 'customer' as const };
  const time = new Date(now - 100 * dayMs).toISOString();
  all.push(interaction({ source: short, id: 'e:early', time, actor, activity: 'edit', target: 'never' }));
  return all;
}
const pseudonymFor = (name: string): string => `p_${name.padEnd(22, '0')}`;

async function facts(): Promise<Fact[]> {
  const found: Fact[] = [];
  await scanTable(stage.client, stage.names.ledger, (items) => {
    found.push(...items.filter(({ sk }) => sk?.S === 'F').map((item) => decodeFact(item).fact));
  });
  return found;
}
const isOld = ({ body, edit }: Fact, days: number) =>
  context.home.dayOf(Date.parse((body ?? edit)?.time ?? '')) < new Date(now - days * dayMs).toISOString().slice(0, 10);

/** Of each day: how many people, under which department, channel and kind; and how many there are in a range. */
async function people(from: string, to: string) {
  const reader = createCellReader(stage.client, stage.names.cells, lanes);
  const days = await (await reader.at(from, to)).read(peopleByDay, 'a', from, to);
  const arrays = [...days.values()].flat().map(({ keys }) => keys);
  return {
    distinct: countDistinct(arrays).count,
    byDay: [...days].map(([day, met]) => [day, met.map(({ presence, keys: all }) => [presence, all.length])]).sort(),
  };
}
const verify = () =>
  verifyCells({
    client: stage.client,
    ledgerTable: stage.names.ledger,
    cellsTable: stage.names.cells,
    context,
  });
const sane = { differences: [], conversationDifferences: [] };

async function logText(): Promise<Set<string>> {
  const keysMet = new Set<string>();
  await scanTable(stage.client, stage.names.cells, (items) => {
    for (const item of items)
      if (item.pk?.S?.startsWith('P#')) decodePeople(item, (_tag, person) => keysMet.add(person));
  });
  return keysMet;
}

const registry = () => ({ client: stage.client, tableName: stage.names.registry, clock: stage.clock });
const keep = (days: number | null) => updateSource(registry(), author, short, { retainPeopleDays: days });

describe('keeping people no longer than a source says', () => {
  beforeEach(async () => {
    for (const id of [short, forever]) await createSourceRegistry(registry()).registerSource({ id });
    await fold(twoYears());
    await keep(60);
  });

  it('replaces older ones, and changes no total and no count within a year', async () => {
    const years = [
      ['2025-01-01', '2025-12-31'],
      ['2026-01-01', '2026-09-01'],
    ] as const;
    const before = await Promise.all(years.map(([from, to]) => people(from, to)));
    await runNightly(deps());
    expect(await Promise.all(years.map(([from, to]) => people(from, to)))).toEqual(before);
    expect(await verify()).toMatchObject(sane);
    for (const fact of await facts()) {
      const ids = [fact.body?.actor.id, fact.edit?.actor.id].filter((id) => id !== undefined);
      const wanted = fact.source === short && isOld(fact, 60) ? /^r_/ : /^p_/;
      // Of an edit it is not kept who made it.
      for (const id of ids) if (id !== 'x_') expect(id).toMatch(wanted);
    }
    const { state } = await loadRetention(stage.client, stage.names.registry);
    expect(state).toMatchObject({ night: '2026-11-22', sources: { [short]: { before: '2026-09-23' } } });
    expect(state.sources[short]?.replaced).toBeGreaterThan(200);
  });

  it('leaves nothing of a replaced person in the people log', async () => {
    const gone = interaction({
      source: short,
      id: 'only',
      time: '2026-03-01T10:00:00.000Z',
      actor: { id: pseudonymFor('onlythen'), kind: 'customer' },
    });
    await fold([gone]);
    expect(await logText()).toContain(personKey(pseudonymFor('onlythen')));
    await runNightly(deps());
    expect(await logText()).not.toContain(personKey(pseudonymFor('onlythen')));
    expect(await logText()).toContain(personKey(pseudonymFor('ever1')));
  });

  it('destroys the key of a year that is done, keeps the one of the year that is not, and replaces late ones all the same', async () => {
    await runNightly(deps());
    const options = { client: stage.client, tableName: stage.names.registry, wrapping: keys.wrapping };
    expect(await listRetentionKeys(options)).toMatchObject([{ source: short, year: '2026' }]);
    // Of the year that is not over, whoever is replaced tomorrow is still one with whom was replaced today.
    const late = (id: string, year: string) =>
      interaction({
        source: short,
        id,
        time: `${year}-05-05T10:00:00.000Z`,
        actor: { id: pseudonymFor('short1'), kind: 'customer' },
      });
    await fold([late('late25', '2025'), late('late26', '2026')]);
    stage.time += dayMs;
    await runNightly(deps());
    const replaced = new Map((await facts()).map(({ id, body }) => [id, body?.actor.id]));
    const all = await facts();
    expect(replaced.get('late26')).toMatch(/^r_/);
    expect(all.filter(({ body }) => body?.actor.id === replaced.get('late26')).length).toBeGreaterThan(1);
    expect(replaced.get('late25')).toMatch(/^r_/);
    expect(all.filter(({ body }) => body?.actor.id === replaced.get('late25'))).toHaveLength(1);
    expect(await listRetentionKeys(options)).toMatchObject([{ source: short, year: '2026' }]);
    expect(await verify()).toMatchObject(sane);
  });

  it('makes one of people who were merged before', async () => {
    const both = [pseudonymFor('short1'), pseudonymFor('short2')];
    await changePersonMerges(registry(), author, 'mergePeople', both);
    await runNightly(deps({ clock: () => now }));
    const in2025 = (await facts()).filter(({ source, body }) => source === short && body?.time.startsWith('2025'));
    // Nine people, of whom two are one.
    expect(new Set(in2025.map(({ body }) => body?.actor.id)).size).toBe(8);
  });

  it('goes on where it was stopped, whether the time was up or the process killed', async () => {
    const before = await people('2025-01-01', '2025-12-31');
    await runNightly(deps(), 0);
    expect((await loadRetention(stage.client, stage.names.registry)).state.phase).toBe('groups');
    let calls = 0;
    const dying = deps({
      random: () => {
        // Drawn for each transaction.
        if (++calls > 3) throw new Error('killed');
        return 0.5;
      },
    });
    await expect(runNightly(dying)).rejects.toThrow('killed');
    expect(await verify()).toMatchObject(sane);
    // While the lease of the killed one holds, nobody else begins.
    await runNightly(deps());
    expect((await loadRetention(stage.client, stage.names.registry)).state.phase).toBe('people');
    stage.time += 61_000;
    await runNightly(deps());
    const { state } = await loadRetention(stage.client, stage.names.registry);
    expect(state.phase).toBeUndefined();
    expect(await verify()).toMatchObject(sane);
    expect(await people('2025-01-01', '2025-12-31')).toEqual(before);
    // Once a night.
    await runNightly(deps({ loadKeys: () => Promise.reject(new Error('There is nothing to do.')) }));
  });

  it('stays exact while the same facts are folded, edited and taken back', async () => {
    const words = twoYears();
    const edits = words.slice(0, 120).flatMap((one, at) =>
      one.activity === 'comment'
        ? [
            interaction({
              ...one,
              id: `again:${at}`,
              activity: 'edit',
              target: one.id,
              time: '2026-11-21T10:00:00.000Z',
              sentiment: 0.5,
            }),
            interaction({ ...one, id: `late:${at}` }),
          ]
        : [],
    );
    const folding = (async () => {
      for (let at = 0; at < edits.length; at += 5) await fold(edits.slice(at, at + 5));
    })();
    await Promise.all([runNightly(deps()), folding]);
    expect(await verify()).toMatchObject(sane);
    stage.time += dayMs;
    await runNightly(deps());
    expect(await verify()).toMatchObject(sane);
    for (const fact of await facts()) {
      if (fact.source !== short || !isOld(fact, 60)) continue;
      for (const one of [fact.body, fact.edit]) if (one && one.actor.id !== 'x_') expect(one.actor.id).toMatch(/^r_/);
    }
  });
});
