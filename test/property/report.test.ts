import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { Granularity, ReportRequest, ReportRow } from '../../graphql/plan/report.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { type CountedInteraction, isCounted } from '../../shared/interaction.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { dimensions, isByHomeDay } from '../../shared/metrics/metric.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { type CellReader, createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { type Engine, startEngine } from '../engine.ts';
import { meetingInteractions } from '../interactions.ts';
import { local, type RangedRequest, referenceOverdue, referenceReport } from '../raw-report.ts';
import { reportDeps } from '../report-deps.ts';

/** Due two and a half hours after the enquiry, around the clock: the reference must not know business hours. */
const organisation: Organisation = {
  ...defaultOrganisation,
  responseTargets: [{ from: '1970-01-01T00:00:00Z', seconds: 9000 }],
};
const dueOf = (at: number) => at + 9_000_000;
const lanes = 2;
const now = Date.parse('2026-04-01T09:30:00Z');

let engine: Engine;
let reader: CellReader;
let interactions: CountedInteraction[];

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  const drawn = fc.sample(meetingInteractions(2400), { numRuns: 1, seed: 7 })[0] ?? [];
  interactions = drawn.filter(isCounted).map((one, index) => ({
    ...one,
    id: `n:${index}`,
    digest: `d${index}`.padStart(22, '0'),
    ...(one.conversation !== undefined && { conversation: `c:${index % 97}` }),
    ...(one.activity === 'enquiry' && { direction: 'inbound' as const }),
    // Some fall due in the very quarter hour in which the reports are asked for.
    ...(one.activity === 'enquiry' &&
      index % 10 === 0 && { time: `2026-04-01T0${6 + (index % 2)}:${10 + (index % 50)}:00.000Z` }),
  }));
  const deps = {
    store: createFoldStore(engine.client, names.ledger),
    context: foldContextOf(organisation),
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes,
    random: Math.random,
    sleep: () => Promise.resolve(),
  };
  for (let at = 0; at < interactions.length; at += 500) {
    expect(await foldBatch(interactions.slice(at, at + 500), deps)).toMatchObject({ failed: [], unfoldable: [] });
  }
  reader = createCellReader(engine.client, names.cells, lanes);
}, 60_000);
afterAll(() => engine.stop());

const report = (request: ReportRequest) =>
  planReport(
    request,
    reportDeps(reader, organisation, () => now),
  );

const keyOf = (row: ReportRow, request: ReportRequest, timeZone: string): string =>
  [
    local(row.start, timeZone).day,
    ...request.by.map(
      (dimension) =>
        row[
          (
            {
              DEPARTMENT: 'department',
              CHANNEL: 'channel',
              CHANNEL_KIND: 'channelKind',
              ACTIVITY: 'activity',
              DIRECTION: 'direction',
            } as const
          )[dimension]
        ],
    ),
  ].join('|');

const zones = [
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
];
const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const requests = fc.record({
  days: fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 16 })),
  granularity: fc.constantFrom<Granularity>('DAY', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'TOTAL'),
  by: fc.shuffledSubarray([...dimensions], { maxLength: 3 }),
  timeZone: fc.constantFrom(undefined, ...zones),
  weekStart: fc.integer({ min: 1, max: 7 }),
  attributeTo: fc.constantFrom('ENQUIRY' as const, 'RESPONSE' as const),
  filter: fc.record({
    departments: some(['service', 'sales', 'product', 'hr']),
    channels: some(['x', 'email', 'slack', 'phone', 'blog']),
    channelKinds: some(['social', 'direct', 'internal'] as const),
    activities: some(['post', 'enquiry', 'comment', 'view'] as const),
    directions: some(['inbound', 'outbound', 'internal'] as const),
  }),
});

function toRequest({
  days,
  ...rest
}: { days: [number, number] } & Omit<ReportRequest, 'metrics' | 'range'>): RangedRequest {
  const day = (offset: number) => new Date(Date.parse('2026-03-19') + offset * 86_400_000).toISOString().slice(0, 10);
  return { ...rest, metrics: [], range: { from: day(Math.min(...days)), to: day(Math.max(...days)) } };
}

