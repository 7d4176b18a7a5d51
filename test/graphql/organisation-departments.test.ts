import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../../graphql/yoga.ts';
import { organisationLimits } from '../../shared/organisation.ts';
import { saveOrganisation } from '../../shared/store/save-organisation.ts';
import { type Engine, startEngine } from '../engine.ts';
import { ask } from './harness.ts';
import { noon, type RegistryApi, registryApi } from './organisation-harness.ts';

let engine: Engine;
let api: RegistryApi;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  api = await registryApi(engine);
});

const legal = { id: 'legal', name: { en: 'Legal', de: 'Recht' } };

describe('a department', () => {
  it('is added, renamed and put under another, and each change is seen at once', async () => {
    const added = await api.changed('addDepartment', legal, '{ id name(language: "de") parent { id } }');
    expect(added).toEqual({ id: 'legal', name: 'Recht', parent: null });
    await api.changed('renameDepartment', { id: 'legal', name: { en: 'Law', de: 'Recht' } }, '{ id }');
    await api.changed('setDepartmentParent', { id: 'legal', parent: 'management' }, '{ id }');
    const { department } = await api.query('{ department(id: "legal") { name parent { id name } } }');
    expect(department).toEqual({ name: 'Law', parent: { id: 'management', name: 'Management' } });
    await api.changed('setDepartmentParent', { id: 'legal', parent: null }, '{ id }');
    expect(await api.query('{ department(id: "legal") { parent { id } } }')).toEqual({ department: { parent: null } });
  });

  it('that a request has just added is known to the rest of the request', async () => {
    const answer = await api.query(
      `mutation { addDepartment(input: { id: "legal", name: { en: "L", de: "R" } }) { id }
        setDepartmentParent(input: { id: "hr", parent: "legal" }) { parent { name } } }`,
    );
    expect(answer.setDepartmentParent).toEqual({ parent: { name: 'L' } });
  });

  it.each([
    ['of an id that is taken', { ...legal, id: 'hr' }, 'DEPARTMENT_EXISTS', 'id'],
    ['of an id that is not plain', { ...legal, id: 'Legal affairs' }, 'BAD_REQUEST', 'id'],
    ['without a name', { ...legal, name: { en: ' ', de: 'Recht' } }, 'BAD_REQUEST', 'name.en'],
    ['under one that is not there', { ...legal, parent: 'law' }, 'UNKNOWN_DEPARTMENT', 'parent'],
  ])('%s is refused', async (_name, input, code, field) => {
    expect(await api.refusal('addDepartment', input)).toMatchObject({ code, field });
    expect(await api.trail()).toEqual([]);
  });

  it('cannot be part of itself, nor of one of its parts', async () => {
    await api.changed('setDepartmentParent', { id: 'hr', parent: 'sales' }, '{ id }');
    await api.changed('setDepartmentParent', { id: 'sales', parent: 'product' }, '{ id }');
    for (const [id, parent] of [
      ['product', 'hr'],
      ['product', 'product'],
    ]) {
      const refusal = await api.refusal('setDepartmentParent', { id, parent });
      expect(refusal).toMatchObject({ code: 'DEPARTMENT_CYCLE', field: 'parent' });
      expect(refusal.message).toContain(`“${parent}”`);
    }
  });

  it('is removed when nothing names it, and may come back to its facts', async () => {
    await api.changed('removeDepartment', { id: 'hr' }, '{ id }');
    expect(JSON.stringify(await api.query('{ departments { id } }'))).not.toContain('"hr"');
    await api.changed('addDepartment', { ...legal, id: 'hr' }, '{ id }');
  });

  it('is not removed while a part, a plan, a benchmark or a source names it', async () => {
    await api.changed('setDepartmentParent', { id: 'hr', parent: 'sales' }, '{ id }');
    await api.changed('setAnnotation', { id: 'fair', day: '2026-03-01', text: 'Fair', department: 'sales' }, '{ id }');
    await api.sources.registerSource({ id: 'https://x.com/sales', department: 'sales' });
    const { code, details } = await api.refusal('removeDepartment', { id: 'sales' });
    expect(code).toBe('DEPARTMENT_IN_USE');
    expect(details).toMatchObject({ usedBy: ['department hr', 'annotation fair', 'source https://x.com/sales'] });
  });

  it('may be the last one to go: an organisation without departments answers', async () => {
    const rule = (organisation: Parameters<Parameters<typeof saveOrganisation>[3]>[0]) => ({
      organisation: { ...organisation, departments: organisation.departments.slice(0, 1) },
      subject: 'all but one',
      before: undefined,
      after: undefined,
      result: undefined,
    });
    await saveOrganisation(api.options, { who: 'test', roles: ['admin'] }, 'test', rule);
    await api.changed('removeDepartment', { id: 'marketing' }, '{ id }');
    expect(await api.query('{ departments { id } goals { id } organisation { socialShareOf { target } } }')).toEqual({
      departments: [],
      goals: [],
      organisation: { socialShareOf: [] },
    });
    expect(await api.refusal('setHeadcount', { department: 'hr', from: '2026-01-01', count: 1 })).toMatchObject({
      code: 'UNKNOWN_DEPARTMENT',
      details: { departments: [] },
    });
  });

  it('is not added beyond the limit', async () => {
    const rule = (organisation: Parameters<Parameters<typeof saveOrganisation>[3]>[0]) => ({
      organisation: {
        ...organisation,
        departments: Array.from({ length: organisationLimits.departments }, (_, n) => ({
          ...legal,
          id: `d${n}`,
          headcount: [],
        })),
      },
      subject: 'many',
      before: undefined,
      after: undefined,
      result: undefined,
    });
    await saveOrganisation(api.options, { who: 'test', roles: ['admin'] }, 'test', rule);
    expect(await api.refusal('addDepartment', legal)).toMatchObject({ code: 'LIMIT', details: { limit: 200 } });
  });
});

