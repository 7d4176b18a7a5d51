import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport, type ReportDeps } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import { isCounted } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { type RegisteredSource, unregisteredSource } from '../../shared/store/source-item.ts';
import { addDays, daysOf } from '../../shared/zone.ts';
import { type Engine, startEngine } from '../engine.ts';
import { interaction, meetingInteractions } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';

const now = Date.parse('2026-04-20T12:00:00Z');
const metrics = [
  'INTERACTIONS',
  'NET_SENTIMENT',
  'RESPONSE_RATE',
  'WITHIN_TARGET',
  'FIRST_RESPONSE_P50',
  'OVERDUE',
  'ACTIVE_CUSTOMERS',
  'IDEAS_SHIPPED',
  'IDEA_LEAD_TIME_P50',
];

let engine: Engine;
let deps: ReportDeps;
beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  const drawn = (fc.sample(meetingInteractions(900), { numRuns: 1, seed: 11 })[0] ?? []).filter(isCounted);
  const all = drawn.map((one, n) => ({ ...one, id: `n:${n}`, digest: `d${n}`.padStart(22, '0') }));
  const quiet = ['2026-03-21', '2026-03-22', '2026-03-25', '2026-03-26'].map((day) =>
    interaction({ id: `q:${day}`, source: 'https://phone.example', channel: 'phone', time: `${day}T10:00:00.000Z` }),
  );
  await foldBatch([...all, ...quiet], {
    store: createFoldStore(engine.client, names.ledger),
    context: foldContextOf(defaultOrganisation),
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes: 1,
    random: Math.random,
    sleep: () => Promise.resolve(),
  });
  deps = reportDeps(createCellReader(engine.client, names.cells, 1), defaultOrganisation, () => now);
});
afterAll(() => engine.stop());

const report = (request: Partial<ReportRequest>, over: Partial<ReportDeps> = {}) =>
  planReport(
    { metrics, granularity: 'TOTAL', by: ['DEPARTMENT'], attributeTo: 'ENQUIRY', ...request },
    { ...deps, ...over },
  );

/** The values of each department, without what a range as a whole is compared with. */
const valuesOf = (rows: Awaited<ReturnType<typeof report>>['rows']) =>
  Object.fromEntries(rows.map(({ department, values }) => [department, values.map(({ value, n }) => [value, n])]));

describe('a running report', () => {
  it.each(['Europe/Berlin', 'Asia/Kathmandu'])(
    'tells of each day what a report of its last days tells, in %s',
    async (timeZone) => {
      const range = { from: '2026-03-27', to: '2026-04-01' };
      const { rows, totals } = await report({ range, granularity: 'DAY', rolling: 5, timeZone });
      const perDay = rows.length / 6;
      for (const [index, day] of daysOf(range.from, range.to).entries()) {
        const alone = await report({ range: { from: addDays(day, -4), to: day }, timeZone });
        expect(valuesOf(rows.slice(index * perDay, (index + 1) * perDay)), day).toEqual(valuesOf(alone.rows));
      }
      const whole = await report({ range, timeZone });
      expect(totals.map(({ value }) => value)).toEqual(whole.totals.map(({ value }) => value));
    },
  );

  it('tells of each day what its week or month is so far, compared with a year or a period before', async () => {
    const range = { from: '2026-03-30', to: '2026-04-03' };
    const { rows } = await report({ range, granularity: 'DAY', cumulative: 'MONTH', compareTo: 'PREVIOUS_PERIOD' });
    const perDay = rows.length / 5;
    for (const [index, day] of daysOf(range.from, range.to).entries()) {
      const alone = await report({ range: { from: `${day.slice(0, 7)}-01`, to: day } });
      const before = addDays(day, -5);
      const earlier = await report({ range: { from: `${before.slice(0, 7)}-01`, to: before } });
      const ofDay = rows.slice(index * perDay, (index + 1) * perDay);
      expect(valuesOf(ofDay), day).toEqual(valuesOf(alone.rows));
      expect(ofDay.map(({ values }) => values[0]?.previous)).toEqual(
        earlier.rows.map(({ values }) => values[0]?.value),
      );
    }
  });
});

