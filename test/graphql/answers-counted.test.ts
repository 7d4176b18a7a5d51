import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collaborationOf } from '../../graphql/plan/collaboration-of.ts';
import { ideaFunnelOf } from '../../graphql/plan/idea-funnel-of.ts';
import { planReport } from '../../graphql/plan/plan-report.ts';
import { createApi } from '../../graphql/yoga.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { type Engine, startEngine } from '../engine.ts';
import { reportDeps } from '../report-deps.ts';
import { answersInteractions } from './answers-interactions.ts';
import { ask, fakeDeps, fold } from './harness.ts';

const clock = () => Date.parse('2026-06-24T08:00:00Z');
const vouched = { department: 'service', statement: 'It is so.', author: 'somebody', from: '2026-01-01' };
const goal = { metric: 'RESPONSE_RATE', department: 'service', baseline: 0.2, target: 0.9 };
const organisation: Organisation = {
  ...defaultOrganisation,
  departments: defaultOrganisation.departments.map((one) => ({
    ...one,
    headcount:
      one.id === 'service'
        ? [{ from: '2026-01-01', count: 10 }]
        : one.id === 'hr'
          ? [{ from: '2026-01-01', count: 0 }]
          : [],
  })),
  socialShareOf: { service: { ...defaultOrganisation.socialShare, target: 0.9 } },
  goals: [{ ...goal, id: 'answer', name: { en: 'Answer', de: 'Antworten' }, from: '2026-01-01', due: '2026-12-31' }],
  attestations: [
    { ...vouched, id: 'a', kind: 'policy', expires: '2026-12-31' },
    { ...vouched, id: 'b', kind: 'owner', expires: '2026-06-24' },
  ],
};

let engine: Engine;
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  await fold(engine, names, answersInteractions);
  const reader = createCellReader(engine.client, names.cells, 2);
  const deps = reportDeps(reader, organisation, clock);
  api = createApi(
    fakeDeps({
      clock,
      loadOrganisation: async () => organisation,
      report: (request) => planReport(request, deps),
      collaboration: (range) => collaborationOf(range, deps),
      ideaFunnel: (range, department) => ideaFunnelOf(range, department, { reader }),
    }),
  );
});
afterAll(() => engine.stop());

/** Within the 1 % of the sketch. */
const closeTo = (days: number) => expect.closeTo(days, 1);

async function answer<T>(query: string): Promise<T> {
  const { data, errors } = await ask(api, `{ answer: ${query} }`, { as: 'viewer' });
  expect(errors).toBeUndefined();
  return data?.answer as T;
}

interface Cell {
  from: { id: string };
  to: { id: string };
  interactions: number | null;
  connected: boolean | null;
  withheld: boolean;
}

describe('the collaboration matrix', () => {
  const matrix = (from: string, to: string) =>
    answer<Record<string, unknown> & { cells: Cell[] }>(
      `collaboration(range: { from: "${from}", to: "${to}" }) { cells { from { id } to { id } interactions connected withheld }
        counted { from to } openness connectedness reciprocity warnings { code } }`,
    );
  const cellsIn = ({ cells }: { cells: Cell[] }) =>
    Object.fromEntries(
      cells
        .filter(({ interactions }) => interactions !== 0)
        .map(({ from, to, interactions, connected }) => [`${from.id} ${to.id}`, [interactions, connected]]),
    );

  it('counts who wrote to whom over whole weeks, and hides a pair of two senders with what would give it away', async () => {
    const { cells, ...rest } = await matrix('2026-03-23', '2026-06-21');
    expect(cells).toHaveLength(49);
    expect(cellsIn({ cells })).toEqual({
      'service sales': [78, true],
      'service product': [78, true],
      'sales service': [78, true],
      'sales sales': [104, null],
      'hr management': [null, null],
      'hr communications': [null, null],
      'product management': [null, null],
      'product communications': [null, null],
    });
    expect(rest).toMatchObject({
      counted: { from: '2026-03-23', to: '2026-06-21' },
      connectedness: 7 / 42,
      reciprocity: 2 / 3,
      warnings: [{ code: 'SMALL_GROUP' }],
    });
    const [across, within] = [13 * (6 + 6 + 6 + 2 + 5 + 5 + 5), 13 * 8];
    expect(rest.openness).toBeCloseTo((across - within) / (across + within), 12);
  });

  it('counts the whole weeks in a range that is none, and says so', async () => {
    const { counted, warnings, cells } = await matrix('2026-03-25', '2026-04-15');
    expect(counted).toEqual({ from: '2026-03-30', to: '2026-04-12' });
    expect(warnings).toMatchObject([{ code: 'WHOLE_PERIODS' }, { code: 'SMALL_GROUP' }]);
    expect(cellsIn({ cells })['sales service']).toEqual([12, true]);
  });

  it.each([
    ['holds no whole week', '2026-03-24', '2026-03-30'],
    ['is not over', '2026-06-22', '2026-06-28'],
  ])('of a range that %s withholds every cell', async (_name, from, to) => {
    const { cells, ...rest } = await matrix(from, to);
    expect(cells.every(({ withheld, interactions }) => withheld && interactions === null)).toBe(true);
    expect(rest).toEqual({
      counted: null,
      openness: null,
      connectedness: null,
      reciprocity: null,
      warnings: [{ code: 'WHOLE_PERIODS' }],
    });
  });
});