describe('the headcount', () => {
  const set = (from: string, count: number, managers?: number) =>
    api.changed('setHeadcount', { department: 'hr', from, count, managers }, '{ id }');

  it('is told for each day, with managers where they are known', async () => {
    await set('2026-03-01', 12, 2);
    await set('2026-01-01', 10);
    await set('2026-03-01', 13, 3);
    const asked =
      '{ now: headcount managers before: headcount(at: "2026-02-28") earlier: managers(at: "2026-02-28") first: headcount(at: "2025-12-31") headcounts { from count managers } }';
    const { department } = await api.query(`{ department(id: "hr") ${asked} }`);
    expect(department).toEqual({
      now: 13,
      managers: 3,
      before: 10,
      earlier: null,
      first: null,
      headcounts: [
        { from: '2026-01-01', count: 10, managers: null },
        { from: '2026-03-01', count: 13, managers: 3 },
      ],
    });
  });

  it('may be 0, and may be taken back', async () => {
    await set('2026-01-01', 0, 0);
    expect(await api.query('{ department(id: "hr") { headcount } }')).toEqual({ department: { headcount: 0 } });
    await api.changed('removeHeadcount', { department: 'hr', from: '2026-01-01' }, '{ id }');
    expect(await api.query('{ department(id: "hr") { headcount } }')).toEqual({ department: { headcount: null } });
  });

  it.each([
    ['negative', { count: -1 }, 'BAD_REQUEST', 'count'],
    ['with more managers than people', { count: 3, managers: 4 }, 'BAD_REQUEST', 'managers'],
    ['from a day before 1970', { from: '1969-12-31', count: 3 }, 'BAD_REQUEST', 'from'],
    ['of an unknown department', { department: 'law', count: 3 }, 'UNKNOWN_DEPARTMENT', 'department'],
  ])('%s is refused', async (_name, input, code, field) => {
    const whole = { department: 'hr', from: '2026-01-01', ...input };
    expect(await api.refusal('setHeadcount', whole)).toMatchObject({ code, field });
  });

  it('of a day that says nothing cannot be taken back', async () => {
    await set('2026-01-01', 5);
    expect(await api.refusal('removeHeadcount', { department: 'hr', from: '2026-01-02' })).toMatchObject({
      code: 'BAD_REQUEST',
      details: { field: 'from', days: ['2026-01-01'] },
    });
  });
});

