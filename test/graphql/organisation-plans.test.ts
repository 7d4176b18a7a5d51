import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MetricValue, ReportRequest } from '../../graphql/plan/report.ts';
import { setGoal } from '../../shared/changes/plans.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { organisationLimits } from '../../shared/organisation.ts';
import { saveOrganisation } from '../../shared/store/save-organisation.ts';
import { type Engine, startEngine } from '../engine.ts';
import { type RegistryApi, registryApi } from './organisation-harness.ts';

const told = (metric: string, value: number | null): MetricValue => ({
  metric: findMetric(metric) as MetricDefinition,
  status: value === null ? 'WITHHELD' : 'OK',
  value,
  previous: null,
  change: null,
  numerator: null,
  denominator: null,
  n: null,
  error: 0,
  completeness: null,
  warnings: [],
});

let engine: Engine;
let api: RegistryApi;
const asked: ReportRequest[] = [];
/** What the reports of this test tell, by metric. */
let values: Record<string, number | null> = {};
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  asked.length = 0;
  values = { RESPONSE_RATE: 0.7, OVERDUE: 5, POSTS: 40, INTERACTIONS: 100 };
  api = await registryApi(engine, {
    report: async (request) => {
      asked.push(request);
      const totals = request.metrics.map((metric) => told(metric, values[metric] ?? null));
      return { range: { from: '', to: '' }, rows: [], totals, warnings: [], asOf: 0 };
    },
  });
});

const name = { en: 'Answer more', de: 'Mehr antworten' };
const goal = {
  id: 'replies',
  name,
  metric: 'RESPONSE_RATE',
  department: 'service',
  baseline: 0.5,
  target: 0.9,
  from: '2026-01-01',
  due: '2026-12-31',
};