describe('the idea funnel', () => {
  const funnel = (department = '') =>
    answer<{ steps: { count: number | null; medianDays: number | null }[] } & Record<string, unknown>>(
      `ideaFunnel(range: { from: "2026-04-01", to: "2026-04-30" }${department && `, department: "${department}"`}) {
        withheld warnings { code } steps { stage count conversion medianDays open declined withheld warnings { code } } }`,
    );

  it('counts a later stage for the earlier ones, open and declined ideas, and the days between', async () => {
    const { steps } = await funnel('service');
    const numbers = steps.map((step) => ({ ...step, medianDays: undefined, warnings: undefined }));
    const shown = { withheld: false, declined: 0, medianDays: undefined, warnings: undefined };
    expect(numbers).toEqual([
      { ...shown, stage: 'submitted', count: 4, conversion: null, open: 0 },
      { ...shown, stage: 'reviewed', count: 3, conversion: 3 / 4, open: 1 },
      { ...shown, stage: 'accepted', count: 2, conversion: 2 / 3, open: 0, declined: 1 },
      { ...shown, stage: 'started', count: 1, conversion: 1 / 2, open: 1 },
      { ...shown, stage: 'shipped', count: 1, conversion: 1, open: 0 },
      { ...shown, stage: 'told', count: 1, conversion: 1, open: 0 },
    ]);
    // Reviewed after 2, 4 and, as accepted implies it, 10 days; told a day after it shipped.
    expect([steps[1]?.medianDays, steps[5]?.medianDays]).toEqual([closeTo(4), closeTo(1)]);
  });

  it('of the company adds up all departments, and warns where most ideas are still open', async () => {
    const { steps, withheld } = await funnel();
    expect(withheld).toBe(false);
    expect(steps.map(({ count }) => count)).toEqual([13, 3, 2, 1, 1, 1]);
    expect(steps[1]).toMatchObject({ open: 10, warnings: [{ code: 'CENSORED' }] });
  });

  it.each(['product', 'sales'])(
    'of %s is withheld: three ideas of employees, or what they could be computed from',
    async (id) => {
      const { steps, ...rest } = await funnel(id);
      expect(rest).toEqual({ withheld: true, warnings: [{ code: 'SMALL_GROUP' }] });
      for (const { count, ...step } of steps) {
        expect([count, step]).toMatchObject([
          null,
          { conversion: null, medianDays: null, open: null, declined: null, withheld: true },
        ]);
      }
    },
  );
});

