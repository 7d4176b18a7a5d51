import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { collaborationOf } from '../../graphql/plan/collaboration-of.ts';
import type { Hidden } from '../../graphql/plan/hidden.ts';
import { planReport, type ReportDeps } from '../../graphql/plan/plan-report.ts';
import { createDecisions } from '../../graphql/plan/prepare-guard.ts';
import type { MetricValue, ReportRequest } from '../../graphql/plan/report.ts';
import { representativesOf } from '../../graphql/representatives-of.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { createWithheldStore, type WithheldStore } from '../../shared/store/withheld.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';

const now = Date.parse('2026-07-01T12:00:00Z');
const april = { from: '2026-04-01', to: '2026-04-30' };
const may = { from: '2026-05-01', to: '2026-05-31' };
const organisation: Organisation = {
  ...defaultOrganisation,
  departments: ['service', 'sales', 'product', 'hr'].map((id, n) => ({
    id,
    name: { en: id, de: id },
    headcount: n === 3 ? [] : [{ from: '2026-01-01', count: [20, 10, 0][n] ?? 0, managers: [6, 3, 0][n] ?? 0 }],
  })),
};

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Employees `first` to `last` of a department write a message each, on the day. */
const messages = (department: string, first: number, last: number, day: string, over: Partial<Interaction> = {}) =>
  Array.from({ length: last - first + 1 }, (_, n) =>
    interaction({
      id: `${department}:${first + n}:${day}:${over.channel ?? 'slack'}:${over.counterpart?.department ?? ''}`,
      activity: 'message',
      channel: 'slack',
      department,
      time: `${day}T10:00:00.000Z`,
      actor: { id: `p_${department}${first + n}`, kind: 'employee', department },
      ...over,
    }),
  );

interface Company {
  names: TableNames;
  deps: ReportDeps;
  fold: (all: Interaction[]) => Promise<void>;
  report: (request: Partial<ReportRequest>) => ReturnType<typeof planReport>;
  /** The values of departments, by id. */
  byDepartment: (request: Partial<ReportRequest>) => Promise<Map<string, MetricValue>>;
}

