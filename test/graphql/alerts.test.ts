import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../graphql/schema.ts';
import { setAlertRule } from '../../shared/alert-rule-changes.ts';
import { organisationLimits } from '../../shared/organisation.ts';
import { createAlertStore } from '../../shared/store/alert-store.ts';
import { saveOrganisation } from '../../shared/store/save-organisation.ts';
import { firing } from '../alert-rules.ts';
import { type Engine, startEngine } from '../engine.ts';
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

const name = { en: 'Customers wait', de: 'Kunden warten' };
const window = { last: 7, unit: 'DAY' };
const rule = {
  ...{ id: 'answers', name, kind: 'THRESHOLD', metric: 'RESPONSE_RATE', department: 'service' },
  ...{ window, comparison: 'BELOW', threshold: 0.6 },
};
const completeness = { id: 'complete', name, kind: 'COMPLETENESS', metric: 'SOCIAL_SHARE', window, threshold: 0.9 };
const missing = { id: 'silence', name, kind: 'MISSING_DATA' };

describe('a rule of alerts', () => {
  it('is set, replaced and removed, each with its entry in the trail', async () => {
    const set = await api.changed('setAlertRule', rule, '{ id enabled pendingMinutes minimumN owner }', 'executive');
    expect(set).toEqual({ id: 'answers', enabled: true, pendingMinutes: 0, minimumN: 0, owner: null });
    await api.changed('setAlertRule', { ...rule, threshold: 0.5, enabled: false, channel: 'x' }, '{ id }', 'engineer');
    await api.changed('setAlertRule', { ...missing, id: null }, '{ id }');
    const fields = '{ id threshold enabled channel { id } kind }';
    const { alertRules } = await api.query(`{ alertRules ${fields} }`, 'viewer');
    expect(alertRules).toEqual([
      { id: 'answers', threshold: 0.5, enabled: false, channel: { id: 'x' }, kind: 'THRESHOLD' },
      {
        id: expect.stringMatching(/^[0-9a-f]{12}$/),
        threshold: null,
        enabled: true,
        channel: null,
        kind: 'MISSING_DATA',
      },
    ]);
    expect(await api.changed('removeAlertRule', { id: 'answers' }, '{ threshold }')).toEqual({ threshold: 0.5 });
    expect(await api.refusal('removeAlertRule', { id: 'answers' })).toMatchObject({
      code: 'UNKNOWN_ALERT_RULE',
      field: 'id',
    });
    expect((await api.trail()).map(({ action, subject }) => `${action}: ${subject}`).slice(-1)).toEqual([
      'setAlertRule: alert rule answers',
    ]);
    expect((await api.trail())[0]).toMatchObject({
      action: 'removeAlertRule',
      before: { id: 'answers', threshold: 0.5 },
      after: null,
    });
  });

  it.each<[string, object, string, string, string?]>([
    ['a share above 1', { ...rule, threshold: 60 }, 'threshold', 'of RESPONSE_RATE, 0 to 1; 0.57 is 57 %'],
    ['nothing is below', { ...rule, threshold: 0 }, 'threshold', 'nothing of RESPONSE_RATE is BELOW 0'],
    ['nothing is above', { ...rule, comparison: 'ABOVE', threshold: 1 }, 'threshold', 'nothing of RESPONSE_RATE'],
    ['a count below 0', { ...rule, metric: 'POSTS', threshold: -1 }, 'threshold', 'of POSTS, 0 or more'],
    ['no threshold', { ...rule, threshold: null }, 'threshold', 'a rule of the kind THRESHOLD needs it'],
    ['a completeness above 1', { ...completeness, threshold: 2 }, 'threshold', 'above 0, at most 1'],
    [
      'another kind’s field',
      { ...completeness, comparison: 'BELOW' },
      'comparison',
      'not of a rule of the kind COMPLETENESS',
    ],
    ['a metric for missing data', { ...missing, metric: 'POSTS' }, 'metric', 'which takes source'],
    ['another department', { ...rule, department: 'law' }, 'department', 'no department “law”', 'UNKNOWN_DEPARTMENT'],
    ['another channel', { ...rule, channel: 'fax' }, 'channel', 'no channel “fax”', 'UNKNOWN_CHANNEL'],
    ['another source', { ...missing, source: 'urn:a' }, 'source', 'no source “urn:a”', 'UNKNOWN_SOURCE'],
    [
      'a dimension that the metric does not have',
      { ...rule, metric: 'OPENNESS', channel: 'slack', window: { last: 4, unit: 'WEEK' } },
      'channel',
      'OPENNESS cannot be told apart by it',
      'UNSUPPORTED_FILTER',
    ],
    [
      'days for a metric about employees',
      { ...rule, metric: 'ACTIVE_EMPLOYEES', threshold: 5 },
      'window',
      'whole weeks or months that are over',
    ],
    [
      'running weeks for one',
      { ...rule, metric: 'ACTIVE_EMPLOYEES', threshold: 5, window: { last: 1, unit: 'WEEK', complete: false } },
      'window',
      'whole weeks or months that are over',
    ],
    ['a window too long', { ...rule, window: { last: 401, unit: 'DAY' } }, 'window', 'at most 400 days'],
    ['fewest of a count', { ...rule, metric: 'POSTS', threshold: 5, minimumN: 3 }, 'minimumN', 'leave it out'],
    ['too long a wait', { ...rule, pendingMinutes: 1_441 }, 'pendingMinutes', '0 to 1440'],
    ['an id that is none', { ...rule, id: 'Ä' }, 'id', 'lower-case letters'],
  ])(
    'is refused with %s, naming the field and what is allowed',
    async (_, input, field, message, code = 'BAD_REQUEST') => {
      const refusal = await api.refusal('setAlertRule', input);
      expect(refusal).toMatchObject({ code, field });
      expect(refusal.message).toMatch(new RegExp(`^${field}: `));
      expect(refusal.message).toContain(message);
    },
  );

  it('is refused with a window of no kind or of two', async () => {
    for (const of of [{ last: 7 }, { last: 7, unit: 'DAY', toDate: 'MONTH' }]) {
      const { code, message } = await api.refusal('setAlertRule', { ...rule, window: of });
      expect([code, message]).toEqual(['BAD_REQUEST', expect.stringMatching(/^window: /)]);
    }
  });

  it('takes the running day, and months of a metric about employees', async () => {
    const running = { ...rule, window: { last: 1, unit: 'DAY', complete: false } };
    const shown = await api.changed('setAlertRule', running, '{ window { last unit complete toDate } }');
    expect(shown).toEqual({ window: { last: 1, unit: 'DAY', complete: false, toDate: null } });
    const months = {
      ...rule,
      id: 'people',
      metric: 'ACTIVE_EMPLOYEES',
      threshold: 5,
      window: { last: 2, unit: 'MONTH' },
    };
    expect(await api.changed('setAlertRule', months, '{ window { complete } }')).toEqual({
      window: { complete: true },
    });
  });

  it('keeps the department that it names', async () => {
    await api.changed('setAlertRule', rule, '{ id }');
    const { code, message } = await api.refusal('removeDepartment', { id: 'service' });
    expect([code, message]).toEqual(['DEPARTMENT_IN_USE', expect.stringContaining('alert rule answers')]);
  });

  it('is one of two hundred at most', async () => {
    const ada = { who: 'ada', roles: ['admin'] } as const;
    await saveOrganisation(api.options, ada, 'test', (organisation) => ({
      organisation: {
        ...organisation,
        alertRules: Array.from({ length: organisationLimits.alertRules }, (_, n) => {
          const set = setAlertRule({ ...missing, id: `r${n}`, kind: 'MISSING_DATA' });
          return set(organisation).result;
        }),
      },
      ...{ subject: 'rules', before: undefined, after: undefined, result: undefined },
    }));
    expect(await api.refusal('setAlertRule', rule)).toMatchObject({ code: 'LIMIT', details: { limit: 200 } });
    expect(await api.changed('setAlertRule', { ...missing, id: 'r7' }, '{ id }')).toEqual({ id: 'r7' });
  });
});