describe('a channel', () => {
  it('is added and renamed', async () => {
    const fax = await api.changed('addChannel', { id: 'fax', name: 'Fax', kind: 'DIRECT' }, '{ id name kind }');
    expect(fax).toEqual({ id: 'fax', name: 'Fax', kind: 'DIRECT' });
    await api.changed('renameChannel', { id: 'fax', name: 'Telefax' }, '{ id }');
    const { channels } = await api.query('{ channels(kind: DIRECT) { id name } }');
    expect(channels).toContainEqual({ id: 'fax', name: 'Telefax' });
  });

  it.each([
    ['addChannel', { id: 'x', name: 'X', kind: 'INTERNAL' }, 'CHANNEL_EXISTS'],
    ['addChannel', { id: 'F A X', name: 'Fax', kind: 'DIRECT' }, 'BAD_REQUEST'],
    ['renameChannel', { id: 'fax', name: 'Telefax' }, 'UNKNOWN_CHANNEL'],
  ])('%s of %o is refused with %s', async (name, input, code) => {
    expect(await api.refusal(name, input)).toMatchObject({ code, field: 'id' });
  });
});

describe('general settings', () => {
  it('are changed, but for the home time zone, and the reason is told', async () => {
    const selection = '{ name weekStart homeTimeZone revision }';
    expect(await api.changed('updateOrganisation', { name: 'Acme Ltd', weekStart: 7 }, selection)).toEqual({
      name: 'Acme Ltd',
      weekStart: 7,
      homeTimeZone: 'Europe/Berlin',
      revision: 1,
    });
    const refusal = await api.refusal('updateOrganisation', { homeTimeZone: 'Europe/Paris' });
    expect(refusal).toMatchObject({ code: 'NEEDS_REBUILD', field: 'homeTimeZone' });
    expect(refusal.message).toContain('days of Europe/Berlin');
    await api.changed('updateOrganisation', { homeTimeZone: 'europe/berlin' }, '{ name }');
    expect(await api.refusal('updateOrganisation', { weekStart: 8 })).toMatchObject({ field: 'weekStart' });
  });

  it('change the thresholds of the ladder one by one', async () => {
    const thresholds = [{ stage: 4, criterion: 'responseRate', value: 0.9 }];
    const all = (await api.changed('setMaturityThresholds', { thresholds }, '{ stage criterion value }')) as object[];
    expect(all).toHaveLength(16);
    expect(all).toContainEqual(thresholds[0]);
    expect(all).toContainEqual({ stage: 3, criterion: 'responseRate', value: 0.5 });
  });

  it.each([
    [{ stage: 7, criterion: 'weeks', value: 3 }, 'thresholds[1].stage', 'converged'],
    [{ stage: 1, criterion: 'adoption', value: 0.3 }, 'thresholds[1].criterion', 'weeks'],
    [{ stage: 5, criterion: 'adoption', value: 30 }, 'thresholds[1].value', '0 to 1'],
    [{ stage: 1, criterion: 'weeks', value: 2.5 }, 'thresholds[1].value', 'a whole number from 1 to 13'],
  ])('refuse the threshold %o', async (threshold, field, allowed) => {
    const right = { stage: 2, criterion: 'weeks', value: 9 };
    const refusal = await api.refusal('setMaturityThresholds', { thresholds: [right, threshold] });
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', field });
    expect(refusal.message).toContain(allowed);
  });

  it('say from when on departments are connected', async () => {
    const input = { minimumInteractions: 3 };
    expect(await api.changed('setMinimumInteractions', input, '{ minimumInteractions }')).toEqual(input);
    expect(await api.refusal('setMinimumInteractions', { minimumInteractions: 0 })).toMatchObject({
      code: 'BAD_REQUEST',
      field: 'minimumInteractions',
    });
  });
});

