import { type AttributeValue, DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { CountedInteraction, Interaction } from '../../shared/interaction.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { homeDayOf } from '../../shared/store/cell-day.ts';
import { encodeFact } from '../../shared/store/fact-item.ts';
import { readCellPartition } from '../../shared/store/keys.ts';
import { rebuildOnline } from '../../shared/store/rebuild-online.ts';
import { type Item, scanTable } from '../../shared/store/scan.ts';
import { verifyDay } from '../../shared/store/verify-day.ts';
import { verifySample } from '../../shared/store/verify-sample.ts';
import { verifyThreads } from '../../shared/store/verify-threads.ts';
import { randomOf } from '../chaos/random.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { foldsBeside } from '../rebuilding.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const lanes = 2;
const answeredWithin = (seconds: number): FoldContext =>
  foldContextOf({
    ...defaultOrganisation,
    homeTimeZone: 'Asia/Kolkata',
    responseTargets: [{ from: '1970-01-01T00:00:00Z', seconds }],
  });
const context = answeredWithin(3_600);

const depsOf = (names: TableNames, within = context) => ({
  client: engine.client,
  ledgerTable: names.ledger,
  cellsTable: names.cells,
  lanes,
  context: within,
  sleep: async () => {},
  random: Math.random,
  clock: Date.now,
  limits: { days: 100, facts: 10_000, conversations: 10, time: 60_000 },
});
const foldsOf = (names: TableNames, within = context) =>
  foldsBeside({ client: engine.client, names, context: within, lanes, random: Math.random });
const samples = (seed: number): Interaction[] => [
  ...fc.sample(meetingInteractions(100), { numRuns: 4, seed }).flat(),
  ...oneOfEach,
];
const employee = { id: 'p_e', kind: 'employee' as const, department: 'sales' };
const at = (time: string) => `2026-03-24T${time}:00.000Z`;
/** What gives every kind of cell something. */
const oneOfEach = [
  interaction({
    id: 'e:1',
    activity: 'enquiry',
    conversation: 'c:e',
    actor: { id: 'p_c', kind: 'customer' },
    time: at('10:00'),
  }),
  interaction({ id: 'e:2', activity: 'reply', conversation: 'c:e', actor: employee, time: at('10:10') }),
  interaction({ id: 'e:3', activity: 'idea', idea: 'idea:e', actor: employee, time: at('10:20') }),
  interaction({ id: 'e:4', activity: 'stage', idea: 'idea:e', stage: 'reviewed', actor: employee, time: at('19:30') }),
  interaction({
    id: 'e:5',
    activity: 'message',
    direction: 'internal',
    actor: employee,
    counterpart: { department: 'hr' },
    time: at('11:00'),
  }),
];

async function itemsOf(table: string): Promise<Item[]> {
  const all: Item[] = [];
  await scanTable(engine.client, table, (items) => all.push(...items));
  return all;
}
const put = (TableName: string, item: Item) => engine.client.send(new PutItemCommand({ TableName, Item: item }));

describe('verifying by sampling', () => {
  it.each([
    ['hours', 3_600],
    ['days', 3 * 86_400],
    ['more days than it looks back', 40 * 86_400],
  ])('finds nothing on any day of a right store, where answers are due within %s', async (_, seconds) => {
    const within = answeredWithin(seconds);
    const names = await engine.createTables();
    await foldsOf(names, within).fold(samples(seconds));
    const { days, conversations, ...others } = await verifySample(depsOf(names, within));
    expect(days.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
    expect(days.length).toBeGreaterThan(3);
    expect(days.reduce((sum, { facts }) => sum + facts, 0)).toBeGreaterThan(25);
    expect(conversations).toBeGreaterThan(3);
    expect(others).toEqual({ tooLarge: [], conversationDifferences: [] });
  });

  it('finds a wrong counter of every kind of cell, on its home day and on no other', async () => {
    const names = await engine.createTables();
    await foldsOf(names).fold(samples(11));
    const byKind = Map.groupBy(await itemsOf(names.cells), ({ pk }) => readCellPartition(pk?.S ?? '')?.partition[0]);
    const kinds = [...byKind.keys()].filter((kind) => kind && !'NP'.includes(kind)) as 'V'[];
    expect(kinds.sort()).toEqual(['H', 'I', 'J', 'K', 'R', 'S', 'T', 'V', 'r', 'v']);
    const wrong: string[] = [];
    for (const kind of kinds) {
      const [{ pk, sk, ...counters }] = byKind.get(kind) as [Item];
      const name = Object.keys(counters)[0] as string;
      await engine.client.send(
        new UpdateItemCommand({
          TableName: names.cells,
          Key: { pk, sk } as Record<string, AttributeValue>,
          UpdateExpression: 'ADD #name :one',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
      const day = homeDayOf(kind, sk?.S ?? '', name, context.home);
      wrong.push(`${day} ${pk?.S?.replace(/#\d+$/, '')} ${sk?.S} ${name} 1`);
    }
    const { days } = await verifySample(depsOf(names));
    const found = days.flatMap(({ day, differences }) =>
      differences.map(({ cell, attribute, expected, actual }) => `${day} ${cell} ${attribute} ${actual - expected}`),
    );
    expect(found.sort()).toEqual(wrong.sort());
    expect(days.map(({ outcome }) => outcome)).toContain('same');
  });

  it('finds a fact that is counted nowhere', async () => {
    const names = await engine.createTables();
    await foldsOf(names).fold(samples(12));
    const body = interaction({ id: 'lost', time: '2026-03-25T08:00:00.000Z' }) as CountedInteraction;
    const { source, id } = body;
    await put(names.ledger, encodeFact({ revision: 1, generation: 1, fact: { source, id, body, losers: [] } }, lanes));
    const { outcome, differences } = await verifyDay(depsOf(names), '2026-03-25');
    expect(outcome).toBe('different');
    expect(differences).toContainEqual(expect.objectContaining({ cell: 'V#a 2026-03.3#', attribute: '25poi' }));
  });

  it('finds a part of the log of people that is gone, and one that is there twice', async () => {
    const names = await engine.createTables();
    await foldsOf(names).fold(samples(13));
    const [met] = (await itemsOf(names.cells)).filter(({ pk }) => pk?.S?.startsWith('P#')) as [Item];
    const day = met.sk?.S?.slice(0, 10) ?? '';
    const look = async () => {
      const { outcome, differences } = await verifyDay(depsOf(names), day);
      return [outcome, new Set(differences.map(({ cell }) => cell))];
    };
    const Key = { pk: met.pk, sk: met.sk } as Record<string, AttributeValue>;
    await engine.client.send(new DeleteItemCommand({ TableName: names.cells, Key }));
    expect(await look()).toEqual(['different', new Set([`P#a ${day}#`])]);
    await put(names.cells, met);
    expect(await look()).toEqual(['same', new Set()]);
    await put(names.cells, { ...met, sk: { S: `${day}#again` } });
    expect(await look()).toEqual(['different', new Set([`P#a ${day}#`])]);
  });

  it('finds a conversation whose turns are not those of its facts', async () => {
    const names = await engine.createTables();
    await foldsOf(names).fold(samples(14));
    const heads = (await itemsOf(names.ledger)).filter(({ sk }) => sk?.S === 'C');
    const idOf = ({ b }: Item) => (JSON.parse(b?.S ?? '{}') as { id: string }).id;
    const ids = heads.map(idOf);
    expect(await verifyThreads(depsOf(names), ids)).toEqual([]);
    const head = heads.find(({ b }) => (JSON.parse(b?.S ?? '{}') as { t: unknown[] }).t.length > 1) as Item;
    const body = JSON.parse(head.b?.S ?? '{}') as { t: number[][] };
    body.t[0] = [(body.t[0]?.[0] ?? 0) + 60_000, ...(body.t[0] ?? []).slice(1)];
    await put(names.ledger, { ...head, b: { S: JSON.stringify(body) } });
    expect(await verifyThreads(depsOf(names), ids)).toEqual([idOf(head)]);
  });

  it('says nothing wrong while folds go on, before, during and after a rebuild online', async () => {
    const names = await engine.createTables();
    const folds = foldsOf(names);
    const all = samples(15);
    await folds.fold(all.slice(0, 60));
    let done = false;
    const write = async () => {
      for (let at = 60; !done; at += 5) await folds.fold(all.slice(at % all.length, (at % all.length) + 5));
    };
    const outcomes = new Set<string>();
    const look = async () => {
      while (!done) {
        const { days, conversationDifferences } = await verifySample({ ...depsOf(names), sleep: pause });
        for (const { outcome } of days) outcomes.add(outcome);
        expect(conversationDifferences).toEqual([]);
      }
    };
    const rebuild = async () => {
      await rebuildOnline(folds.rebuilding(engine.client, () => pause(300)));
      await pause(300);
      done = true;
    };
    await Promise.all([write(), look(), rebuild()]);
    expect(outcomes).toContain('same');
    expect(outcomes).not.toContain('different');
  });

  it('leaves out days that are larger than a run may read, and says which', async () => {
    const names = await engine.createTables();
    const many = Array.from({ length: 30 }, (_, at) =>
      interaction({ id: `many:${at}`, time: '2026-03-05T08:00:00.000Z' }),
    );
    const few = ['2026-03-07', '2026-03-09'].map((day) => interaction({ id: day, time: `${day}T08:00:00.000Z` }));
    await foldsOf(names).fold([...many, ...few]);
    const limits = { days: 5, facts: 29, conversations: 1, time: 60_000 };
    const { days, tooLarge } = await verifySample({ ...depsOf(names), limits, random: randomOf(1) });
    expect(days.map(({ day }) => day).sort()).toEqual(['2026-03-07', '2026-03-09']);
    expect(tooLarge).toEqual(['2026-03-05']);
  });
});

const pause = (milliseconds: number) => new Promise<void>((go) => setTimeout(go, Math.min(300, milliseconds)));