describe('completeness', () => {
  const phone = (over: Partial<RegisteredSource> = {}): RegisteredSource => ({
    ...unregisteredSource('https://phone.example'),
    name: 'Phone system',
    channel: 'phone',
    cadence: 'P1D',
    firstSeenAt: '2026-03-21T09:00:00.000Z',
    lastInteractionAt: '2026-03-26T10:00:00.000Z',
    ...over,
  });
  const range = { from: '2026-03-20', to: '2026-03-27' };
  const share = async (source: RegisteredSource, over: Partial<ReportRequest> = {}) => {
    const { totals } = await report(
      { metrics: ['SOCIAL_SHARE', 'POSTS'], range, by: [], ...over },
      { sources: [source] },
    );
    return totals;
  };

  it('names the silent source of a share, and how many of the expected days it fed', async () => {
    const [social] = await share(phone());
    // Expected from the 21st to the 27th, silent on the 23rd, 24th and 27th.
    expect(social).toMatchObject({ status: 'INCOMPLETE', completeness: 4 / 7 });
    expect(social?.value).not.toBeNull();
    expect(social?.warnings).toEqual([
      expect.objectContaining({
        code: 'SOURCE_SILENT',
        source: 'https://phone.example',
        message: {
          en: expect.stringContaining('nothing came on 3 of 7 days'),
          de: expect.stringContaining('an 3 von 7 Tagen kam nichts'),
        },
      }),
    ]);
  });

  it('is whole when the cadence allows the pauses', async () => {
    expect((await share(phone({ cadence: 'P3D' })))[0]).toMatchObject({ status: 'OK', completeness: 1, warnings: [] });
  });

  it('is not asked of sources that do not feed the value, or promise nothing', async () => {
    expect((await share(phone({ channel: 'slack' })))[0]).toMatchObject({ status: 'OK', completeness: null });
    expect((await share(phone(), { filter: { channels: ['x'] }, metrics: ['POSTS'] }))[0]?.completeness).toBeNull();
    expect(
      (await share(phone({ department: 'hr' }), { filter: { departments: ['sales'] } }))[0]?.completeness,
    ).toBeNull();
    expect((await share(phone({ cadence: 'soon' })))[0]?.completeness).toBeNull();
  });

  it('does not count the day that is not over while the source is not overdue', async () => {
    const today = { clock: () => Date.parse('2026-03-26T15:00:00Z'), sources: [phone()] };
    const { totals } = await report(
      { metrics: ['POSTS'], range: { from: '2026-03-26', to: '2026-03-26' }, by: [] },
      today,
    );
    expect(totals[0]).toMatchObject({ completeness: 1 });
  });
});

describe('a running value of a day that the earlier period does not have', () => {
  it('is compared with all of that period', async () => {
    const asked = { metrics: ['INTERACTIONS', 'ACTIVE_CUSTOMERS'], by: [] };
    const may = { range: { from: '2026-05-01', to: '2026-05-31' }, granularity: 'DAY' } as const;
    const { rows } = await report({ ...asked, ...may, cumulative: 'MONTH', compareTo: 'PREVIOUS_PERIOD' });
    const april = await report({ ...asked, range: { from: '2026-04-01', to: '2026-04-30' } });
    expect(april.totals.map(({ value }) => value)).not.toContain(0);
    for (const row of rows.slice(-2)) {
      expect(row.values.map(({ previous }) => previous)).toEqual(april.totals.map(({ value }) => value));
    }
    const plain = await report({ ...asked, ...may, compareTo: 'PREVIOUS_PERIOD' });
    expect(plain.rows.at(-1)?.values.map(({ previous }) => previous)).toEqual([null, null]);
  });
});