describe('a goal', () => {
  const measures = '{ id current { value status } measuredRange { from to } progress onTrack }';

  it('is set by an executive, replaced and removed', async () => {
    const made = await api.changed(
      'setGoal',
      { ...goal, owner: 'Head of service' },
      '{ id name(language: "de") metric { id } department { name } owner }',
      'executive',
    );
    expect(made).toEqual({
      id: 'replies',
      name: 'Mehr antworten',
      metric: { id: 'RESPONSE_RATE' },
      department: { name: 'Customer Service' },
      owner: 'Head of service',
    });
    await api.changed('setGoal', { ...goal, department: null, target: 0.8 }, '{ id }', 'executive');
    const fields = '{ id target owner department { id } }';
    expect(await api.query(`{ goals ${fields} }`, 'viewer')).toEqual({
      goals: [{ id: 'replies', target: 0.8, owner: null, department: null }],
    });
    expect(await api.changed('removeGoal', { id: 'replies' }, '{ target }')).toEqual({ target: 0.8 });
    expect(await api.refusal('removeGoal', { id: 'replies' })).toMatchObject({ code: 'UNKNOWN_GOAL', field: 'id' });
  });

  it('without an id gets one', async () => {
    const first = (await api.changed('setGoal', { ...goal, id: null }, '{ id }')) as { id: string };
    const second = (await api.changed('setGoal', { ...goal, id: undefined }, '{ id }')) as { id: string };
    expect(first.id).toMatch(/^[0-9a-f]{12}$/);
    expect(second.id).not.toBe(first.id);
  });

  it('is judged by the last 13 whole weeks of its department', async () => {
    await api.changed('setGoal', goal, '{ id }');
    const { goals } = await api.query(`{ goals(department: "service") ${measures} }`, 'viewer');
    // A quarter of the year is over, and half of the way is made.
    expect(goals).toEqual([
      {
        id: 'replies',
        current: { value: 0.7, status: 'OK' },
        measuredRange: { from: '2026-01-05', to: '2026-03-22' },
        progress: expect.closeTo(0.5, 9),
        onTrack: true,
      },
    ]);
    expect(asked).toMatchObject([
      { metrics: ['RESPONSE_RATE'], granularity: 'TOTAL', filter: { departments: ['service'] } },
    ]);
  });

  it('shares one report with those of the same days and department', async () => {
    await api.changed('setGoal', goal, '{ id }');
    await api.changed('setGoal', { ...goal, id: 'posts', metric: 'POSTS', baseline: 0, target: 200 }, '{ id }');
    await api.changed('setGoal', { ...goal, id: 'all', department: null }, '{ id }');
    const { goals } = await api.query(`{ goals ${measures} }`);
    expect(goals).toMatchObject([{ onTrack: true }, { progress: 0.2, onTrack: false }, { id: 'all' }]);
    expect(asked.map(({ metrics }) => metrics)).toEqual([['RESPONSE_RATE', 'POSTS'], ['RESPONSE_RATE']]);
    expect(asked[1]).not.toHaveProperty('filter');
  });

  it.each([
    ['begins this week', { from: '2026-03-23' }, null],
    ['is yet to begin', { from: '2026-06-01' }, null],
    ['began on a Tuesday', { from: '2026-03-10' }, { from: '2026-03-16', to: '2026-03-22' }],
    ['began long ago', { from: '2024-01-01' }, { from: '2025-12-22', to: '2026-03-22' }],
    ['is over', { from: '2025-01-01', due: '2026-02-04' }, { from: '2025-11-03', to: '2026-02-01' }],
  ])('that %s is judged by the whole weeks since and not after it was due', async (_name, over, range) => {
    await api.changed('setGoal', { ...goal, ...over }, '{ id }');
    const { goals } = await api.query(`{ goals ${measures} }`);
    expect(goals).toMatchObject([{ measuredRange: range, ...(range === null && { current: null, onTrack: null }) }]);
  });

  it('that is over is on track only when it was reached', async () => {
    await api.changed('setGoal', { ...goal, due: '2026-03-01' }, '{ id }');
    expect(await api.query('{ goals { progress onTrack } }')).toMatchObject({ goals: [{ onTrack: false }] });
    values = { RESPONSE_RATE: 0.9 };
    expect(await api.query('{ goals { progress onTrack } }')).toEqual({ goals: [{ progress: 1, onTrack: true }] });
  });

  it('to do less is made by doing less', async () => {
    await api.changed('setGoal', { ...goal, metric: 'OVERDUE', baseline: 10, target: 0 }, '{ id }');
    expect(await api.query('{ goals { progress onTrack } }')).toEqual({ goals: [{ progress: 0.5, onTrack: true }] });
  });

  it.each([
    ['RESPONSE_RATE', 0.7, true],
    ['RESPONSE_RATE', 0.71, false],
    ['OVERDUE', 5, true],
    ['OVERDUE', 4, false],
  ])('to hold %s at %d has no progress, and is on track: %o', async (metric, held, onTrack) => {
    await api.changed('setGoal', { ...goal, metric, baseline: held, target: held }, '{ id }');
    expect(await api.query('{ goals { progress onTrack } }')).toEqual({ goals: [{ progress: null, onTrack }] });
  });

  it('of a value that is withheld says nothing', async () => {
    values = {};
    await api.changed('setGoal', goal, '{ id }');
    const { goals } = await api.query(`{ goals ${measures} }`);
    expect(goals).toMatchObject([{ current: { value: null, status: 'WITHHELD' }, progress: null, onTrack: null }]);
  });

  it.each([
    [{ department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
    [{ due: '2026-01-01' }, 'BAD_REQUEST', 'due'],
    [{ id: 'Replies!' }, 'BAD_REQUEST', 'id'],
    [{ name: { en: '', de: 'x' } }, 'BAD_REQUEST', 'name.en'],
  ])('with %o is refused', async (over, code, field) => {
    expect(await api.refusal('setGoal', { ...goal, ...over })).toMatchObject({ code, field });
  });

  it.each([
    ['RESPONSE_RATE', { baseline: 57 }, 'baseline: 0 to 1; 0.57 is 57 %.'],
    ['RESPONSE_RATE', { target: 1.01 }, 'target: 0 to 1; 0.57 is 57 %.'],
    ['SOCIAL_SHARE', { baseline: -0.01 }, 'baseline: 0 to 1; 0.57 is 57 %.'],
    ['NET_SENTIMENT', { target: -1.5 }, 'target: -1 to 1.'],
    ['OPENNESS', { baseline: 2 }, 'baseline: -1 to 1.'],
    ['POSTS', { baseline: -1, target: 5 }, 'baseline: 0 or more.'],
    ['FIRST_RESPONSE_P50', { target: -60 }, 'target: 0 or more.'],
  ])('of %s with %o is refused: the metric can never be so', async (metric, over, message) => {
    const refusal = await api.refusal('setGoal', { ...goal, metric, ...over });
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', message, field: message.split(':')[0] });
  });

  it.each([
    ['NET_SENTIMENT', -1, 1],
    ['OPENNESS', -0.4, 0],
    ['RESPONSE_RATE', 0, 1],
    ['FIRST_RESPONSE_P50', 86_400, 0],
  ])('of %s may go from %d to %d', async (metric, baseline, target) => {
    expect(await api.changed('setGoal', { ...goal, metric, baseline, target }, '{ target }')).toEqual({ target });
  });

  it('of a metric that there is not is refused, by the type already', async () => {
    const { errors } = await api.change('setGoal', { ...goal, metric: 'LUCK' });
    expect(errors?.[0]?.message).toContain('LUCK');
    expect(() => setGoal({ ...goal, metric: 'LUCK' })).toThrow('LUCK');
  });

  it('is not set beyond the limit, but those that are can be replaced', async () => {
    const { id: _id, ...rest } = goal;
    const goals = Array.from({ length: organisationLimits.goals }, (_, n) => ({ ...rest, id: `g${n}` }));
    await saveOrganisation(api.options, { who: 'test', roles: ['admin'] }, 'test', (organisation) => ({
      organisation: { ...organisation, goals },
      subject: 'goals',
      before: undefined,
      after: undefined,
      result: undefined,
    }));
    expect(await api.refusal('setGoal', goal)).toMatchObject({ code: 'LIMIT', details: { limit: 1_000 } });
    await api.changed('setGoal', { ...goal, id: 'g7', target: 1 }, '{ target }');
    expect(await api.query('{ goals { id onTrack progress current { value } } }')).toBeDefined();
    expect(asked).toHaveLength(1);
  });
});

describe('an initiative', () => {
  const initiative = { id: 'desk', name, department: 'service', from: '2026-03-03', description: 'A desk' };
  const effect = `effect(metric: POSTS, weeks: 2) {
    before { value } after { value } change weeks complete beforeRange { from to } afterRange { from to } }`;

  it('is set with its owner, replaced and removed', async () => {
    await api.changed('setInitiative', initiative, '{ id }', 'executive');
    await api.changed('setInitiative', { ...initiative, to: '2026-06-30' }, '{ id }', 'executive');
    const fields = '{ id name department { id } from to description }';
    expect(await api.query(`{ initiatives(department: "service") ${fields} }`, 'viewer')).toEqual({
      initiatives: [{ ...initiative, name: name.en, department: { id: 'service' }, to: '2026-06-30' }],
    });
    await api.changed('removeInitiative', { id: 'desk' }, '{ id }');
    expect(await api.query('{ initiatives { id } }')).toEqual({ initiatives: [] });
  });

  it.each([
    ['2026-03-03', 2, true, ['2026-02-16', '2026-03-01'], ['2026-03-09', '2026-03-22']],
    ['2026-03-02', 2, true, ['2026-02-16', '2026-03-01'], ['2026-03-02', '2026-03-15']],
    ['2026-03-10', 1, false, ['2026-03-02', '2026-03-08'], ['2026-03-16', '2026-03-22']],
    ['2026-03-17', 0, false, ['2026-03-02', '2026-03-15'], null],
    ['2026-09-01', 0, false, ['2026-08-17', '2026-08-30'], null],
  ])('of %s is compared over %d whole weeks before and since', async (from, weeks, complete, before, after) => {
    await api.changed('setInitiative', { ...initiative, from }, '{ id }');
    const { initiatives } = await api.query(`{ initiatives { ${effect} } }`);
    const days = (range: string[] | null) => range && { from: range[0], to: range[1] };
    expect(initiatives).toMatchObject([
      { effect: { weeks, complete, beforeRange: days(before), afterRange: days(after) } },
    ]);
    expect(asked.map(({ range }) => range)).toEqual([days(before), days(after)].filter(Boolean));
    expect(asked[0]?.filter).toEqual({ departments: ['service'] });
  });

  it('tells a change, relative for counts, in points for ratios, none where there was nothing', async () => {
    await api.changed('setInitiative', initiative, '{ id }');
    const of = async (metric: string, before: number | null, after: number | null) => {
      const answers = [before, after];
      const other = await registryApi(
        engine,
        {
          report: async () => ({
            range: { from: '', to: '' },
            rows: [],
            totals: [told(metric, answers.shift() ?? null)],
            warnings: [],
            asOf: 0,
          }),
        },
        api.names,
      );
      const { initiatives } = await other.query(
        `{ initiatives { effect(metric: ${metric}, company: true) { change } } }`,
      );
      return (initiatives as { effect: { change: number | null } }[])[0]?.effect.change;
    };
    expect(await of('POSTS', 40, 50)).toBe(0.25);
    expect(await of('RESPONSE_RATE', 0.5, 0.75)).toBe(25);
    expect(await of('POSTS', 0, 50)).toBeNull();
    expect(await of('RESPONSE_RATE', null, 0.75)).toBeNull();
  });

  it('may be measured in the whole company', async () => {
    await api.changed('setInitiative', initiative, '{ id }');
    await api.query('{ initiatives { effect(metric: POSTS, company: true) { change } } }');
    expect(asked).toHaveLength(2);
    for (const request of asked) expect(request).not.toHaveProperty('filter');
  });

  it.each([0, 53])('is not compared over %d weeks', async (weeks) => {
    await api.changed('setInitiative', initiative, '{ id }');
    await expect(api.query(`{ initiatives { effect(metric: POSTS, weeks: ${weeks}) { change } } }`)).rejects.toThrow(
      '1 to 52',
    );
  });

  it.each([
    [{ department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
    [{ to: '2026-03-02' }, 'BAD_REQUEST', 'to'],
    [{ description: 'x'.repeat(2_001) }, 'BAD_REQUEST', 'description'],
  ])('with %o is refused', async (over, code, field) => {
    expect(await api.refusal('setInitiative', { ...initiative, ...over })).toMatchObject({ code, field });
    expect(await api.refusal('removeInitiative', { id: 'none' })).toMatchObject({ code: 'UNKNOWN_INITIATIVE' });
  });
});

describe('annotations', () => {
  it('are listed by day, for days and for what concerns a department', async () => {
    const set = (id: string, day: string, department?: string) =>
      api.changed('setAnnotation', { id, day, text: `On ${day}`, department }, '{ id }', 'executive');
    await set('b', '2026-03-02', 'sales');
    await set('a', '2026-03-01');
    await set('c', '2026-03-03', 'hr');
    const ids = async (args: string) =>
      ((await api.query(`{ annotations${args} { id text } }`, 'viewer')).annotations as { id: string }[]).map(
        ({ id }) => id,
      );
    expect(await ids('')).toEqual(['a', 'b', 'c']);
    expect(await ids('(range: { from: "2026-03-02", to: "2026-03-03" })')).toEqual(['b', 'c']);
    expect(await ids('(department: "hr")')).toEqual(['a', 'c']);
    await api.changed('removeAnnotation', { id: 'b' }, '{ id }');
    expect(await ids('')).toEqual(['a', 'c']);
  });

  it('of days turned round are refused, as everywhere', async () => {
    const { errors } = await api.ask('{ annotations(range: { from: "2026-03-03", to: "2026-03-02" }) { id } }');
    expect(errors).toMatchObject([
      {
        message: 'range: from (2026-03-03) is after to (2026-03-02); both ends are included.',
        extensions: { code: 'BAD_REQUEST', details: { field: 'range' } },
      },
    ]);
  });

  it.each([
    ['setAnnotation', { day: '2026-03-01', text: '' }, 'BAD_REQUEST', 'text'],
    ['setAnnotation', { day: '2026-03-01', text: 'x', department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
    ['removeAnnotation', { id: 'none' }, 'UNKNOWN_ANNOTATION', 'id'],
  ])('%s of %o is refused', async (mutation, input, code, field) => {
    expect(await api.refusal(mutation, input)).toMatchObject({ code, field });
  });
});

describe('an attestation', () => {
  const attestation = { id: 'policy', department: 'hr', kind: 'POLICY', statement: 'In force', expires: '2027-03-27' };

  it('is in the name of the viewer, from today on, and can be renewed and taken back', async () => {
    const fields = '{ department { id } kind author from expires expired statement }';
    expect(await api.changed('setAttestation', attestation, fields, 'executive')).toEqual({
      department: { id: 'hr' },
      kind: 'POLICY',
      author: 'test-executive',
      from: '2026-03-27',
      expires: '2027-03-27',
      expired: false,
      statement: 'In force',
    });
    await api.changed('setAttestation', { ...attestation, expires: '2028-03-26' }, '{ author }', 'admin');
    const later = await registryApi(engine, { clock: () => Date.parse('2028-03-27T12:00:00Z') }, api.names);
    expect(await later.query('{ attestations(department: "hr") { author expired } }', 'viewer')).toEqual({
      attestations: [{ author: 'test-admin', expired: true }],
    });
    await api.changed('removeAttestation', { id: 'policy' }, '{ id }');
    expect(await api.query('{ attestations { id } }')).toEqual({ attestations: [] });
  });

  it.each([
    [{ expires: '2026-03-27' }, 'BAD_REQUEST', 'expires'],
    [{ expires: '2020-01-01' }, 'BAD_REQUEST', 'expires'],
    [{ expires: '2028-03-27' }, 'BAD_REQUEST', 'expires'],
    [{ department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
    [{ statement: '' }, 'BAD_REQUEST', 'statement'],
  ])('with %o is refused', async (over, code, field) => {
    const refusal = await api.refusal('setAttestation', { ...attestation, ...over });
    expect(refusal).toMatchObject({ code, field });
    if (field === 'expires') expect(refusal.message).toContain('2028-03-26');
    expect(await api.refusal('removeAttestation', { id: 'none' })).toMatchObject({ code: 'UNKNOWN_ATTESTATION' });
  });
});

it.each(['goals', 'initiatives', 'annotations', 'attestations'])(
  '%s of an unknown department are refused, naming the argument',
  async (field) => {
    const { errors } = await api.ask(`{ ${field}(department: "nope") { id } }`);
    expect(errors).toMatchObject([
      {
        message: 'department: there is no department “nope”.',
        extensions: {
          code: 'UNKNOWN_DEPARTMENT',
          details: { field: 'department', departments: expect.arrayContaining(['hr']) },
        },
      },
    ]);
  },
);