describe('an alert', () => {
  beforeEach(async () => {
    const alerts = createAlertStore(api.options);
    api = await registryApi(
      engine,
      { listAlerts: async () => (await alerts.list()).map(({ alert }) => alert) },
      api.names,
    );
    await api.changed('setAlertRule', rule, '{ id }');
    await alerts.write('answers', 0, { ...firing(noon - 60_000), notices: [] });
  });

  it('is acknowledged by who may, with a note that all may read', async () => {
    const fields = '{ id state acknowledgedBy note rule { name } history { change by note } }';
    const input = { id: 'answers', note: 'On it.' };
    expect(await api.changed('acknowledgeAlert', input, fields, 'executive')).toEqual({
      ...{ id: 'answers', state: 'ACKNOWLEDGED', acknowledgedBy: 'test-executive', note: 'On it.' },
      rule: { name: 'Customers wait' },
      history: [
        { change: 'ACKNOWLEDGED', by: 'test-executive', note: 'On it.' },
        { change: 'FIRED', by: null, note: null },
      ],
    });
    const { alerts } = await api.query('{ alerts { state note acknowledgedBy } }', 'member:hr');
    expect(alerts).toEqual([{ state: 'ACKNOWLEDGED', note: 'On it.', acknowledgedBy: 'test-executive' }]);
  });

  it('is not acknowledged with an empty note, and not when there is none', async () => {
    expect(await api.refusal('acknowledgeAlert', { id: 'answers', note: ' ' })).toMatchObject({ field: 'note' });
    expect(await api.refusal('acknowledgeAlert', { id: 'other' })).toMatchObject({
      code: 'UNKNOWN_ALERT',
      field: 'id',
    });
  });

  it('is listed by its state, and no more when its rule is turned off or removed', async () => {
    const listed = async (states = '') => (await api.query(`{ alerts${states} { id } }`, 'viewer')).alerts;
    expect(await listed('(states: [FIRING, UNKNOWN])')).toEqual([{ id: 'answers' }]);
    expect(await listed('(states: [OK])')).toEqual([]);
    await api.changed('setAlertRule', { ...rule, enabled: false }, '{ id }');
    expect(await listed()).toEqual([]);
    await api.changed('setAlertRule', rule, '{ id }');
    expect(await listed()).toEqual([{ id: 'answers' }]);
    await api.changed('removeAlertRule', { id: 'answers' }, '{ id }');
    expect(await listed()).toEqual([]);
  });
});

it('the page about alerts asks what the schema has', () => {
  const page = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');
  const documents = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, document = '']) => document);
  expect(documents).toHaveLength(3);
  for (const document of documents) expect(validate(schema, parse(document))).toEqual([]);
});
