import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBatch } from '../../functions/aggregate/fold-batch.ts';
import { planReport, type ReportDeps } from '../../graphql/plan/plan-report.ts';
import type { MetricValue, ReportRequest, ReportRow } from '../../graphql/plan/report.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { isByHomeDay, isGuarded, type MetricDefinition } from '../../shared/metrics/metric.ts';
import { organisationSchema } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { reportDeps } from '../report-deps.ts';
import { syntheticOrganisation } from '../synthetic/company.ts';
import { interactionsOf } from '../synthetic/interactions.ts';
import { randomOf } from '../synthetic/random.ts';
import { syntheticLines } from '../synthetic.ts';

const organisation = organisationSchema.parse(syntheticOrganisation);
const lanes = 2;
const now = Date.parse('2026-08-01T00:00:00Z');
/** Nine whole ISO weeks with the whole months of April and May in them. */
const days = { from: '2026-03-30', to: '2026-05-31' };
const april = { from: '2026-04-01', to: '2026-04-30' };
const may = { from: '2026-05-01', to: '2026-05-31' };

let engine: Engine;
let deps: ReportDeps;
let sent: Interaction[];

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  sent = interactionsOf(syntheticLines()).filter(({ time }) => time >= '2026-03-29T22' && time < '2026-05-31T22');
  await fold(names, sent, 1000);
  deps = depsOn(names);
}, 120_000);
afterAll(() => engine?.stop());

async function fold(into: TableNames, all: readonly Interaction[], size: number): Promise<void> {
  for (let at = 0; at < all.length; at += size) {
    const report = await foldBatch(all.slice(at, at + size), {
      store: createFoldStore(engine.client, into.ledger),
      context: foldContextOf(organisation),
      tables: { ledgerTable: into.ledger, cellsTable: into.cells },
      lanes,
      random: Math.random,
      sleep: () => Promise.resolve(),
    });
    expect(report).toMatchObject({ failed: [], unfoldable: [] });
  }
}

const depsOn = ({ cells }: TableNames) =>
  reportDeps(createCellReader(engine.client, cells, lanes), organisation, () => now);

type Asked = Omit<Partial<ReportRequest>, 'metrics'>;
const report = (id: string, asked: Asked = {}, from: ReportDeps = deps) =>
  planReport({ metrics: [id], range: days, granularity: 'TOTAL', by: [], attributeTo: 'ENQUIRY', ...asked }, from);
const total = async (id: string, asked?: Asked): Promise<MetricValue> => {
  const { totals } = await report(id, asked);
  return totals[0] as MetricValue;
};

/** What every report of a metric says: by each dimension and week, and in all. */
async function everything(metric: MetricDefinition, from?: ReportDeps): Promise<unknown> {
  const asked: Asked[] = [
    { granularity: 'WEEK' },
    { range: may },
    ...metric.dimensions.map(
      (dimension): Asked => ({ granularity: 'MONTH', range: { from: april.from, to: may.to }, by: [dimension] }),
    ),
  ];
  const reports = await Promise.all(asked.map((one) => report(metric.id, one, from)));
  return reports.map(({ rows, totals }) => [rows, totals].map((part) => JSON.parse(JSON.stringify(part))));
}

