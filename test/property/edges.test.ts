import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { dueAt } from '../../shared/due-at.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { dimensions } from '../../shared/metrics/metric.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { type Engine, startEngine } from '../engine.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';

const now = Date.parse('2026-07-01T12:00:00Z');
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function answering(all: Interaction[], organisation: Organisation = defaultOrganisation) {
  const names = await engine.createTables();
  await foldBatch(all, {
    store: createFoldStore(engine.client, names.ledger),
    context: foldContextOf(organisation),
    tables: { ledgerTable: names.ledger, cellsTable: names.cells },
    lanes: 1,
    random: Math.random,
    sleep: () => Promise.resolve(),
  });
  const deps = reportDeps(createCellReader(engine.client, names.cells, 1), organisation, () => now);
  const april = { from: '2026-04-01', to: '2026-04-30' };
  return (request: Partial<ReportRequest>) =>
    planReport(
      { metrics: ['INTERACTIONS'], range: april, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY', ...request },
      deps,
    );
}

const every = catalogue.map(({ id }) => id);

describe('a report', () => {
  it('of an organisation without departments and channels is empty or 0 in every metric', async () => {
    const report = await answering([], { ...defaultOrganisation, departments: [], channels: [], responseTargets: [] });
    const { rows, totals } = await report({ metrics: every, by: ['DEPARTMENT'] });
    expect(rows).toEqual([]);
    expect(totals.map(({ status }) => status)).not.toContain('INCOMPLETE');
    for (const { metric, value } of totals) expect(value ?? 0, metric.id).toBe(0);
  });

  it('over fifty years answers in every metric, by year', async () => {
    const people = Array.from({ length: 40 }, (_, n) =>
      interaction({
        id: `m:${n}`,
        actor: { id: `p_${n}`, kind: 'customer' },
        time: `${1980 + n}-04-0${1 + (n % 9)}T10:00:00.000Z`,
      }),
    );
    const report = await answering(people);
    const range = { from: '1976-01-01', to: '2025-12-31' };
    const { rows, totals } = await report({ metrics: every, range, granularity: 'YEAR', compareTo: 'PREVIOUS_YEAR' });
    expect(rows).toHaveLength(50);
    const customers = every.indexOf('ACTIVE_CUSTOMERS');
    expect(totals[customers]?.value).toBe(40);
    expect(rows.map(({ values }) => values[customers]?.value)).toEqual([
      ...Array(4).fill(0),
      ...Array(40).fill(1),
      ...Array(6).fill(0),
    ]);
  }, 30_000);

  it('of a hundred metrics by six dimensions is refused with the cost', async () => {
    const report = await answering([]);
    const metrics = Array.from({ length: 100 }, (_, n) => every[n % every.length] as string);
    await expect(report({ metrics, by: [...dimensions, 'CHANNEL'] })).rejects.toMatchObject({
      code: 'COST_LIMIT',
      message: expect.stringContaining('700'),
      details: { cost: 700, limit: 300 },
    });
  });

  it('of ten enquiries with three open says how many could still change it', async () => {
    const asked = Array.from({ length: 10 }, (_, n) => [
      interaction({ id: `e:${n}`, activity: 'enquiry', conversation: `c:${n}`, time: '2026-04-07T10:00:00.000Z' }),
      ...(n < 7
        ? [
            interaction({
              id: `r:${n}`,
              activity: 'reply',
              conversation: `c:${n}`,
              actor: { id: 'p_us', kind: 'employee' },
              time: `2026-04-07T1${n}:30:00.000Z`,
            }),
          ]
        : []),
    ]).flat();
    const report = await answering(asked);
    const metrics = ['FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P90', 'ANSWERED', 'RESPONSE_RATE'];
    const [p50, p90, answered, rate] = (await report({ metrics })).totals;
    // Of seven answers the fourth; three of ten open could not move it below the middle.
    expect(p50?.value).toBeCloseTo(3.5 * 3600, -3);
    expect(p50).toMatchObject({ numerator: 7, denominator: 10, n: 7, warnings: [] });
    const message = { en: expect.stringContaining('30.0 %'), de: expect.stringContaining('30,0 %') };
    expect(p90?.warnings).toEqual([{ code: 'CENSORED', message }]);
    expect([answered?.value, rate?.value]).toEqual([7, 0.7]);
    const byReply = (await report({ metrics, attributeTo: 'RESPONSE' })).totals;
    expect(byReply[1]?.warnings).toEqual([]);
  });

  it('counts an employee who changes department in the middle in both, and once in all', async () => {
    const said = (department: string, day: string) =>
      Array.from({ length: 6 }, (_, n) =>
        interaction({
          id: `${department}:${n}:${day}`,
          activity: 'message',
          channel: 'slack',
          department,
          actor: { id: n === 0 ? 'p_moves' : `p_${department}${n}`, kind: 'employee', department },
          time: `2026-04-${day}T10:00:00.000Z`,
        }),
      );
    const report = await answering([...said('sales', '07'), ...said('service', '21')]);
    const { rows, totals } = await report({ metrics: ['ACTIVE_EMPLOYEES'], by: ['DEPARTMENT'] });
    expect(Object.fromEntries(rows.map(({ department, values }) => [department, values[0]?.value]))).toMatchObject({
      sales: 6,
      service: 6,
    });
    expect(totals[0]?.value).toBe(11);
  });
});

describe('a due time', () => {
  it('lies behind a holiday and a clock change', () => {
    const hours = {
      timeZone: 'Europe/Berlin',
      week: { 1: [['09:00', '17:00']], 2: [['09:00', '17:00']], 5: [['09:00', '17:00']] },
      holidays: ['2026-03-30'],
    } as const;
    // Friday before the clocks go forward, half an hour before closing; Monday is a holiday: Tuesday 9:30 in summer time.
    const due = dueAt(Date.parse('2026-03-27T15:30:00Z'), {
      from: '1970-01-01T00:00:00Z',
      seconds: 3600,
      hours: hours as never,
    });
    expect(new Date(due ?? 0).toISOString()).toBe('2026-03-31T07:30:00.000Z');
  });
});