describe('a report', () => {
  it.each(catalogue.filter((metric) => !isByHomeDay(metric) && metric.id !== 'OVERDUE').map(({ id }) => id))(
    '%s equals a raw scan, whatever the zone, granularity, dimensions and filter, or is refused by name',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(requests, async (drawn) => {
          const request = { ...toRequest(drawn), metrics: [id] };
          const zone = request.timeZone ?? 'Europe/Berlin';
          const supported = catalogue.find((metric) => metric.id === id)?.dimensions ?? [];
          const { filter } = request;
          const refused = [
            ...request.by,
            ...(filter?.channels ? (['CHANNEL'] as const) : []),
            ...(filter?.channelKinds ? (['CHANNEL_KIND'] as const) : []),
            ...(filter?.activities ? (['ACTIVITY'] as const) : []),
            ...(filter?.directions ? (['DIRECTION'] as const) : []),
          ].some((dimension) => !supported.includes(dimension));
          if (refused) {
            await expect(report(request)).rejects.toMatchObject({ code: expect.stringMatching(/^UNSUPPORTED_/) });
            return;
          }
          const { rows } = await report(request);
          const expected = referenceReport(interactions, id, request, zone, now, dueOf);
          const actual = new Map(
            rows.flatMap((row) => {
              const value = row.values[0]?.value;
              return value ? [[keyOf(row, request, zone), value] as const] : [];
            }),
          );
          const precision = id.startsWith('FIRST') ? 0.0101 : 1e-12;
          for (const [key, value] of expected) {
            if (value === 0) expect(actual.get(key) ?? 0, key).toBe(0);
            else
              expect(
                Math.abs((actual.get(key) ?? 0) - value) / Math.abs(value),
                `${key}: ${actual.get(key)} for ${value}`,
              ).toBeLessThanOrEqual(precision);
          }
          for (const key of actual.keys()) expect(expected.has(key), key).toBe(true);
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it('OVERDUE equals a raw scan at the end of every bucket', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (drawn) => {
        const { filter, by, ...rest } = toRequest(drawn);
        const request: RangedRequest = {
          ...rest,
          metrics: ['OVERDUE'],
          by: by.filter((dimension) => dimension !== 'ACTIVITY' && dimension !== 'DIRECTION'),
          filter: { ...filter, activities: undefined, directions: undefined },
        };
        const zone = request.timeZone ?? 'Europe/Berlin';
        const { rows } = await report(request);
        for (const row of rows) {
          if (row.start >= now) {
            expect(row.values[0]).toMatchObject({ status: 'EMPTY', value: null });
            continue;
          }
          const expected = referenceOverdue(interactions, request, Math.min(row.end, now), dueOf);
          const key = keyOf(row, request, request.timeZone ?? 'Europe/Berlin')
            .split('|')
            .slice(1)
            .join('|');
          expect(row.values[0]?.value, `${key} at ${new Date(row.end).toISOString()}`).toBe(expected.get(key) ?? 0);
        }
        const listed = new Set(
          rows.map((row) => `${row.end} ${keyOf(row, request, zone).split('|').slice(1).join('|')}`),
        );
        for (const { start, end } of rows) {
          if (start >= now) continue;
          for (const key of referenceOverdue(interactions, request, Math.min(end, now), dueOf).keys()) {
            expect(listed.has(`${end} ${key}`), `a row of ${key}`).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('by hour and quarter hour adds up to the day, in every zone', async () => {
    for (const timeZone of zones) {
      const range = { from: '2026-03-27', to: '2026-03-30' };
      const request = { metrics: ['INTERACTIONS'], range, by: [], timeZone, attributeTo: 'ENQUIRY' as const };
      const byDay = await report({ ...request, granularity: 'DAY' });
      for (const granularity of ['HOUR', 'QUARTER_HOUR'] as const) {
        const { rows, totals } = await report({ ...request, granularity });
        const sums = new Map<string, number>();
        for (const row of rows) {
          const { day } = local(row.start, timeZone);
          sums.set(day, (sums.get(day) ?? 0) + (row.values[0]?.value ?? 0));
        }
        expect([...sums.values()]).toEqual(byDay.rows.map((row) => row.values[0]?.value));
        expect(totals[0]?.value).toBe(byDay.totals[0]?.value);
      }
    }
  });

  it('compares each row and the whole with what a report over the days before says', async () => {
    await fc.assert(
      fc.asyncProperty(
        requests,
        fc.constantFrom('INTERACTIONS', 'RESPONSE_RATE', 'FIRST_RESPONSE_P90'),
        async (drawn, id) => {
          const { filter, by, ...rest } = toRequest(drawn);
          const length = (Date.parse(rest.range.to) - Date.parse(rest.range.from)) / 86_400_000 + 1;
          const back = (day: string) => new Date(Date.parse(day) - length * 86_400_000).toISOString().slice(0, 10);
          const request: RangedRequest = {
            ...rest,
            metrics: [id],
            granularity: 'DAY',
            by: by.filter((dimension) => dimension === 'DEPARTMENT' || dimension === 'CHANNEL_KIND'),
            filter: { departments: filter?.departments, channelKinds: filter?.channelKinds },
          };
          const now = await report({ ...request, compareTo: 'PREVIOUS_PERIOD' });
          const before = await report({ ...request, range: { from: back(rest.range.from), to: back(rest.range.to) } });
          expect(now.rows.map(({ values }) => values[0]?.previous)).toEqual(
            before.rows.map(({ values }) => values[0]?.value),
          );
          expect(now.totals[0]?.previous).toBe(before.totals[0]?.value);
          const total = now.totals[0];
          if (typeof total?.value !== 'number' || typeof total.previous !== 'number' || total.previous === 0) return;
          const change =
            id === 'RESPONSE_RATE' ? (total.value - total.previous) * 100 : total.value / total.previous - 1;
          expect(total.change).toBeCloseTo(change, 9);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('says numerator, denominator and n, and that open enquiries could change a quantile', async () => {
    const range = { from: '2026-03-19', to: '2026-04-03' };
    const request = { range, granularity: 'TOTAL' as const, by: [], attributeTo: 'ENQUIRY' as const };
    const metrics = ['RESPONSE_RATE', 'FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P95'];
    const { totals, warnings } = await report({ ...request, metrics });
    const [rate, p50, p95] = totals;
    expect(rate?.value).toBe((rate?.numerator ?? 0) / (rate?.denominator ?? 0));
    expect([p50?.numerator, p50?.n, p50?.error]).toEqual([rate?.numerator, rate?.numerator, 0.01]);
    const open = (p95?.denominator ?? 0) - (p95?.numerator ?? 0);
    expect(open / (rate?.denominator ?? 1)).toBeGreaterThan(0.05);
    expect(p95?.warnings.map(({ code }) => code)).toEqual(['CENSORED']);
    expect(warnings.some(({ message }) => message.en.startsWith('FIRST_RESPONSE_P95'))).toBe(true);
    const byReply = await report({ ...request, metrics, attributeTo: 'RESPONSE' });
    expect(byReply.totals[2]?.warnings).toEqual([]);
    expect(byReply.totals[2]?.denominator).toBe(byReply.totals[2]?.numerator);
    expect(byReply.totals[0]?.warnings.map(({ code }) => code)).toEqual(['ATTRIBUTED_TO_ENQUIRY']);
  });

  it('has rows only for channels of which the range holds something, whatever lies beside it in storage', async () => {
    const { rows } = await report({
      metrics: ['INTERACTIONS'],
      range: { from: '2026-03-21', to: '2026-03-21' },
      granularity: 'TOTAL',
      by: ['CHANNEL', 'ACTIVITY'],
      attributeTo: 'ENQUIRY',
    });
    const channelsThen = new Set(
      interactions
        .filter(({ time }) => local(Date.parse(time), 'Europe/Berlin').day === '2026-03-21')
        .map(({ channel }) => channel),
    );
    expect(new Set(rows.map(({ channel }) => channel))).toEqual(channelsThen);
  });

  it('of many years by quarter hours is refused with the limit', async () => {
    const range = { from: '1990-01-01', to: '2026-01-01' };
    const request = {
      metrics: ['INTERACTIONS'],
      range,
      granularity: 'YEAR' as const,
      by: [],
      attributeTo: 'ENQUIRY' as const,
    };
    expect((await report(request)).rows).toHaveLength(37);
    await expect(report({ ...request, timeZone: 'Asia/Tokyo' })).rejects.toMatchObject({ code: 'COST_LIMIT' });
  });
});
