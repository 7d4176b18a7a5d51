import { setTimeout as sleep } from 'node:timers/promises';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { askErasure } from '../../functions/privacy/ask-erasure.ts';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { erasePeople } from '../../functions/privacy/erase-people.ts';
import { exportPerson } from '../../functions/privacy/export-person.ts';
import { runNightly } from '../../functions/privacy/nightly.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import type { Fact } from '../../shared/fact.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import type { PersonPage, PersonRecord } from '../../shared/person-export.ts';
import { createPseudonymiser, pseudonymsOf } from '../../shared/pseudonym.ts';
import { cutOverSecret } from '../../shared/pseudonym-secret.ts';
import { listAudit } from '../../shared/store/audit.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { changePersonMerges } from '../../shared/store/person-merges.ts';
import { createRejectionStore } from '../../shared/store/rejections.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { updateSource } from '../../shared/store/update-source.ts';
import { engineForEach } from '../engine-for-each.ts';
import { interaction } from '../interactions.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const dayMs = 86_400_000;
const stage = engineForEach(now);
const keys = deriveKeys(
  cutOverSecret('a secret of at least thirty-two characters', {
    at: '2026-10-31T23:00:00.000Z',
    secret: 'another secret of at least thirty-two characters',
  }),
);
const lanes = 2;
const author = { who: 'anna', roles: ['admin'] as const };
const pseudonymise = createPseudonymiser(keys);
const kept = 'https://forum.example';
const sources = ['https://x.com/acme', kept];

const deps = (): PrivacyDependencies =>
  ({
    client: stage.client,
    sqs: { send: async () => ({ Attributes: {} }) },
    tables: {
      ledgerTable: stage.names.ledger,
      cellsTable: stage.names.cells,
      registryTable: stage.names.registry,
      rejectionsTable: stage.names.rejections,
    },
    queueUrls: [],
    lanes,
    settleMs: 90_000,
    loadKeys: async () => keys,
    clock: stage.clock,
    sleep: (ms: number) => sleep(ms),
    random: Math.random,
    namespace: 'Polylog',
    logger: { info: () => {}, warn: () => {}, error: (...line: unknown[]) => expect(line).toEqual([]) },
  }) as never;
const registry = () => ({ client: stage.client, tableName: stage.names.registry, clock: stage.clock });

/** Words of ten people on a hundred days, before the cut-over and after, some to Ada; in a source that keeps people 60 days. */
function words(): Interaction[] {
  return Array.from({ length: 400 }, (_, n) => {
    const time = new Date(now - (n % 100) * dayMs - 3_600_000).toISOString();
    const id = (person: string) => pseudonymise(person, time);
    return interaction({
      id: `i:${n}`,
      source: sources[n % 2] as string,
      time,
      activity: n % 3 === 0 ? 'enquiry' : 'comment',
      conversation: `c:${n % 50}`,
      actor: { id: id(n % 10 === 0 ? 'ada' : n % 10 === 1 ? 'ada@mail' : `x:${n % 10}`), kind: 'customer' },
      ...(n % 10 === 7 && { counterpart: { id: id('ada'), kind: 'customer' } }),
    });
  });
}
const isAda = (n: number) => [0, 1, 7].includes(n % 10);

async function exported(person: string, first = 200): Promise<PersonRecord[]> {
  const records: PersonRecord[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 500; pages++) {
    const page = await exportPerson({ person, author, first, after }, deps());
    if (page === undefined) throw new Error('The cursor was refused.');
    records.push(...page.records);
    after = page.next;
    if (after === undefined) return records;
  }
  throw new Error('The export does not end.');
}
const at = (records: readonly PersonRecord[], place: PersonRecord['place']) =>
  records.filter((one) => one.place === place).map(({ data }) => data);

