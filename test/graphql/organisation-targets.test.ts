import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { targetAt } from '../../shared/due-at.ts';
import { type Engine, startEngine } from '../engine.ts';
import { noon, type RegistryApi, registryApi } from './organisation-harness.ts';

const minute = 60_000;
const iso = (epochMs: number) => new Date(epochMs).toISOString();

let engine: Engine;
let api: RegistryApi;
let now = noon;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  now = noon;
  api = await registryApi(engine, { clock: () => now });
});

const shifts = [
  { weekdays: [1, 2, 3, 4, 5], opens: '08:30', closes: '12:00' },
  { weekdays: [1, 2, 3, 4], opens: '13:00', closes: '17:30' },
];
const hours = { timeZone: 'Europe/Vienna', shifts, holidays: ['2026-12-25', '2026-05-01', '2026-05-01'] };
const target = { department: 'service', from: iso(noon + 15 * minute), seconds: 7200, hours };
const fields = '{ department { id } from seconds hours { timeZone shifts { weekday opens closes } holidays } }';

describe('a response target', () => {
  it('is set with split shifts, holidays and a zone of its own', async () => {
    expect(await api.changed('setResponseTarget', target, fields)).toMatchObject({
      department: { id: 'service' },
      from: '2026-03-27T12:15:00.000Z',
      seconds: 7200,
      hours: {
        timeZone: 'Europe/Vienna',
        shifts: expect.arrayContaining([
          { weekday: 1, opens: '08:30', closes: '12:00' },
          { weekday: 1, opens: '13:00', closes: '17:30' },
          { weekday: 5, opens: '08:30', closes: '12:00' },
        ]),
        holidays: ['2026-05-01', '2026-12-25'],
      },
    });
    const { organisation } = await api.query(`{ organisation { responseTargets ${fields} } }`, 'viewer');
    expect((organisation as { responseTargets: object[] }).responseTargets).toHaveLength(2);
  });

  it('takes the home time zone and an instant of any offset by default', async () => {
    const input = { from: '2026-04-01T00:00:00+02:00', seconds: 60, hours: { shifts } };
    expect(await api.changed('setResponseTarget', input, fields)).toMatchObject({
      department: null,
      from: '2026-03-31T22:00:00.000Z',
      hours: { timeZone: 'Europe/Berlin', holidays: [] },
    });
  });

  it('of a future instant is replaced, and withdrawn', async () => {
    await api.changed('setResponseTarget', target, '{ seconds }');
    await api.changed('setResponseTarget', { ...target, seconds: 60, hours: null }, '{ seconds }');
    const { organisation } = await api.query(`{ organisation { responseTargets ${fields} } }`);
    expect((organisation as { responseTargets: object[] }).responseTargets[1]).toMatchObject({
      seconds: 60,
      hours: null,
    });
    const { department, from } = target;
    expect(await api.changed('withdrawResponseTarget', { department, from }, '{ seconds }')).toEqual({ seconds: 60 });
    expect(await api.refusal('withdrawResponseTarget', { department, from })).toMatchObject({
      code: 'UNKNOWN_RESPONSE_TARGET',
      field: 'from',
    });
  });

  it('never changes what held already, nor what holds within a quarter of an hour', async () => {
    const before = await api.deps.loadOrganisation();
    for (const from of [iso(noon - minute), iso(noon + 15 * minute - 1), '1970-01-01T00:00:00Z']) {
      const refusal = await api.refusal('setResponseTarget', { ...target, from });
      expect(refusal).toMatchObject({ code: 'TARGET_TOO_SOON', field: 'from' });
      expect(refusal.message).toContain('2026-03-27T12:15:00.000Z or later');
    }
    const first = { from: '1970-01-01T00:00:00Z' };
    expect(await api.refusal('withdrawResponseTarget', first)).toMatchObject({ code: 'TARGET_TOO_SOON' });

    await api.changed('setResponseTarget', target, '{ seconds }');
    now += minute;
    const { department, from } = target;
    expect(await api.refusal('withdrawResponseTarget', { department, from })).toMatchObject({
      code: 'TARGET_TOO_SOON',
    });
    expect(await api.refusal('setResponseTarget', { ...target, seconds: 1 })).toMatchObject({
      code: 'TARGET_TOO_SOON',
    });
    const after = await api.deps.loadOrganisation();
    for (const at of [0, noon, noon + 14 * minute])
      expect(targetAt(after, 'service', at)).toEqual(targetAt(before, 'service', at));
  });

  it('outlives its department, whose facts are due by it', async () => {
    await api.changed('setResponseTarget', { ...target, department: 'hr' }, '{ seconds }');
    now += 60 * minute;
    await api.changed('removeDepartment', { id: 'hr' }, '{ id }');
    expect(targetAt(await api.deps.loadOrganisation(), 'hr', now)).toMatchObject({ seconds: 7200 });
  });

  const shift = (opens: string, closes: string, weekdays = [1]) => ({
    hours: { shifts: [{ weekdays, opens, closes }] },
  });
  it.each([
    ['of an unknown department', { department: 'law' }, 'UNKNOWN_DEPARTMENT', 'department'],
    ['of no time', { seconds: 0 }, 'BAD_REQUEST', 'seconds'],
    ['of a negative time', { seconds: -5 }, 'BAD_REQUEST', 'seconds'],
    ['of more than 30 days', { seconds: 2_592_001 }, 'BAD_REQUEST', 'seconds'],
    ['without a shift', { hours: { shifts: [] } }, 'BAD_REQUEST', 'hours'],
    ['with a shift that ends before it begins', shift('17:00', '09:00'), 'BAD_REQUEST', 'week.1.0'],
    ['with a time that is none', shift('9:00', '17:00'), 'BAD_REQUEST', 'week.1.0.0'],
    ['with a time beyond the day', shift('09:00', '24:30'), 'BAD_REQUEST', 'week.1.0.1'],
    ['on an eighth weekday', shift('09:00', '17:00', [8]), 'BAD_REQUEST', 'hours.shifts.weekdays'],
    ['in a zone that is none', { hours: { ...hours, timeZone: 'Europe/Nowhere' } }, 'BAD_REQUEST', 'timeZone'],
    [
      'with shifts that overlap',
      { hours: { shifts: [...shifts, { weekdays: [5], opens: '11:00', closes: '13:00' }] } },
      'BAD_REQUEST',
      'hours',
    ],
    ['that no year could meet', { seconds: 2_592_000, ...shift('09:00', '09:01') }, 'BAD_REQUEST', 'seconds'],
  ])('%s is refused', async (_name, over, code, field) => {
    const refusal = await api.refusal('setResponseTarget', { ...target, ...over });
    expect(refusal).toMatchObject({ code, field });
    expect(refusal.message).toMatch(/^[\w.]+: ./);
    expect(await api.trail()).toEqual([]);
  });

  it('with a holiday that is no day is refused by the type', async () => {
    const over = { hours: { shifts, holidays: ['2026-02-30'] } };
    expect(await api.refusal('setResponseTarget', { ...target, ...over })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