/** The same again, in any order, in small batches, most of it more than once. */
function shuffled(all: readonly Interaction[]): Interaction[] {
  const random = randomOf(7);
  return [...all, ...all.filter(() => random.chance(0.5))]
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Other happenings among the same people, in the same conversations and ideas, and the retraction of each. */
function comeAndGone(all: readonly Interaction[]): Interaction[] {
  return all
    .filter(({ activity }, index) => index % 9 === 0 && activity !== 'edit' && activity !== 'retraction')
    .flatMap((one, index) => {
      const id = `${one.id}:gone`;
      const digest = `gone${index}`.padEnd(22, '0');
      const actor = index % 2 === 0 ? one.actor : { ...one.actor, id: `${one.actor.id}:gone` };
      const time = new Date(Date.parse(one.time) - (index % 5) * 3_600_000).toISOString();
      const body: Interaction = { ...one, id, digest, time, actor };
      const retraction: Interaction = { ...body, id: `${id}:retraction`, activity: 'retraction', target: id };
      return index % 3 === 0 ? [retraction, body] : [body, retraction];
    });
}

const each = (holdsFor: (metric: MetricDefinition) => boolean = () => true) =>
  it.each(catalogue.filter(holdsFor).map((metric) => [metric.id, metric] as const));

/** What days contribute to is added up; people, pairs, quantiles and a backlog are not. */
const isSumOfDays = ({ id, measure, unit }: MetricDefinition) =>
  measure.family !== 'people' &&
  measure.family !== 'collaboration' &&
  unit !== 'seconds' &&
  unit !== 'days' &&
  id !== 'OVERDUE';
const isDistinct = ({ measure, unit }: MetricDefinition) => measure.family === 'people' && unit === 'people';
const codes = ({ warnings }: MetricValue) => warnings.map(({ code }) => code);
const sumOf = (values: readonly MetricValue[], part: 'value' | 'numerator' | 'denominator') =>
  values.reduce((sum, value) => sum + (value[part] ?? 0), 0);
const valuesOf = (rows: readonly ReportRow[]) => rows.flatMap(({ values }) => values);

describe('whatever the order, the batches and the repetitions', () => {
  let names: TableNames;
  let otherwise: ReportDeps;
  beforeAll(async () => {
    names = await engine.createTables();
    otherwise = depsOn(names);
    await fold(names, shuffled([...sent, ...comeAndGone(sent)]), 700);
  }, 120_000);

  it('the cells are the fold of the ledger', async () => {
    const context = foldContextOf(organisation);
    const found = await verifyCells({
      client: engine.client,
      ledgerTable: names.ledger,
      cellsTable: names.cells,
      context,
    });
    expect(found).toMatchObject({ differences: [], conversationDifferences: [] });
  }, 60_000);

  each()('%s is the same, with nothing left of what came and was retracted', async (_, metric) => {
    expect(await everything(metric, otherwise)).toEqual(await everything(metric));
  });
});

describe('of the synthetic set', () => {
  each()('%s has something to tell', async (id) => {
    const { status, n } = await total(id, { range: may });
    expect(status).toBe('OK');
    expect(n).toBeGreaterThan(0);
  });
});

describe('a range', () => {
  each(isSumOfDays)('of %s is made of what its days are made of', async (id) => {
    const { rows, totals } = await report(id, { granularity: 'DAY' });
    const [{ value, numerator, denominator } = {} as MetricValue] = totals;
    expect(sumOf(valuesOf(rows), 'numerator')).toBe(numerator);
    if (denominator === null) expect(sumOf(valuesOf(rows), 'value')).toBe(value);
    else expect(sumOf(valuesOf(rows), 'denominator')).toBe(denominator);
  });

  each(isDistinct)('of %s is at most the sum of its weeks, and at least the greatest', async (id) => {
    const { rows, totals } = await report(id, { granularity: 'WEEK' });
    expect(totals[0]?.value).toBeLessThanOrEqual(sumOf(valuesOf(rows), 'value'));
    expect(totals[0]?.value).toBeGreaterThanOrEqual(Math.max(...valuesOf(rows).map(({ value }) => value ?? 0)));
  });

  each((metric) => isSumOfDays(metric) || metric.measure.family === 'collaboration')(
    'of %s is made of what its departments are made of',
    async (id) => {
      const { rows, totals } = await report(id, { range: may, by: ['DEPARTMENT'] });
      const told = valuesOf(rows).filter(({ status }) => status !== 'WITHHELD');
      if (told.length === rows.length) expect(sumOf(told, 'numerator')).toBe(totals[0]?.numerator);
      // What is withheld is the rest, of more than one department.
      else expect(rows.length - told.length).toBeGreaterThan(1);
    },
  );

  each()('of %s is compared with what a report over the earlier days says', async (id) => {
    const { previous } = await total(id, { range: may, compareTo: 'PREVIOUS_PERIOD' });
    expect(previous).toBe((await total(id, { range: april })).value);
  });

  each()(
    'of %s is the last row of values that roll, and of those that add up since the first of the month',
    async (id) => {
      const asked = { range: { from: '2026-05-27', to: '2026-05-31' }, granularity: 'DAY' } as const;
      const rolling = await report(id, { ...asked, rolling: 7 });
      const running = await report(id, { ...asked, cumulative: 'MONTH' });
      expect(rolling.rows[0]?.values[0]).toEqual(await total(id, { range: { from: '2026-05-21', to: '2026-05-27' } }));
      expect(rolling.rows[4]?.values[0]).toEqual(await total(id, { range: { from: '2026-05-25', to: '2026-05-31' } }));
      expect(running.rows[4]?.values[0]).toEqual(await total(id, { range: may }));
    },
  );

  each()('without any of %s, past or to come, is empty or 0, and never not a number', async (id, { dimensions }) => {
    for (const year of [2019, 2031]) {
      const range = { from: `${year}-04-01`, to: `${year}-04-30` };
      const { rows, totals } = await report(id, { range, by: dimensions.slice(0, 1), compareTo: 'PREVIOUS_YEAR' });
      for (const { status, value, previous, change, ...parts } of [...totals, ...valuesOf(rows)]) {
        expect(value).toBe(status === 'OK' ? 0 : null);
        expect([previous ?? 0, change ?? 0, parts.numerator ?? 0]).toEqual([0, 0, 0]);
        expect([parts.denominator ?? 0, parts.n ?? 0].every(Number.isFinite)).toBe(true);
      }
    }
  });
});

describe('in another time zone', () => {
  each()('with the same clocks %s is the same', async (id) => {
    const here = await report(id, { granularity: 'WEEK' });
    const inParis = await report(id, { granularity: 'WEEK', timeZone: 'Europe/Paris' });
    const told = (rows: readonly ReportRow[]) =>
      rows.map(({ start, values }) => ({ start, ...values[0], warnings: [] }));
    expect(told(inParis.rows)).toEqual(told(here.rows));
  });

  each(isByHomeDay)('%s is that of the same days of the home zone and says so, and is none of an hour', async (id) => {
    const here = await total(id, { range: may });
    for (const timeZone of ['Asia/Kolkata', 'America/St_Johns']) {
      const there = await total(id, { range: may, timeZone });
      expect({ ...there, warnings: [] }).toEqual({ ...here, warnings: [] });
      expect(codes(there)).toEqual([...codes(here), 'HOME_DAYS']);
    }
    for (const granularity of ['HOUR', 'QUARTER_HOUR'] as const) {
      const day = { from: may.from, to: may.from };
      await expect(report(id, { range: day, granularity })).rejects.toMatchObject({ code: 'UNSUPPORTED_GRANULARITY' });
    }
  });

  each((metric) => !isByHomeDay(metric) && isSumOfDays(metric))('%s of the hours comes to the days', async (id) => {
    const range = { from: '2026-05-12', to: '2026-05-13' };
    for (const timeZone of ['Asia/Kathmandu', 'America/St_Johns']) {
      const { rows } = await report(id, { range, granularity: 'HOUR', timeZone });
      expect(sumOf(valuesOf(rows), 'numerator')).toBe((await total(id, { range, timeZone })).numerator);
    }
  });
});

describe('about employees', () => {
  each(isGuarded)('%s is told for whole weeks and months that are over, and of others nothing at all', async (id) => {
    for (const range of [
      { from: '2026-05-05', to: '2026-05-11' },
      { from: '2026-05-01', to: '2026-05-30' },
      { from: '2026-07-27', to: '2026-08-02' },
    ]) {
      const value = await total(id, { range, compareTo: 'PREVIOUS_PERIOD' });
      expect(value).toMatchObject({ status: 'WITHHELD', value: null, previous: null, change: null });
      expect(value).toMatchObject({ numerator: null, denominator: null, n: null });
      expect(codes(value)).toContain('WHOLE_PERIODS');
    }
  });
});
