import { describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import type { PairCount } from '../../graphql/plan/collaboration-of.ts';
import type { MetricValue, ReportRequest, ReportRow } from '../../graphql/plan/report.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { apiWith, ask } from './harness.ts';

const march = 'range: { from: "2026-03-01", to: "2026-03-31" }';
/** A Friday: the evidence weeks end on the Sunday before. */
const clock = () => Date.parse('2026-03-27T12:00:00Z');

function measured(metric: string, over: Partial<MetricValue>): MetricValue {
  const definition = findMetric(metric);
  if (!definition) throw new Error(`There is no metric ${metric}.`);
  const nothing = { previous: null, change: null, numerator: null, denominator: null, error: 0, completeness: null };
  return { metric: definition, status: 'OK', value: null, n: null, warnings: [], ...nothing, ...over };
}

type Given = (metric: string, department: string) => Partial<MetricValue>;

/** Reports of one row for each department (or one for all), every value as given; the requests are kept. */
function reportsOf(given: Given = () => ({ status: 'EMPTY' }), start = clock()) {
  const requests: ReportRequest[] = [];
  const report: ApiDeps['report'] = async (request, { departments }) => {
    requests.push(request);
    const values = (of: string) => request.metrics.map((metric) => measured(metric, given(metric, of)));
    const rows: ReportRow[] = request.by.includes('DEPARTMENT')
      ? departments.map(({ id }) => ({ start, end: start, department: id, values: values(id) }))
      : [{ start, end: start, values: values('') }];
    return { rows, totals: values(''), warnings: [], asOf: start };
  };
  return { requests, report };
}

const nothingCounted: ApiDeps['collaboration'] = async (days) => ({ pairs: [], days });
const answerOf = async (over: Partial<ApiDeps>, query: string) => {
  const { data, errors } = await ask(apiWith({ clock, ...over }), `{ answer: ${query} }`, { as: 'viewer' });
  expect(errors).toBeUndefined();
  return data?.answer as Record<string, unknown>;
};
const refusalOf = async (query: string, as?: string) => {
  const over = { clock, ...reportsOf(), collaboration: nothingCounted, ideaFunnel: async () => [] };
  const { errors } = await ask(apiWith(over), `{ ${query} }`, as === undefined ? {} : { as });
  const { code, details } = errors?.[0]?.extensions ?? {};
  if (code === 'BAD_REQUEST') expect(errors?.[0]?.message).toMatch(`${(details as { field?: string })?.field}: `);
  return [code, errors?.[0]?.message];
};

describe('a question that cannot be answered', () => {
  const each = (range: string) => [
    `socialShare(${range}) { status }`,
    `collaboration(${range}) { openness }`,
    `ideaFunnel(${range}) { withheld }`,
  ];

  it.each(each('range: { from: "1990-01-01", to: "2040-02-01" }'))(
    'of more than fifty years is refused: %s',
    async (query) => {
      expect(await refusalOf(query, 'viewer')).toEqual(['COST_LIMIT', expect.stringContaining('600 (50 years)')]);
    },
  );

  it.each(each('range: { from: "2026-03-02", to: "2026-03-01" }'))(
    'of a range turned round is refused: %s',
    async (query) => {
      expect(await refusalOf(query, 'viewer')).toEqual(['BAD_REQUEST', expect.stringContaining('is after to')]);
    },
  );

  it.each(each('range: { from: "1950-01-01", to: "1950-02-01" }'))(
    'of days out of reach is refused: %s',
    async (query) => {
      expect(await refusalOf(query, 'viewer')).toEqual(['BAD_REQUEST', expect.stringContaining('1972-01-08')]);
    },
  );

  it.each([
    `socialShare(${march}, department: "none") { status }`,
    `ideaFunnel(${march}, department: "none") { withheld }`,
  ])('about an unknown department is refused: %s', async (query) => {
    expect((await refusalOf(query, 'viewer'))[0]).toBe('UNKNOWN_DEPARTMENT');
  });

  it('about the maturity of tomorrow is refused, naming today', async () => {
    expect(await refusalOf('maturity(asOf: "2026-03-28") { stage }', 'viewer')).toEqual([
      'BAD_REQUEST',
      expect.stringContaining('2026-03-27'),
    ]);
  });

  it.each([...each(march), 'maturity { stage }', 'departments { maturity { stage } }'])(
    'without a role is refused: %s',
    async (query) => {
      expect((await refusalOf(query, 'guest'))[0]).toBe('FORBIDDEN');
    },
  );

  it.each([
    ['maturity { stage }', 5],
    [`collaboration(${march}) { openness }`, 10],
    [`socialShare(${march}) { status }`, 20],
    [`ideaFunnel(${march}, department: "hr") { withheld }`, 10],
  ])('because it is asked too often is refused with its cost: %s', async (query, times) => {
    const many = Array.from({ length: times }, (_, n) => `a${n}: ${query}`).join(' ');
    expect((await refusalOf(many, 'viewer'))[0]).toBe('COST_LIMIT');
  });
});

describe('an organisation without departments', () => {
  const empty = {
    ...reportsOf(),
    collaboration: nothingCounted,
    loadOrganisation: async () => ({ ...defaultOrganisation, departments: [] }),
  };

  it('has no maturity to assess and an empty matrix', async () => {
    expect(await answerOf(empty, 'maturity { stage }')).toEqual([]);
    expect(
      await answerOf(
        empty,
        `collaboration(${march}) { departments { id } cells { withheld } openness connectedness reciprocity }`,
      ),
    ).toEqual({
      departments: [],
      cells: [],
      openness: null,
      connectedness: null,
      reciprocity: null,
    });
  });
});

describe('the social share', () => {
  it('of fifty years has a point for each month, and reads no day that is not over', async () => {
    const { requests, report } = reportsOf();
    const { points } = await answerOf(
      { report },
      'socialShare(range: { from: "2000-01-01", to: "2049-12-31" }) { points { month } }',
    );
    expect(points).toHaveLength(600);
    expect(requests).toMatchObject([{ range: { from: '2000-01-01', to: '2026-03-27' }, granularity: 'MONTH' }]);
  });

  it('of months to come reads the twelve months before, which their forecast needs', async () => {
    const { requests, report } = reportsOf();
    await answerOf(
      { report },
      'socialShare(range: { from: "2027-01-01", to: "2027-12-31" }, department: "hr") { status }',
    );
    expect(requests).toMatchObject([
      { range: { from: '2025-03-01', to: '2026-03-27' }, filter: { departments: ['hr'] } },
    ]);
  });

  it('passes on that a feeding source is silent', async () => {
    const warnings = [{ code: 'INCOMPLETE', message: { en: 'The feed is silent.', de: 'Die Quelle schweigt.' } }];
    const { report } = reportsOf(() => ({ status: 'INCOMPLETE', value: 0.3, n: 9, completeness: 0.5, warnings }));
    const answer = await answerOf(
      { report },
      `socialShare(${march}) { points { actual measured { status completeness } } warnings { code } }`,
    );
    expect(answer.points).toEqual([{ actual: 0.3, measured: { status: 'INCOMPLETE', completeness: 0.5 } }]);
    expect(answer.warnings).toContainEqual({ code: 'INCOMPLETE' });
  });
});

describe('the collaboration matrix', () => {
  const pair = (from: string, to: string, people: number, hiddenInPart = false): PairCount => ({
    from,
    to,
    people,
    interactions: people * 2,
    hiddenInPart,
  });
  const shown = async (pairs: PairCount[]) => {
    const collaboration: ApiDeps['collaboration'] = async (days) => ({ pairs, days });
    const query = `collaboration(${march}) { departments { id } cells { from { id } to { id } interactions withheld } }`;
    const { cells, departments } = await answerOf({ ...reportsOf(), collaboration }, query);
    const all = cells as { from: { id: string }; to: { id: string }; interactions: number | null; withheld: boolean }[];
    expect(all.every(({ interactions, withheld }) => withheld === (interactions === null))).toBe(true);
    return { departments, hidden: all.filter(({ withheld }) => withheld).map(({ from, to }) => `${from.id} ${to.id}`) };
  };

  it('hides a pair that was small in one of its weeks, and what it could be computed from', async () => {
    const { hidden } = await shown([
      pair('hr', 'sales', 40, true),
      pair('hr', 'product', 9),
      pair('service', 'sales', 9),
      pair('service', 'product', 9),
      pair('service', 'management', 50),
    ]);
    expect(hidden.sort()).toEqual(['hr product', 'hr sales', 'service product', 'service sales']);
  });

  it('hides what stays within a department only with what stays within another', async () => {
    const { hidden } = await shown([
      pair('hr', 'hr', 3),
      pair('hr', 'sales', 30),
      pair('sales', 'sales', 20),
      pair('service', 'service', 30),
    ]);
    expect(hidden.sort()).toEqual(['hr hr', 'sales sales']);
  });

  it('keeps the row of a department that was removed', async () => {
    const { departments } = await shown([pair('press', 'sales', 9)]);
    expect(departments).toContainEqual({ id: 'press' });
  });
});

describe('the idea funnel', () => {
  const withheldOf = async (employees: Record<string, number>, department?: string) => {
    const ideaFunnel: ApiDeps['ideaFunnel'] = async (_range, of) => {
      const count =
        of === undefined ? Object.values(employees).reduce((sum, one) => sum + one, 0) : (employees[of] ?? 0);
      return [{ step: 'submitted', count: 20, open: 0, declined: 0, medianDays: null, employees: count }];
    };
    const argument = department === undefined ? '' : `, department: "${department}"`;
    const { withheld, steps } = await answerOf(
      { ideaFunnel },
      `ideaFunnel(${march}${argument}) { withheld steps { count } }`,
    );
    expect(steps).toEqual([{ count: withheld ? null : 20 }]);
    return withheld;
  };

  it.each<[string, Record<string, number>, string | undefined, boolean]>([
    ['of the company with four ideas of employees', { hr: 4 }, undefined, true],
    ['of the company with five', { hr: 2, sales: 3 }, undefined, false],
    ['of a department with four', { hr: 4, sales: 20 }, 'hr', true],
    ['of the department that would give it away', { hr: 4, sales: 20, product: 30 }, 'sales', true],
    ['of one that would not', { hr: 4, sales: 20, product: 30 }, 'product', false],
    ['of one without ideas of employees', { hr: 4, sales: 20 }, 'service', false],
    ['of one beside a removed department with four', { press: 4, sales: 20 }, 'sales', true],
    ['of one that alone has any', { hr: 9 }, 'hr', false],
  ])('%s: %j', async (_name, employees, department, withheld) => {
    expect(await withheldOf(employees, department)).toBe(withheld);
  });
});

describe('a step of the idea funnel with more than half of its ideas open', () => {
  it.each([
    ['warns that its median can become greater', 3, ['CENSORED']],
    ['warns of nothing when there is no median', null, []],
  ])('%s', async (_name, medianDays, codes) => {
    const step = { open: 0, declined: 0, medianDays: null, employees: 0 };
    const ideaFunnel: ApiDeps['ideaFunnel'] = async () => [
      { ...step, step: 'submitted', count: 9 },
      { ...step, step: 'reviewed', count: medianDays === null ? 0 : 2, open: 7, medianDays },
    ];
    const { steps } = await answerOf({ ideaFunnel }, `ideaFunnel(${march}) { steps { warnings { code } } }`);
    expect(steps).toEqual([{ warnings: [] }, { warnings: codes.map((code) => ({ code })) }]);
  });
});

describe('maturity', () => {
  const of = (id: string, over: Partial<Organisation> = {}): Partial<ApiDeps> => ({
    collaboration: nothingCounted,
    loadOrganisation: async () => ({
      ...defaultOrganisation,
      departments: defaultOrganisation.departments.filter((one) => one.id === id),
      ...over,
    }),
  });

  it('of all departments, asked for twice, is read once: three reports', async () => {
    const { requests, report } = reportsOf();
    const query = '{ maturity { stage } departments { maturity { stage } } }';
    const { errors } = await ask(apiWith({ clock, report, collaboration: nothingCounted }), query, { as: 'viewer' });
    expect(errors).toBeUndefined();
    expect(requests).toHaveLength(3);
    expect(requests.every(({ range }) => range?.from === '2025-12-22' && range.to === '2026-03-22')).toBe(true);
  });

  it('shows nothing of a withheld value', async () => {
    const { report } = reportsOf((metric) =>
      metric === 'ADOPTION' ? { status: 'WITHHELD', value: null, n: null } : { status: 'EMPTY' },
    );
    const [hr] = (await answerOf(
      { ...of('hr'), report },
      'maturity { criteria { id value n met withheld } }',
    )) as unknown as [{ criteria: { id: string }[] }];
    const adoption = { id: 'ADOPTION', value: null, n: null, met: false, withheld: true };
    expect(hr.criteria.filter(({ id }) => id === 'ADOPTION')).toEqual([adoption, adoption]);
  });

  it('judges a goal by days of its own, and one that is not current, of another department or impossible not at all', async () => {
    const goal = {
      id: 'g',
      metric: 'WITHIN_TARGET',
      department: 'hr',
      name: { en: 'Faster', de: 'Schneller' },
      baseline: 0,
      target: 1,
    };
    const goals = [
      { ...goal, id: 'young', from: '2026-03-02', due: '2026-12-31' },
      { ...goal, id: 'future', from: '2026-04-01', due: '2026-12-31' },
      { ...goal, id: 'over', from: '2025-01-01', due: '2026-03-26' },
      { ...goal, id: 'company', from: '2026-01-01', due: '2026-12-31', department: undefined },
    ].map(({ department, ...rest }) => ({ ...rest, ...(department !== undefined && { department }) }));
    goals.push({ ...goal, id: 'impossible', target: 57, from: '2026-03-02', due: '2026-12-31' });
    const { requests, report } = reportsOf((metric) =>
      metric === 'WITHIN_TARGET' ? { value: 0.5, n: 40 } : { status: 'EMPTY' },
    );
    const [hr] = (await answerOf(
      { ...of('hr', { goals }), report },
      'maturity { criteria { id value n met } }',
    )) as unknown as [{ criteria: { id: string }[] }];
    expect(requests.map(({ range, metrics }) => [range?.from, metrics.length])).toContainEqual(['2026-03-02', 1]);
    expect(hr.criteria.filter(({ id }) => id.startsWith('GOALS'))).toEqual([
      { id: 'GOALS', value: 1, n: null, met: true },
      { id: 'GOALS_ON_TRACK', value: 1, n: 1, met: true },
    ]);
  });
});
