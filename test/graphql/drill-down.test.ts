import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf } from '../../shared/conversation.ts';
import { applyInteraction, currentInteraction, type Fact, factIdOf } from '../../shared/fact.ts';
import type { CountedInteraction, Interaction } from '../../shared/interaction.ts';
import type { Connection, PageRequest } from '../../shared/store/connection.ts';
import { createDrillDown, type DrillDown, type InteractionQuery } from '../../shared/store/drill-down.ts';
import type { ThreadQuery } from '../../shared/store/ledger-walks.ts';
import { walkLimits } from '../../shared/store/merge-days.ts';
import { confirmLimits } from '../../shared/store/walk-confirmed.ts';
import { activities, directions } from '../../shared/vocabulary.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { context, fold } from './harness.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const now = Date.parse('2026-03-27T12:00:00Z');
const drillDownOf = (names: TableNames, lanes: number) =>
  createDrillDown({
    client: engine.client,
    ledgerTable: names.ledger,
    cellsTable: names.cells,
    lanes,
    clock: () => now,
  });

/** Walks all pages one way; the ids in list order. */
async function walk<T>(
  page: (request: PageRequest) => Promise<Connection<T>>,
  size: number,
  way: 'forward' | 'backward',
): Promise<{ nodes: T[]; pages: number }> {
  const nodes: T[] = [];
  let cursor: string | null = null;
  for (let pages = 1; pages < 500; pages++) {
    const { edges, pageInfo }: Connection<T> = await page(
      way === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    expect(edges.length).toBeLessThanOrEqual(size);
    const found = edges.map(({ node }) => node);
    if (way === 'forward') nodes.push(...found);
    else nodes.unshift(...found);
    if (!(way === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return { nodes, pages };
    const next: string | null = way === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
    expect(next).not.toBe(cursor);
    cursor = next;
  }
  throw new Error('The walk does not end.');
}

/** What counts of the interactions, newest first, by a raw fold and filter. */
function rawList(all: Interaction[], query: InteractionQuery): string[] {
  const facts = new Map<string, Fact>();
  for (const one of all) {
    const key = `${one.source} ${factIdOf(one)}`;
    facts.set(key, applyInteraction(facts.get(key), one).fact);
  }
  const places = [...facts.values()].flatMap((fact) => {
    const current = currentInteraction(fact);
    return current && matches(current, query) ? [`${current.time}#${current.digest.slice(0, 8)} ${fact.id}`] : [];
  });
  return places.sort().reverse();
}

function matches(one: CountedInteraction, { range, departments, channels, activities, directions }: InteractionQuery) {
  const day = context.home.dayOf(Date.parse(one.time));
  return (
    day >= range.from &&
    day <= range.to &&
    departments.includes(one.department) &&
    (channels?.includes(one.channel) ?? true) &&
    (activities?.includes(one.activity) ?? true) &&
    (directions?.includes(one.direction) ?? true)
  );
}

const placeOf = ({ time, digest, id }: CountedInteraction) => `${time}#${digest.slice(0, 8)} ${id}`;
const some = <T>(all: readonly T[]) => fc.option(fc.subarray([...all], { minLength: 1 }), { nil: undefined });
const day = fc.integer({ min: 18, max: 36 }).map((n) => new Date(Date.UTC(2026, 2, n)).toISOString().slice(0, 10));
const query = fc.record({
  range: fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  departments: fc.subarray(['service', 'sales', 'product'], { minLength: 1 }),
  channels: some(['x', 'email', 'slack', 'phone']),
  activities: some(activities),
  directions: some(directions),
});

describe('drill-down', () => {
  it.each([1, 3])(
    'lists every interaction that a raw filter finds exactly once, both ways, with %i lanes',
    async (lanes) => {
      const names = await engine.createTables();
      const [all = []] = fc.sample(meetingInteractions(400), { numRuns: 1, seed: lanes });
      await fold(engine, names, all, lanes);
      const drillDown = drillDownOf(names, lanes);
      await fc.assert(
        fc.asyncProperty(query, fc.integer({ min: 1, max: 20 }), async (asked, size) => {
          const page = (request: PageRequest) => drillDown.interactions(asked, request, context);
          const expected = rawList(all, asked);
          for (const way of ['forward', 'backward'] as const) {
            const { nodes } = await walk(page, size, way);
            expect(nodes.map((node) => placeOf(node.interaction))).toEqual(expected);
          }
        }),
        { numRuns: 25, endOnFailure: true },
      );
    },
    60_000,
  );

  it('keeps its place when newer interactions arrive between two pages', async () => {
    const names = await engine.createTables();
    const at = (minute: number) =>
      interaction({ id: `i${minute}`, time: `2026-03-20T10:${String(minute).padStart(2, '0')}:00.000Z` });
    await fold(engine, names, [at(10), at(20), at(30), at(40)]);
    const drillDown = drillDownOf(names, 2);
    const asked = { range: { from: '2026-03-20', to: '2026-03-20' }, departments: ['service'] };
    const first = await drillDown.interactions(asked, { first: 2 }, context);
    await fold(engine, names, [at(15), at(50)]);
    const rest = await drillDown.interactions(asked, { first: 5, after: first.pageInfo.endCursor }, context);
    expect(first.edges.map(({ node }) => node.interaction.id)).toEqual(['i40', 'i30']);
    expect(rest.edges.map(({ node }) => node.interaction.id)).toEqual(['i20', 'i15', 'i10']);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('gives up within its limits and goes on from there without losing or repeating any', async () => {
    const names = await engine.createTables();
    const start = Date.parse('2026-03-20T00:00:00Z');
    const all = Array.from({ length: walkLimits.items + 1_000 }, (_, n) =>
      interaction({
        id: `i${n}`,
        time: new Date(start + n * 7_000).toISOString(),
        activity: n % 2_000 === 0 ? 'share' : 'post',
      }),
    );
    for (let n = 0; n < all.length; n += 1_000) await fold(engine, names, all.slice(n, n + 1_000), 1);
    const drillDown = drillDownOf(names, 1);
    const asked: InteractionQuery = {
      range: { from: '2026-03-20', to: '2026-03-21' },
      departments: ['service'],
      activities: ['share'],
    };
    for (const way of ['forward', 'backward'] as const) {
      const { nodes, pages } = await walk((page) => drillDown.interactions(asked, page, context), 50, way);
      expect(nodes.map((node) => node.interaction.id)).toEqual(['i4000', 'i2000', 'i0']);
      expect(pages).toBe(2);
    }
  }, 60_000);

  it('confirms candidates by their threads up to a limit, and goes on from there, both ways', async () => {
    const names = await engine.createTables();
    const start = Date.parse('2026-03-20T00:00:00Z');
    const count = confirmLimits.candidates * confirmLimits.rounds + 500;
    const all = Array.from({ length: count }, (_, n) =>
      interaction({
        id: `i${n}`,
        time: new Date(start + n * 7_000).toISOString(),
        ...(n % 700 === 0 && { activity: 'comment' as const, conversation: `c${n}` }),
      }),
    );
    for (let n = 0; n < all.length; n += 1_000) await fold(engine, names, all.slice(n, n + 1_000), 1);
    const query: ThreadQuery<string> = {
      span: { start, end: start + count * 7_000 },
      departments: ['service'],
      counts: () => true,
      threadOf: conversationOf,
      nodeOf: ({ interaction: { id } }, thread) => thread && `${id} ${thread.id} ${thread.turns.length}`,
    };
    const drillDown = drillDownOf(names, 1);
    const expected = ['i2100 c2100 1', 'i1400 c1400 1', 'i700 c700 1', 'i0 c0 1'];
    for (const way of ['forward', 'backward'] as const) {
      for (const [size, least] of [
        [50, 2],
        [1, 4],
      ] as const) {
        const { nodes, pages } = await walk((page) => drillDown.listInThreads(query, page, context), size, way);
        expect(nodes).toEqual(expected);
        expect(pages).toBeGreaterThanOrEqual(least);
      }
    }
  }, 60_000);

  it('tells an interaction under whose identity another body came', async () => {
    const names = await engine.createTables();
    await fold(engine, names, [
      interaction({ id: 'twice', time: '2026-03-20T10:00:00.000Z' }),
      interaction({ id: 'twice', time: '2026-03-20T11:00:00.000Z', channel: 'email' }),
      interaction({ id: 'once' }),
    ]);
    const drillDown = drillDownOf(names, 2);
    const asked = { range: { from: '2026-03-20', to: '2026-03-20' }, departments: ['service'], conflicting: true };
    const { edges } = await drillDown.interactions(asked, {}, context);
    expect(edges.map(({ node }) => node.interaction)).toMatchObject([{ id: 'twice', channel: 'email' }]);
    expect(edges[0]?.node.fact.losers).toMatchObject([{ channel: 'x', time: '2026-03-20T10:00:00.000Z' }]);
  });

  it('finds nothing behind a cursor that lies before the range', async () => {
    const names = await engine.createTables();
    const at = (time: string) => interaction({ id: time, time });
    await fold(engine, names, [at('2026-03-20T01:00:00.000Z'), at('2026-03-21T10:00:00.000Z')]);
    const drillDown = drillDownOf(names, 1);
    const of = (day: string) => ({ range: { from: day, to: day }, departments: ['service'] });
    const { pageInfo } = await drillDown.interactions(of('2026-03-20'), {}, context);
    const behind = await drillDown.interactions(of('2026-03-21'), { after: pageInfo.endCursor }, context);
    expect(behind).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
  });

  it.each([
    ['PAGE_SIZE', { first: 201 }],
    ['PAGE_SIZE', { first: -1 }],
    ['INVALID_PAGE', { first: 1, last: 1 }],
    ['INVALID_CURSOR', { after: 'nonsense' }],
  ])('refuses with %s the page %o', async (code, page) => {
    const names = await engine.createTables();
    const asked = { range: { from: '2026-03-20', to: '2026-03-20' }, departments: ['service'] };
    await expect(drillDownOf(names, 1).interactions(asked, page, context)).rejects.toMatchObject({ code });
  });
});

describe('conversations', () => {
  let drillDown: DrillDown;
  const range = { from: '2026-03-01', to: '2026-03-31' };
  beforeAll(async () => {
    const names = await engine.createTables();
    const turn = (id: string, conversation: string, over: Partial<Interaction>) =>
      interaction({ id, conversation, channel: 'email', ...over });
    const human = { id: 'p_agent', kind: 'employee' as const };
    await fold(engine, names, [
      turn('e1', 'answered', { activity: 'enquiry', time: '2026-03-23T09:00:00.000Z' }),
      turn('r1', 'answered', { activity: 'reply', actor: human, time: '2026-03-23T09:10:00.000Z' }),
      turn('c1', 'answered', { activity: 'resolution', actor: human, time: '2026-03-23T10:00:00.000Z' }),
      turn('o1', 'answered', { activity: 'resolution', stage: 'reopened', time: '2026-03-25T09:00:00.000Z' }),
      turn('e2', 'late', { activity: 'enquiry', time: '2026-03-24T09:00:00.000Z', department: 'sales' }),
      turn('e3', 'fresh', { activity: 'enquiry', time: '2026-03-27T11:45:00.000Z' }),
      turn('e4', 'dropped', { activity: 'enquiry', time: '2026-03-22T09:00:00.000Z', channel: 'x' }),
      turn('c4', 'dropped', { activity: 'resolution', actor: human, time: '2026-03-22T10:00:00.000Z' }),
    ]);
    drillDown = drillDownOf(names, 2);
  });

  const both = ['service', 'sales'];
  it.each([
    ['all', { departments: both }, ['fresh 1', 'answered 2', 'late 1', 'answered 1', 'dropped 1']],
    ['answered', { departments: both, answered: true }, ['answered 1']],
    ['unanswered', { departments: both, answered: false }, ['fresh 1', 'answered 2', 'late 1', 'dropped 1']],
    ['overdue', { departments: both, overdue: true }, ['answered 2', 'late 1']],
    ['not overdue', { departments: both, overdue: false }, ['fresh 1', 'answered 1', 'dropped 1']],
    ['of a department', { departments: ['sales'] }, ['late 1']],
    ['of a channel', { departments: both, channels: ['x'] }, ['dropped 1']],
    ['answered and overdue', { departments: both, answered: true, overdue: true }, []],
  ])('lists those that are %s, one entry for each episode', async (_name, filter, expected) => {
    for (const way of ['forward', 'backward'] as const) {
      const { nodes } = await walk((page) => drillDown.conversations({ range, ...filter }, page, context), 2, way);
      expect(nodes.map(({ conversation, first }) => `${conversation} ${first ? 1 : 2}`)).toEqual(expected);
    }
  });

  it('pages through the turns of a conversation, oldest first, both ways', async () => {
    for (const way of ['forward', 'backward'] as const) {
      const { nodes } = await walk((page) => drillDown.turns('answered', page), 3, way);
      expect(nodes.map(({ interaction: { id } }) => id)).toEqual(['e1', 'r1', 'c1', 'o1']);
    }
    expect((await drillDown.turns('answered', {}, ['sales'])).edges).toEqual([]);
  });

  it('finds an episode by when it opened, with the due time that the index has', async () => {
    const { edges } = await drillDown.conversations({ range, departments: both }, {}, context);
    const second = edges.find(({ node }) => node.conversation === 'answered' && !node.first)?.node;
    expect(await drillDown.episode('answered', second?.openedAt ?? 0, context)).toEqual(second);
    expect(await drillDown.episode('answered', 1, context)).toBeUndefined();
  });
});