describe('a benchmark', () => {
  const benchmark = {
    baseline: 0.1,
    baselineDate: '2026-01-01',
    target: 0.4,
    targetDate: '2028-01-01',
    citation: 'Our plan of 2026',
  };

  it("is the company's or a department's own", async () => {
    await api.changed('setSocialShareBenchmark', benchmark, '{ name }', 'executive');
    await api.changed('setSocialShareBenchmark', { ...benchmark, target: 0.5, department: 'sales' }, '{ name }');
    const asked =
      '{ organisation { socialShare { target department { id } } socialShareOf { target department { id } } } }';
    expect(await api.query(asked, 'viewer')).toEqual({
      organisation: {
        socialShare: { target: 0.4, department: null },
        socialShareOf: [{ target: 0.5, department: { id: 'sales' } }],
      },
    });
    await api.changed('removeSocialShareBenchmark', { department: 'sales' }, '{ name }');
    expect(await api.refusal('removeSocialShareBenchmark', { department: 'sales' })).toMatchObject({
      code: 'UNKNOWN_BENCHMARK',
    });
  });

  it('is not one that every object has: `constructor` was removed without a word', async () => {
    expect(await api.refusal('removeSocialShareBenchmark', { department: 'constructor' })).toMatchObject({
      code: 'UNKNOWN_BENCHMARK',
    });
    await api.changed('addDepartment', { id: 'constructor', name: { en: 'Building', de: 'Bau' } }, '{ id }');
    const report = async () => ({ rows: [], totals: [], warnings: [], asOf: noon });
    const asked = `{ socialShare(department: "constructor", range: { from: "2026-01-01", to: "2026-03-27" }) {
      ownBenchmark target
    } }`;
    const answer = await ask(createApi({ ...api.deps, report }), asked, { as: 'viewer' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ socialShare: { ownBenchmark: false, target: 0.57 } });
  });

  it('below its baseline is taken: less may be the goal', async () => {
    const { errors } = await api.change('setSocialShareBenchmark', { ...benchmark, target: 0.05 });
    expect(errors).toBeUndefined();
  });

  it.each([
    [{ target: 57 }, 'BAD_REQUEST', 'target'],
    [{ targetDate: '2026-01-01' }, 'BAD_REQUEST', 'targetDate'],
    [{ citation: '' }, 'BAD_REQUEST', 'citation'],
    [{ department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
  ])('with %o is refused', async (over, code, field) => {
    expect(await api.refusal('setSocialShareBenchmark', { ...benchmark, ...over })).toMatchObject({ code, field });
  });
});

describe('a source', () => {
  const id = 'https://x.com/acme';
  beforeEach(() => api.sources.registerSource({ id, name: 'Acme', channel: 'x' }));

  it('is described by an engineer; what is absent stays, null clears, and what others count goes on', async () => {
    await api.sources.countRejections(id, 2);
    const selection = '{ name channel { id } department { id } owner cadence rejected }';
    const input = { id, name: null, department: 'service', owner: 'Desk', cadence: 'P1D' };
    expect(await api.changed('updateSource', input, selection, 'engineer')).toEqual({
      name: id,
      channel: { id: 'x' },
      department: { id: 'service' },
      owner: 'Desk',
      cadence: 'P1D',
      rejected: 2,
    });
    await api.changed('updateSource', { id, owner: null }, '{ owner }', 'engineer');
    expect(await api.sources.findSource(id)).toMatchObject({ name: id, channel: 'x', cadence: 'P1D', rejected: 2 });
    expect(await api.trail()).toMatchObject([
      { action: 'updateSource', who: 'test-engineer', before: { owner: 'Desk' }, after: { owner: null } },
      { subject: `source ${id}`, before: { name: 'Acme', owner: null }, after: { name: null, owner: 'Desk' } },
    ]);
  });

  it('that is changed to what it is leaves no trace', async () => {
    await api.changed('updateSource', { id, channel: 'x', owner: null }, '{ id }');
    expect(await api.trail()).toEqual([]);
  });

  it.each([
    ['UNKNOWN_SOURCE', { id: 'https://x.com/none' }],
    ['UNKNOWN_CHANNEL', { channel: 'fax' }],
    ['UNKNOWN_DEPARTMENT', { department: 'law' }],
    ...['daily', 'P', 'PT0S', '-P1D', 'P2Y', 'PT1S', '1 day'].map((cadence): [string, object] => [
      'BAD_REQUEST',
      { cadence },
    ]),
  ])('is refused with %s for %o', async (code, input) => {
    const refusal = await api.refusal('updateSource', { id, name: 'New', ...input });
    expect(refusal.code).toBe(code);
    if (code === 'BAD_REQUEST') expect(refusal.message).toContain('ISO 8601');
    expect(await api.sources.findSource(id)).toMatchObject({ name: 'Acme' });
  });
});
