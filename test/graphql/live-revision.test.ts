import type { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { maxMonths, reportRevision } from '../../graphql/live/report-revision.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { type CellReader, createCellReader } from '../../shared/store/cell-reader.ts';
import { daysOf } from '../../shared/zone.ts';

const organisation = { ...defaultOrganisation, homeTimeZone: 'Europe/Berlin' };
const march: ReportRequest = {
  metrics: ['INTERACTIONS'],
  range: { from: '2026-03-10', to: '2026-03-12' },
  granularity: 'DAY',
  by: [],
  attributeTo: 'ENQUIRY',
};
const long = { ...march, range: { from: '2020-01-01', to: '2026-03-12' }, granularity: 'MONTH' } as const;

/** A look at a report over days that a test changes, at a time that it sets. */
function lookAt(over: Partial<ReportRequest> = {}, more: Partial<typeof organisation> = {}) {
  const days = new Map<string, number>();
  const state = { now: Date.parse('2026-05-20T12:00:00Z'), generation: 0 };
  const reader = {
    at: async () => ({
      revisionOf: (from: string, to: string) => daysOf(from, to).reduce((sum, day) => sum + (days.get(day) ?? 0), 0),
    }),
    monthsUntil: async (month: string) =>
      new Map([...days].filter(([day]) => day.slice(0, 7) <= month).map(([day, revision]) => [day, revision])),
  } as unknown as CellReader;
  const request = { ...march, ...over };
  const look = reportRevision(request, {
    reader,
    organisation: { ...organisation, ...more },
    peopleGeneration: async () => state.generation,
    clock: () => state.now,
  });
  return { look, days, state };
}

/** Whether a change of the day makes another revision. */
async function seesChangeOn(day: string, over: Partial<ReportRequest> = {}): Promise<boolean> {
  const { look, days } = lookAt(over);
  const before = await look();
  days.set(day, 1);
  return (await look()) !== before;
}

describe('the revision of a report', () => {
  it.each([
    ['2026-03-11', true, {}],
    ['2026-04-11', false, {}],
    ['2026-03-01', false, {}],
    // A day of Tokyo begins in the day before of Berlin.
    ['2026-03-09', true, { timeZone: 'Asia/Tokyo' }],
    ['2026-03-08', true, { compareTo: 'PREVIOUS_PERIOD' }],
    ['2025-03-11', true, { compareTo: 'PREVIOUS_YEAR' }],
    ['2026-03-04', true, { rolling: 7 }],
    ['2026-03-01', true, { cumulative: 'MONTH' }],
    ['2026-01-02', true, { cumulative: 'YEAR' }],
    // Weeks and months that the range cuts decide what is withheld.
    ['2026-02-12', true, { metrics: ['ACTIVE_EMPLOYEES'] }],
    ['2026-01-12', false, { metrics: ['ACTIVE_EMPLOYEES'] }],
    // What is overdue was left over by any day before; what comes later does not count.
    ['2021-07-01', true, { metrics: ['OVERDUE'] }],
    ['2026-04-11', false, { metrics: ['OVERDUE'] }],
  ] as [string, boolean, Partial<ReportRequest>][])('with a change on %s: %s %j', async (day, sees, over) => {
    expect(await seesChangeOn(day, over)).toBe(sees);
  });

  it('is the same at every look and in every process while nothing changes', async () => {
    const { look, state } = lookAt();
    const before = await look();
    state.now += 3_600_000;
    expect(await look()).toBe(before);
    expect(await lookAt().look()).toBe(before);
  });

  it('is another one when people have been merged', async () => {
    const { look, state } = lookAt();
    const before = await look();
    state.generation++;
    expect(await look()).not.toBe(before);
  });

  it('is another one for another question or another organisation', async () => {
    const { id, ...rest } = organisation.departments[0] as (typeof organisation.departments)[number];
    const renamed = { departments: [{ ...rest, id, name: { en: 'Care', de: 'Pflege' } }] };
    const all = [lookAt(), lookAt({ by: ['CHANNEL'] }), lookAt({}, renamed)].map(({ look }) => look());
    expect(new Set(await Promise.all(all)).size).toBe(3);
  });

  it.each([
    ['INTERACTIONS', '2026-03-12T22:44:00Z', true],
    ['INTERACTIONS', '2026-03-12T23:16:00Z', false],
    ['INTERACTIONS', '2026-03-09T12:00:00Z', false],
    // An enquiry of the last day may fall due weeks later.
    ['WITHIN_TARGET', '2026-03-20T12:00:00Z', true],
    ['WITHIN_TARGET', '2026-05-20T12:00:00Z', false],
  ])('of %s at %s is another one in the next quarter hour: %s', async (metric, now, other) => {
    const { look, state } = lookAt({ metrics: [metric] });
    state.now = Date.parse(now);
    const before = await look();
    state.now += 30_000;
    expect(await look()).toBe(before);
    state.now += 900_000;
    expect((await look()) !== before).toBe(other);
  });

  it('moves with the days of a window', async () => {
    const { look, state } = lookAt({ range: undefined, window: { last: 7, unit: 'DAY' } });
    const before = await look();
    state.now += 86_400_000;
    expect(await look()).not.toBe(before);
  });

  it('is one read for all that look at the same moment, of each lane of each month once', async () => {
    const reads: number[] = [];
    const client = {
      send: async ({ input }: BatchGetItemCommand) => {
        reads.push(input.RequestItems?.cells?.Keys?.length ?? 0);
        return {};
      },
    } as unknown as DynamoDBClient;
    const reader = createCellReader(client, 'cells', 4);
    const deps = { reader, organisation, peopleGeneration: async () => 0, clock: Date.now };
    await reportRevision({ ...march, compareTo: 'PREVIOUS_YEAR' }, deps)();
    // And which generation of cells is the active one.
    expect(reads).toEqual([9]);
    const [one, another] = [march, { ...march, range: { from: '2026-03-20', to: '2026-04-10' } }];
    await Promise.all([reportRevision(one, deps)(), reportRevision(another, deps)(), reportRevision(one, deps)()]);
    expect(reads).toEqual([9, 9]);
  });

  it('is refused over more months than one look may touch, telling how many', () => {
    expect(() => lookAt(long)).toThrow(`up to ${maxMonths} months`);
    const year = (from: string) =>
      ({ range: { from: `${from}-01-01`, to: '2025-12-31' }, compareTo: 'PREVIOUS_YEAR' }) as const;
    expect(() => lookAt(year('2025'))).not.toThrow();
    expect(() => lookAt(year('2023'))).toThrow('months');
  });

  it('refuses what a report refuses', () => {
    expect(() => lookAt({ range: { from: '2026-03-12', to: '2026-03-10' } })).toThrow('is after to');
  });
});