async function company(over: Partial<ReportDeps> = {}): Promise<Company> {
  const names = await engine.createTables();
  const deps: ReportDeps = {
    ...reportDeps(createCellReader(engine.client, names.cells, 2), organisation, () => now),
    decisions: createDecisions(createWithheldStore<Hidden>({ client: engine.client, tableName: names.registry })),
    ...over,
  };
  const report: Company['report'] = (request) =>
    planReport(
      { metrics: ['ACTIVE_EMPLOYEES'], range: april, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY', ...request },
      deps,
    );
  return {
    names,
    deps,
    report,
    async fold(all) {
      const done = await foldBatch(all, {
        store: createFoldStore(engine.client, names.ledger),
        context: foldContextOf(organisation),
        tables: { ledgerTable: names.ledger, cellsTable: names.cells },
        lanes: 2,
        random: Math.random,
        sleep: () => Promise.resolve(),
      });
      expect(done).toMatchObject({ failed: [], unfoldable: [] });
    },
    async byDepartment(request) {
      const { rows } = await report({ by: ['DEPARTMENT'], ...request });
      return new Map(rows.map(({ department = '', values }) => [department, values[0] as MetricValue]));
    },
  };
}

const told = (values: Map<string, MetricValue>) =>
  Object.fromEntries([...values].map(([id, { status, value }]) => [id, status === 'WITHHELD' ? 'WITHHELD' : value]));

describe('a small group', () => {
  it('is withheld with everything about it, and with the group it could be computed from', async () => {
    const { fold, byDepartment, report } = await company();
    await fold([
      ...messages('service', 1, 12, '2026-04-07'),
      ...messages('sales', 1, 7, '2026-04-08'),
      ...messages('product', 1, 3, '2026-04-09'),
    ]);
    const values = await byDepartment({ compareTo: 'PREVIOUS_PERIOD' });
    expect(told(values)).toEqual({ hr: 0, product: 'WITHHELD', sales: 'WITHHELD', service: 12 });
    expect(values.get('product')).toMatchObject({
      status: 'WITHHELD',
      value: null,
      previous: null,
      change: null,
      numerator: null,
      denominator: null,
      n: null,
      warnings: [{ code: 'SMALL_GROUP' }],
    });
    expect((await report({})).totals[0]).toMatchObject({ status: 'OK', value: 22, n: 22 });
  });

  it('does not show through a filter, a sum of departments, a channel or another metric', async () => {
    const { fold, report } = await company();
    await fold([
      ...messages('service', 1, 12, '2026-04-07'),
      ...messages('sales', 1, 7, '2026-04-08'),
      ...messages('product', 1, 3, '2026-04-09'),
    ]);
    for (const departments of [['product'], ['sales'], ['service', 'product'], ['service', 'sales'], ['sales', 'hr']]) {
      const { totals, rows } = await report({
        filter: { departments },
        metrics: ['ACTIVE_EMPLOYEES', 'ACTIVE_PEOPLE', 'AMBASSADORS', 'OPENNESS'],
      });
      for (const value of [...totals, ...(rows[0]?.values ?? [])])
        expect(value.status, departments.join()).toBe('WITHHELD');
    }
    const { rows } = await report({ by: ['DEPARTMENT', 'CHANNEL'] });
    expect(rows.map(({ department, values }) => [department, values[0]?.status])).toEqual([
      ['hr', 'OK'],
      ['product', 'WITHHELD'],
      ['sales', 'WITHHELD'],
      ['service', 'OK'],
    ]);
  });

  it('of a month hides the longer periods that hold it, so that no difference tells it', async () => {
    const { fold, byDepartment } = await company();
    await fold([
      ...messages('service', 1, 12, '2026-04-07'),
      ...messages('product', 1, 3, '2026-04-09'),
      ...messages('sales', 1, 9, '2026-04-09'),
      ...messages('service', 1, 12, '2026-05-07'),
      ...messages('sales', 1, 9, '2026-05-09'),
      ...messages('product', 1, 8, '2026-05-07'),
    ]);
    expect(told(await byDepartment({ range: may }))).toEqual({ hr: 0, product: 8, sales: 9, service: 12 });
    const both = told(await byDepartment({ range: { from: april.from, to: may.to } }));
    expect(both).toMatchObject({ product: 'WITHHELD', sales: 'WITHHELD' });
    const before = (await byDepartment({ range: may, compareTo: 'PREVIOUS_PERIOD' })).get('product');
    expect(before).toMatchObject({ value: 8, previous: null, change: null });
  });

  it('stays hidden when late words make it greater, for every process', async () => {
    const { fold, byDepartment, names, deps } = await company();
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('product', 1, 4, '2026-04-09')]);
    expect(told(await byDepartment({}))).toMatchObject({ product: 'WITHHELD' });
    await fold(messages('product', 5, 5, '2026-04-10'));
    expect(told(await byDepartment({}))).toMatchObject({ product: 'WITHHELD' });
    const other = createDecisions(createWithheldStore<Hidden>({ client: engine.client, tableName: names.registry }));
    const again = await planReport(
      { metrics: ['ACTIVE_EMPLOYEES'], range: april, granularity: 'TOTAL', by: ['DEPARTMENT'], attributeTo: 'ENQUIRY' },
      { ...deps, decisions: other },
    );
    expect(again.rows.find(({ department }) => department === 'product')?.values[0]?.status).toBe('WITHHELD');
  });

  it('of a longer range keeps what protects it when late words bring another small one, for every process', async () => {
    const { fold, byDepartment, names, deps } = await company();
    const weeks = { from: '2026-04-06', to: '2026-04-19' };
    await fold([
      ...messages('product', 1, 3, '2026-04-07'),
      ...messages('service', 1, 12, '2026-04-14'),
      ...messages('sales', 1, 6, '2026-04-14'),
    ]);
    // Neither week hides sales: both together do, so that less service they do not tell of product.
    expect(told(await byDepartment({ range: { from: '2026-04-13', to: weeks.to } }))).toMatchObject({ sales: 6 });
    expect(told(await byDepartment({ range: weeks }))).toMatchObject({ product: 'WITHHELD', sales: 'WITHHELD' });
    await fold(messages('hr', 1, 2, '2026-04-08'));
    expect(told(await byDepartment({ range: weeks }))).toMatchObject({
      hr: 'WITHHELD',
      sales: 'WITHHELD',
      service: 12,
    });
    const other = createDecisions(createWithheldStore<Hidden>({ client: engine.client, tableName: names.registry }));
    const again = await planReport(
      { metrics: ['ACTIVE_EMPLOYEES'], range: weeks, granularity: 'TOTAL', by: ['DEPARTMENT'], attributeTo: 'ENQUIRY' },
      { ...deps, decisions: other },
    );
    expect(again.rows.find(({ department }) => department === 'sales')?.values[0]?.status).toBe('WITHHELD');
  });

  it('is hidden when words taken back make it small', async () => {
    const { fold, byDepartment } = await company();
    const five = messages('product', 1, 5, '2026-04-09');
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('sales', 1, 6, '2026-04-07'), ...five]);
    expect(told(await byDepartment({}))).toEqual({ hr: 0, product: 5, sales: 6, service: 12 });
    await fold([
      interaction({ id: 'gone', activity: 'retraction', target: five[0]?.id ?? '', time: '2026-04-20T10:00:00.000Z' }),
    ]);
    expect(told(await byDepartment({}))).toMatchObject({ product: 'WITHHELD', sales: 'WITHHELD' });
  });

  it('is told for whole periods that are over, and for nothing else', async () => {
    const { fold, report } = await company();
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('service', 1, 12, '2026-06-30')]);
    for (const range of [
      { from: '2026-04-02', to: '2026-04-30' },
      { from: '2026-06-29', to: '2026-07-05' },
      { from: '2026-07-01', to: '2026-07-31' },
    ]) {
      const { totals } = await report({ range, metrics: ['ACTIVE_EMPLOYEES', 'ACTIVE_CUSTOMERS'] });
      expect(totals[0], range.from).toMatchObject({ status: 'WITHHELD', warnings: [{ code: 'WHOLE_PERIODS' }] });
      expect(totals[1]).toMatchObject({ status: 'OK', value: 0 });
    }
    const weeks = await report({ range: { from: '2026-03-30', to: '2026-04-12' }, granularity: 'WEEK' });
    expect(weeks.rows.map(({ values }) => values[0]?.value)).toEqual([0, 12]);
    await expect(report({ granularity: 'HOUR' })).rejects.toMatchObject({ code: 'UNSUPPORTED_GRANULARITY' });
    const elsewhere = await report({ timeZone: 'Asia/Tokyo' });
    expect(elsewhere.totals[0]).toMatchObject({ value: 12, warnings: [{ code: 'HOME_DAYS' }] });
  });
});