describe('an export of what is held on a person', () => {
  beforeEach(async () => {
    for (const id of sources) await createSourceRegistry(registry()).registerSource({ id });
    const report = await foldBatch(words(), {
      store: createFoldStore(stage.client, stage.names.ledger),
      context: foldContextOf(defaultOrganisation),
      tables: { ledgerTable: stage.names.ledger, cellsTable: stage.names.cells },
      lanes,
      random: Math.random,
      sleep: (ms) => sleep(ms),
    });
    expect(report).toMatchObject({ failed: [], unfoldable: [] });
    const both = ['ada', 'ada@mail'].flatMap((person) => pseudonymsOf(keys, person));
    await changePersonMerges(registry(), author, 'mergePeople', both);
    const rejections = createRejectionStore({ ...registry(), tableName: stage.names.rejections, key: keys.payload });
    const refused = (id: string, person: string) => ({
      index: 0,
      id,
      source: kept,
      code: 'UNKNOWN_CHANNEL' as const,
      path: 'data.channel',
      message: 'There is no such channel.',
      format: 'cloudevents',
      payload: { data: { actor: { id: person, kind: 'customer' }, channel: 'nowhere' } },
    });
    await rejections.put([refused('r:1', 'ada'), refused('r:2', 'somebody else'), refused('r:3', 'ada@mail')]);
    await updateSource(registry(), author, kept, { retainPeopleDays: 60 });
    await runNightly(deps());
  });

  it('has all that names them, by every identity, and nothing of others, page by page', async () => {
    const records = await exported('ada', 7);
    const facts = at(records, 'FACT') as (Fact & { conversations: string[] })[];
    const wanted = words().filter((_, n) => isAda(n));
    expect(facts.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(facts.filter(({ body }) => body?.actor.id.startsWith('r_')).length).toBeGreaterThan(10);
    expect(facts.every(({ conversations }) => conversations.length > 0)).toBe(true);
    expect(
      at(records, 'REJECTION')
        .map((one) => (one as { id: string }).id)
        .sort(),
    ).toEqual(['r:1', 'r:3']);
    const [merge] = at(records, 'MERGE') as { people: string[] }[];
    expect(merge?.people).toHaveLength(4);
    const days = new Set((at(records, 'PRESENCE') as { day: string }[]).map(({ day }) => day));
    const { home } = foldContextOf(defaultOrganisation);
    const acted = wanted.filter(({ counterpart }) => counterpart === undefined);
    expect(days).toEqual(new Set(acted.map(({ time }) => home.dayOf(Date.parse(time)))));
    // It is the same by her other name, and by a pseudonym.
    for (const name of ['ada@mail', pseudonymsOf(keys, 'ada')[1] as string]) {
      expect(at(await exported(name), 'FACT')).toEqual(facts);
    }
  });

  it('is noted once, with who asked for it', async () => {
    await exported('ada', 50);
    const audit = at(await exported('ada'), 'AUDIT') as { action: string; who: string }[];
    expect(audit.filter(({ action }) => action === 'exportPerson')).toHaveLength(2);
    expect(audit.map(({ action }) => action)).toContain('mergePeople');
    expect(audit.every(({ who }) => who === 'anna')).toBe(true);
  });

  it('has all that an erasure touches, and nothing after it', async () => {
    const before = await exported('ada');
    const { id } = await askErasure('ada', author, deps());
    for (let run = 0; run < 3; run++) {
      await erasePeople(deps(), id);
      stage.time += 120_000;
    }
    await erasePeople(deps());
    const { Items } = await stage.client.send(
      new QueryCommand({
        TableName: stage.names.registry,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'ERASURE' } },
      }),
    );
    expect(Number(Items?.[0]?.facts?.N)).toBe(at(before, 'FACT').length);
    expect(Number(Items?.[0]?.rejections?.N)).toBe(at(before, 'REJECTION').length);
    const left = await exported('ada');
    // That it was asked for is noted, without a word that leads to her.
    expect(left).toEqual([]);
    const trail = await listAudit(stage.client, stage.names.registry, { first: 1 });
    expect(trail.edges[0]?.node).toMatchObject({ action: 'exportPerson', subject: 'person who was erased' });
  });

  it('refuses a cursor that it did not give for this person: only the beginning is noted', async () => {
    const written = Buffer.from(JSON.stringify({ place: 'FACT' })).toString('base64url');
    const { next } = (await exportPerson({ person: 'ada@mail', author, first: 5 }, deps())) as PersonPage;
    expect(next).toBeDefined();
    for (const after of ['nonsense', written, next]) {
      expect(await exportPerson({ person: 'ada', author, first: 5, after }, deps())).toBeUndefined();
    }
  });

  it('refuses a cursor of more than a day ago: whoever reads on later begins anew, which is noted', async () => {
    const { next: after } = (await exportPerson({ person: 'ada', author, first: 5 }, deps())) as PersonPage;
    stage.time += dayMs;
    expect(await exportPerson({ person: 'ada', author, first: 5, after }, deps())).toBeDefined();
    stage.time += 1;
    expect(await exportPerson({ person: 'ada', author, first: 5, after }, deps())).toBeUndefined();
  });
});