describe('the social share', () => {
  const trajectory = (department = '') =>
    answer<Record<string, unknown> & { points: { actual: number | null; forecast: number | null }[] }>(
      `socialShare(range: { from: "2026-03-01", to: "2026-07-31" }${department && `, department: "${department}"`}) {
        target ownBenchmark status onTrack requiredPerMonth latest { month } forecastDate
        points { month actual forecast measured { numerator n } } warnings { code } }`,
    );

  it('is the share of worded customer interactions on social channels, month by month', async () => {
    const { points, ...rest } = await trajectory();
    // Two enquiries and a customer's post in each week of the month, four ideas of customers in April; the rest rings.
    const [march, april, may] = [6 / 26, 16 / 31, 12 / 22] as const;
    expect(points.map(({ actual }) => actual)).toEqual([march, april, may, 1, null]);
    expect(points.map(({ forecast }) => forecast !== null)).toEqual([false, false, false, true, true]);
    expect(rest).toMatchObject({
      ownBenchmark: false,
      status: 'ON_TRACK',
      onTrack: true,
      latest: { month: '2026-05-01' },
    });
    expect(rest.requiredPerMonth).toBeCloseTo((0.57 - may) / 55, 12);
  });

  it('of a department is judged by its own benchmark', async () => {
    expect(await trajectory('service')).toMatchObject({
      target: 0.9,
      ownBenchmark: true,
      status: 'REACHED',
      forecastDate: null,
    });
    expect(await trajectory('sales')).toMatchObject({ target: 0.57, ownBenchmark: false, status: 'BEHIND' });
    expect(await trajectory('hr')).toMatchObject({
      status: 'UNKNOWN',
      onTrack: null,
      warnings: [{ code: 'NO_ACTUALS' }],
    });
  });
});

describe('maturity', () => {
  interface Assessed {
    department: { id: string };
    stage: number;
    nextStep: string | null;
    criteria: {
      stage: number;
      id: string;
      value: number | null;
      n: number | null;
      met: boolean;
      missing: string | null;
    }[];
  }
  const fields = 'department { id } stage nextStep criteria { stage id value n met withheld missing }';
  const found = (assessments: Assessed[], id: string) =>
    assessments.find(({ department }) => department.id === id) as Assessed;
  const criterion = ({ criteria }: Assessed, wanted: string) => criteria.find(({ id }) => id === wanted);

  it('of a service that does everything is the last stage', async () => {
    const service = found(await answer<Assessed[]>(`maturity { ${fields} }`), 'service');
    expect(service.criteria.filter(({ met }) => !met)).toEqual([]);
    expect(service).toMatchObject({ stage: 6, nextStep: null });
    expect(criterion(service, 'WEEKS_LISTENED')).toMatchObject({ value: 13, n: 26 });
    expect(criterion(service, 'WEEKS_POSTED')).toMatchObject({ value: 13, n: 26 });
    expect(criterion(service, 'SOCIAL_CHANNELS')).toMatchObject({ value: 2 });
    expect(criterion(service, 'ADOPTION')).toMatchObject({ value: 0.6, n: 10 });
    expect(criterion(service, 'CONNECTIONS')).toMatchObject({ value: 2 });
    expect(criterion(service, 'IDEAS_SHIPPED')).toMatchObject({ value: 1, n: 4 });
    expect(criterion(service, 'GOALS_ON_TRACK')).toMatchObject({ value: 1, n: 1 });
  });

  it('counts no posts of customers as posts of the department', async () => {
    const marketing = found(await answer<Assessed[]>(`maturity { ${fields} }`), 'marketing');
    expect(criterion(marketing, 'WEEKS_POSTED')).toMatchObject({ value: 0, met: false });
    expect(criterion(marketing, 'SOCIAL_CHANNELS')).toMatchObject({ value: 1 });
  });

  it('is that of the day asked for: before, nothing had happened, and attestations run out', async () => {
    const before = await answer<Assessed[]>(`maturity(asOf: "2026-03-23") { ${fields} }`);
    expect(before.map(({ stage }) => stage)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(criterion(found(before, 'hr'), 'ADOPTION')?.missing).toBe(
      'The headcount on 2026-03-22 is 0: tell the headcount.',
    );
    expect(criterion(found(before, 'sales'), 'ADOPTION')?.missing).toBe(
      'There is no headcount on 2026-03-22: tell the headcount.',
    );
  });

  it('of one department is the same, and departments asked for together are read together', async () => {
    const { data, errors } = await ask(api, `{ departments { maturity { ${fields} } } maturity { ${fields} } }`, {
      as: 'viewer',
    });
    expect(errors).toBeUndefined();
    const { departments, maturity } = data as { departments: { maturity: Assessed }[]; maturity: Assessed[] };
    expect(departments.map((one) => one.maturity)).toEqual(maturity);
  });
});