describe('what is stored of weeks, months and longer ranges', () => {
  const twoMonths = { from: april.from, to: may.to };
  const asked = async (over: (store: WithheldStore<Hidden>) => Partial<WithheldStore<Hidden>>) => {
    const { fold, deps } = await company();
    const { store } = deps.decisions;
    return { fold, deps: { ...deps, decisions: createDecisions({ ...store, ...over(store) }) } };
  };

  it('is read by one query for a report, and by none where nothing has changed', async () => {
    const loads: string[] = [];
    const { fold, deps } = await asked((store) => ({
      load: (first, last) => {
        loads.push(`${first} to ${last}`);
        return store.load(first, last);
      },
    }));
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('sales', 1, 9, '2026-05-07')]);
    const report = (range: ReportRequest['range'], metrics = ['ACTIVE_EMPLOYEES']) =>
      planReport({ metrics, range, granularity: 'MONTH', by: [], attributeTo: 'ENQUIRY' }, deps);
    await report(twoMonths, ['MESSAGES']);
    expect(loads).toEqual([]);
    await report(twoMonths);
    await report(twoMonths);
    await report(may);
    expect(loads).toEqual(['month:2026-04 to month:2026-05 since 2026-04-01']);
  });

  it('is written of a longer range only where it hides more than its parts', async () => {
    const written: string[] = [];
    const { fold, deps } = await asked((store) => ({
      grow: (key, add) => {
        written.push(key);
        return store.grow(key, add);
      },
    }));
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('sales', 1, 9, '2026-05-07')]);
    const report = () =>
      planReport(
        { metrics: ['ACTIVE_EMPLOYEES'], range: twoMonths, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY' },
        deps,
      );
    await report();
    expect(written.sort()).toEqual(['month:2026-04', 'month:2026-05']);
    await fold(messages('product', 1, 3, '2026-03-10'));
    const threeMonths = { from: '2026-03-01', to: may.to };
    await planReport(
      { metrics: ['ACTIVE_EMPLOYEES'], range: threeMonths, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY' },
      deps,
    );
    expect(written.sort().slice(-2)).toEqual(['month:2026-05', 'month:2026-05 since 2026-03-01']);
  });
});

