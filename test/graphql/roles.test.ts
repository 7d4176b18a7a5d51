import { describe, expect, it } from 'vitest';
import type { InteractionQuery } from '../../shared/store/drill-down.ts';
import { apiWith, ask, fakeDeps } from './harness.ts';

const nothing = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};
const asked: InteractionQuery[] = [];
const api = apiWith({
  report: async () => ({ rows: [], totals: [], warnings: [], asOf: 0 }),
  drillDown: {
    ...fakeDeps().drillDown,
    interactions: async (query) => {
      asked.push(query);
      return nothing;
    },
    conversations: async () => nothing,
    interaction: async () => undefined,
    episode: async () => undefined,
  },
  registry: {
    ...fakeDeps().registry,
    personMerges: async () => ({ generation: 0, representativeOf: new Map() }),
    auditTrail: async () => nothing,
  },
});

const range = '{ from: "2026-03-01", to: "2026-03-31" }';
const fields = {
  departments: '{ departments { id } }',
  channels: '{ channels { id } }',
  metrics: '{ metrics { id } }',
  sources: '{ sources { id } }',
  report: `{ report(input: { metrics: [POSTS], range: ${range} }) { asOf } }`,
  interactions: `{ interactions(filter: { range: ${range} }) { edges { cursor } } }`,
  interaction: '{ interaction(source: "s", id: "i") { id } }',
  conversations: `{ conversations(filter: { range: ${range} }) { edges { cursor } } }`,
  conversation: '{ conversation(id: "c") { id } }',
  rejections: '{ rejections { edges { cursor } } }',
  rejection: '{ rejection(id: "r") { id } }',
  rejectionCounts: '{ rejectionCounts { open } }',
  organisation: '{ organisation { name revision responseTargets { seconds } } }',
  goals: '{ goals { id } }',
  initiatives: '{ initiatives { id } }',
  annotations: '{ annotations { id } }',
  alertRules: '{ alertRules { id } }',
  alerts: '{ alerts { id } }',
  attestations: '{ attestations { id } }',
  peopleGeneration: '{ peopleGeneration }',
  auditTrail: '{ auditTrail { edges { cursor } } }',
};
type Field = keyof typeof fields;
const refused: Field[] = ['rejections', 'rejection', 'rejectionCounts'];
const open: Field[] = [
  'departments',
  'channels',
  'metrics',
  'sources',
  'report',
  'organisation',
  'goals',
  'initiatives',
  'annotations',
  'alertRules',
  'alerts',
  'attestations',
  'peopleGeneration',
];
const drillDown: Field[] = ['interactions', 'interaction', 'conversations', 'conversation'];
const may: Record<string, Field[]> = {
  viewer: open,
  executive: open,
  'member:service': [...open, ...drillDown],
  analyst: [...open, ...drillDown],
  engineer: [...open, ...refused],
  admin: [...open, ...drillDown, ...refused, 'auditTrail'],
  'member+engineer:service': [...open, ...drillDown, ...refused],
  'executive+analyst': [...open, ...drillDown],
  guest: [],
};

describe.each(Object.keys(may))('as %s', (role) => {
  it.each(Object.keys(fields) as Field[])('%s is answered or refused with the roles that it needs', async (field) => {
    const { data, errors, status } = await ask(api, fields[field], { as: role });
    expect(status).toBe(200);
    if (may[role]?.includes(field)) {
      expect(errors).toBeUndefined();
      expect(data).toHaveProperty(field);
    } else {
      expect(errors?.[0]).toMatchObject({ path: [field], extensions: { code: 'FORBIDDEN' } });
      expect(errors?.[0]?.message).toContain('admin');
    }
  });
});

describe('a member', () => {
  it('who names no department sees own ones only', async () => {
    asked.length = 0;
    await ask(api, fields.interactions, { as: 'member:service,hr' });
    expect(asked).toMatchObject([{ departments: ['service', 'hr'] }]);
  });

  it('whose token names no departments is told so', async () => {
    const { errors } = await ask(api, fields.interactions, { as: 'member' });
    expect(errors).toMatchObject([{ message: expect.stringContaining('claim `departments`') }]);
  });

  it('who is an engineer, too, still sees the drill-down of own departments only', async () => {
    asked.length = 0;
    await ask(api, fields.interactions, { as: 'member+engineer:service' });
    expect(asked).toMatchObject([{ departments: ['service'] }]);
    const query = `{ interactions(filter: { range: ${range}, departments: ["sales"] }) { edges { cursor } } }`;
    const { errors } = await ask(api, query, { as: 'member+engineer:service' });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('who is an analyst, too, sees all, whatever departments the token names', async () => {
    for (const as of ['member+analyst:service', 'analyst+member']) {
      asked.length = 0;
      await ask(api, fields.interactions, { as });
      expect(asked[0]?.departments).toHaveLength(7);
    }
  });

  it('who asks for a foreign department is refused by its name', async () => {
    const query = `{ interactions(filter: { range: ${range}, departments: ["service", "sales"] }) { edges { cursor } } }`;
    const { errors } = await ask(api, query, { as: 'member:service' });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', details: { departments: ['sales'] } } }]);
    expect(errors?.[0]?.message).toContain('sales');
  });

  it('who opens a conversation or interaction of a foreign department is refused', async () => {
    const episode = { openedAt: 0, department: 'sales', channel: 'x', conversation: 'c', first: true };
    const own = apiWith({ drillDown: { ...fakeDeps().drillDown, episode: async () => episode } });
    const { data, errors } = await ask(own, fields.conversation, { as: 'member:service' });
    expect(data).toEqual({ conversation: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

it('refuses an unknown department or channel, naming the known ones', async () => {
  const query = (filter: string) => `{ interactions(filter: { range: ${range}, ${filter} }) { edges { cursor } } }`;
  const { errors } = await ask(api, query('departments: ["servce"]'), { as: 'analyst' });
  expect(errors).toMatchObject([{ extensions: { code: 'UNKNOWN_DEPARTMENT' } }]);
  expect(errors?.[0]?.extensions.details).toHaveProperty('departments', expect.arrayContaining(['service']));
  const other = await ask(api, query('channels: ["fax"]'), { as: 'analyst' });
  expect(other.errors).toMatchObject([{ extensions: { code: 'UNKNOWN_CHANNEL' } }]);
});