describe('all together', () => {
  it('is withheld where one of its months is a small group', async () => {
    const { fold, report } = await company();
    await fold([...messages('service', 1, 12, '2026-04-07'), ...messages('service', 1, 4, '2026-05-07')]);
    expect((await report({})).totals[0]).toMatchObject({ status: 'OK', value: 12 });
    expect((await report({ range: may })).totals[0]?.status).toBe('WITHHELD');
    const metrics = ['ACTIVE_EMPLOYEES', 'ACTIVE_PEOPLE', 'AMBASSADORS', 'OPENNESS', 'CONNECTEDNESS'];
    const { totals } = await report({ range: { from: april.from, to: may.to }, metrics });
    expect(totals.map(({ status }) => status)).toEqual(metrics.map(() => 'WITHHELD'));
  });

  it('by kind of channel hides kinds, not because of one quiet channel among many', async () => {
    const { fold, report } = await company();
    await fold([
      ...messages('service', 1, 40, '2026-04-07', { channel: 'x' }),
      ...messages('service', 1, 20, '2026-04-07', { channel: 'facebook' }),
      ...messages('service', 1, 2, '2026-04-07', { channel: 'tiktok' }),
      ...messages('service', 1, 30, '2026-04-07'),
      ...messages('sales', 1, 9, '2026-04-07', { channel: 'x' }),
      ...messages('sales', 1, 9, '2026-04-07'),
    ]);
    const kinds = await report({ by: ['CHANNEL_KIND'] });
    expect(kinds.rows.map(({ channelKind, values }) => [channelKind, values[0]?.value])).toEqual([
      ['social', 49],
      ['direct', 0],
      ['internal', 39],
    ]);
    const channels = await report({ by: ['CHANNEL'] });
    expect(channels.rows.map(({ channel, values }) => [channel, values[0]?.value])).toEqual([
      ['facebook', null],
      ['slack', 39],
      ['tiktok', null],
      ['x', 49],
    ]);
  });
});

describe('shares of employees', () => {
  it('are over the headcount of the last day, and empty without one or at 0', async () => {
    const { fold, byDepartment, report } = await company();
    await fold([
      ...messages('service', 1, 10, '2026-04-07'),
      ...messages('service', 1, 8, '2026-04-14'),
      ...messages('service', 1, 6, '2026-04-21'),
      ...messages('sales', 1, 5, '2026-04-21', {}),
      ...messages('product', 1, 6, '2026-04-21'),
      ...messages('hr', 1, 6, '2026-04-21'),
    ]);
    const adoption = await byDepartment({ metrics: ['ADOPTION'] });
    expect(adoption.get('service')).toMatchObject({ value: 0.5, numerator: 10, denominator: 20, n: 20 });
    expect(adoption.get('product')).toMatchObject({ status: 'EMPTY', value: null });
    expect(adoption.get('hr')).toMatchObject({ status: 'EMPTY', value: null });
    // Only departments that tell a headcount, above and below.
    expect((await report({ metrics: ['ADOPTION'] })).totals[0]).toMatchObject({ numerator: 21, denominator: 30 });
    const lasting = await byDepartment({ metrics: ['SUSTAINED_ADOPTION'] });
    expect(lasting.get('service')).toMatchObject({ numerator: 6, denominator: 20 });
    const quiet = await company();
    await quiet.fold([
      ...['2026-03-30', '2026-04-07', '2026-04-14'].flatMap((day) => messages('service', 1, 3, day)),
      ...messages('service', 1, 9, '2026-04-21'),
    ]);
    const week = {
      range: { from: '2026-04-20', to: '2026-04-26' },
      metrics: ['ACTIVE_EMPLOYEES', 'SUSTAINED_ADOPTION'],
    };
    const { totals } = await quiet.report(week);
    expect(totals.map(({ status }) => status)).toEqual(['OK', 'WITHHELD']);
    const leaders = await byDepartment({ metrics: ['LEADERSHIP_ACTIVITY'] });
    // Three managers of sales could be told from all nine and the six of service.
    expect(leaders.get('service')).toMatchObject({ status: 'WITHHELD' });
    expect(leaders.get('sales')).toMatchObject({ status: 'WITHHELD' });
    const all = await report({ metrics: ['LEADERSHIP_ACTIVITY'] });
    expect(all.totals[0]).toMatchObject({ status: 'OK', numerator: 0, denominator: 9 });
  });
});

describe('two people who are one', () => {
  it('count one less when merged, and as before when not any more', async () => {
    const generation = { generation: 0, representativeOf: new Map<string, string>() };
    const { fold, deps } = await company();
    const customers = Array.from({ length: 9 }, (_, n) =>
      interaction({ id: `c:${n}`, actor: { id: `p_${n}`, kind: 'customer' }, time: `2026-04-0${n + 1}T10:00:00.000Z` }),
    );
    await fold([...customers, ...messages('service', 1, 12, '2026-04-07')]);
    const count = async (merges: typeof generation) => {
      const { totals } = await planReport(
        {
          metrics: ['ACTIVE_CUSTOMERS', 'ACTIVE_EMPLOYEES'],
          range: april,
          granularity: 'TOTAL',
          by: [],
          attributeTo: 'ENQUIRY',
        },
        { ...deps, representatives: representativesOf(merges) },
      );
      return totals.map(({ value }) => value);
    };
    expect(await count(generation)).toEqual([9, 12]);
    const merged = new Map([
      ['p_3', 'p_1'],
      ['p_1', 'p_1'],
      ['p_service2', 'p_service1'],
      ['p_service1', 'p_service1'],
    ]);
    expect(await count({ generation: 1, representativeOf: merged })).toEqual([8, 11]);
    expect(await count({ generation: 2, representativeOf: new Map() })).toEqual([9, 12]);
  });
});

describe('who writes to whom', () => {
  it('is not told by the openness of a department whose only other pair is small', async () => {
    const { fold, report, byDepartment } = await company();
    const to = (department: string) => ({ counterpart: { kind: 'employee' as const, department } });
    await fold([
      ...messages('service', 1, 9, '2026-04-07', to('service')),
      ...messages('service', 1, 3, '2026-04-07', to('sales')),
      ...messages('sales', 1, 8, '2026-04-07', to('sales')),
      ...messages('sales', 1, 8, '2026-04-07', to('product')),
    ]);
    const openness = await byDepartment({ metrics: ['OPENNESS'] });
    expect(openness.get('service')).toMatchObject({ status: 'WITHHELD', n: null });
    expect((await report({ metrics: ['OPENNESS'] })).totals[0]).toMatchObject({ status: 'OK', denominator: 28 });
  });

  it('is counted by the departments of the moment, and known to be small', async () => {
    const { fold, deps, report } = await company();
    const to = (department: string) => ({ counterpart: { kind: 'employee' as const, department } });
    await fold([
      ...messages('service', 1, 12, '2026-04-07', to('sales')),
      ...messages('service', 1, 2, '2026-04-07', to('product')),
      ...messages('service', 1, 12, '2026-04-07', to('service')),
      // Moved to sales in the middle of the month.
      ...messages('sales', 1, 6, '2026-04-20', {
        ...to('service'),
        actor: { id: 'p_service1', kind: 'employee', department: 'sales' },
      }),
      ...messages('sales', 1, 6, '2026-04-21', to('service')),
    ]);
    const { pairs, days } = await collaborationOf(april, deps);
    expect(days).toEqual(april);
    expect(pairs.filter(({ interactions }) => interactions > 0)).toEqual([
      expect.objectContaining({ from: 'sales', to: 'service', interactions: 12, people: 7 }),
      { from: 'service', to: 'product', interactions: 2, people: 2, hiddenInPart: true },
      expect.objectContaining({ from: 'service', to: 'sales', interactions: 12, people: 12 }),
      { from: 'service', to: 'service', interactions: 12, people: 12, hiddenInPart: false },
    ]);
    // The sums of sales and of product would tell of the two who wrote to product.
    expect(pairs.filter(({ hiddenInPart }) => hiddenInPart).map(({ from, to }) => `${from}|${to}`)).toEqual([
      'sales|product',
      'sales|service',
      'service|product',
      'service|sales',
    ]);
    const { totals } = await report({ metrics: ['OPENNESS', 'CONNECTEDNESS'] });
    expect(totals[0]).toMatchObject({ numerator: 26 - 12, denominator: 38 });
    expect(totals[1]).toMatchObject({ numerator: 2, denominator: 12 });
    const unaligned = await collaborationOf({ from: '2026-04-02', to: '2026-04-20' }, deps);
    expect(unaligned.days).toEqual({ from: '2026-04-06', to: '2026-04-19' });
    expect(unaligned.pairs.filter(({ interactions }) => interactions > 0).map(({ from }) => from)).toEqual([
      'service',
      'service',
      'service',
    ]);
  });
});

describe('people who are in several groups', () => {
  it('do not tell of a small one by how many are left', async () => {
    const { fold, report } = await company();
    await fold([
      ...messages('service', 1, 10, '2026-04-07', { channel: 'slack' }),
      ...messages('service', 1, 10, '2026-04-07', { channel: 'wiki' }),
      ...messages('service', 21, 23, '2026-04-07', { channel: 'files' }),
    ]);
    const { rows } = await report({ by: ['CHANNEL'] });
    expect(rows.map(({ channel, values }) => [channel, values[0]?.status])).toEqual([
      ['files', 'WITHHELD'],
      ['slack', 'WITHHELD'],
      ['wiki', 'WITHHELD'],
    ]);
  });

  it('do not tell of one by channels chosen together', async () => {
    const { fold, report } = await company();
    await fold([
      ...messages('service', 1, 10, '2026-04-07', { channel: 'slack' }),
      ...messages('service', 2, 11, '2026-04-07', { channel: 'wiki' }),
    ]);
    const of = async (channels: string[]) => (await report({ filter: { channels } })).totals[0]?.value;
    expect(await of(['slack'])).toBe(10);
    expect(await of(['slack', 'wiki'])).toBeNull();
  });

  it('nor by what departments write in all when there is but one small pair', async () => {
    const { fold, report } = await company();
    const to = (department: string) => ({ counterpart: { kind: 'employee' as const, department } });
    await fold([
      ...messages('service', 1, 20, '2026-04-07'),
      ...messages('sales', 1, 20, '2026-04-07'),
      ...messages('service', 1, 3, '2026-04-08', to('sales')),
    ]);
    const { totals, rows } = await report({ metrics: ['OPENNESS', 'CONNECTEDNESS'], by: ['DEPARTMENT'] });
    expect(totals.map(({ status }) => status)).toEqual(['WITHHELD', 'WITHHELD']);
    expect(rows.find(({ department }) => department === 'service')?.values[0]?.status).toBe('WITHHELD');
  });

  it('do not tell who of few is on social channels by the ambassadors', async () => {
    const { fold, byDepartment } = await company();
    await fold([
      ...messages('service', 1, 15, '2026-04-07'),
      ...messages('sales', 1, 15, '2026-04-07'),
      ...messages('service', 1, 3, '2026-04-08', { channel: 'x', activity: 'post' }),
    ]);
    expect((await byDepartment({ metrics: ['AMBASSADORS'] })).get('service')?.status).toBe('WITHHELD');
  });

  it('have no row on a single day, when nothing is told of it', async () => {
    const { fold, report } = await company();
    await fold(messages('hr', 1, 3, '2026-04-07', { channel: 'wiki' }));
    const { rows } = await report({ range: { from: '2026-04-07', to: '2026-04-07' }, by: ['CHANNEL'] });
    expect(rows).toEqual([]);
  });
});
