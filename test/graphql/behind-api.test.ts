import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planReport } from '../../graphql/plan/plan-report.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { createDrillDown } from '../../shared/store/drill-down.ts';
import { type Engine, startEngine } from '../engine.ts';
import { interaction } from '../interactions.ts';
import { reportDeps } from '../report-deps.ts';
import { type Answer, apiWith, ask, fold } from './harness.ts';

const now = Date.parse('2026-03-27T12:00:00Z');
const human = { id: 'p_agent', kind: 'employee' as const };
const at = (hour: number) => `2026-03-23T${String(hour).padStart(2, '0')}:00:00.000Z`;
const said: Interaction[] = [
  interaction({ id: 'service:1', time: at(8) }),
  interaction({ id: 'service:2', time: at(9) }),
  interaction({ id: 'sales:1', time: at(10), department: 'sales' }),
  interaction({ id: 'enquiry', time: at(11), activity: 'enquiry', channel: 'email', conversation: 'c' }),
  interaction({
    id: 'reply',
    time: at(12),
    activity: 'reply',
    channel: 'email',
    conversation: 'c',
    department: 'sales',
    actor: human,
  }),
];

let engine: Engine;
let api: ReturnType<typeof apiWith>;
beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  await fold(engine, names, said);
  const deps = reportDeps(createCellReader(engine.client, names.cells, 2), defaultOrganisation, () => now);
  api = apiWith({
    report: (request) => planReport(request, deps),
    drillDown: createDrillDown({
      client: engine.client,
      ledgerTable: names.ledger,
      cellsTable: names.cells,
      lanes: 2,
      clock: () => now,
    }),
  });
});
afterAll(() => engine.stop());

const range = 'range: { from: "2026-03-23", to: "2026-03-23" }';
const asking = (input: string, row: string) =>
  `{ report(input: { ${range}, ${input} }) { rows { department { id } values { value } ${row} } } }`;
const posts = 'interactions(metric: POSTS) { edges { node { id } } pageInfo { hasNextPage } }';

interface Rows {
  report: { rows: { department: { id: string } | null; [list: string]: unknown }[] };
}
const rowsOf = ({ data, errors }: Answer) => {
  expect(errors).toBeUndefined();
  return (data as unknown as Rows).report.rows;
};
const idsIn = (list: unknown) => (list as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

describe('lists of a row, through the API', () => {
  it('are those of each row of its own report, also under other names and below a department', async () => {
    const answer = await ask(
      api,
      `{
        first: report(input: { ${range}, metrics: [POSTS], by: [DEPARTMENT], filter: { departments: ["service", "sales"] } }) { rows { department { id } ${posts} } }
        department(id: "sales") { report(input: { ${range}, metrics: [POSTS] }) { rows { theirs: ${posts} } } }
      }`,
      { as: 'analyst' },
    );
    expect(answer.errors).toBeUndefined();
    const data = answer.data as unknown as { first: Rows['report']; department: Rows };
    expect(data.first.rows.map((row) => [row.department?.id, idsIn(row.interactions)])).toEqual([
      ['sales', ['sales:1']],
      ['service', ['service:2', 'service:1']],
    ]);
    expect(data.department.report.rows.map((row) => idsIn(row.theirs))).toEqual([['sales:1']]);
  });

  it('are pages both ways', async () => {
    const page = async (args: string) => {
      const row = `list: interactions(metric: POSTS, ${args}) { edges { cursor node { id } } }`;
      const [only] = rowsOf(await ask(api, asking('metrics: [POSTS]', row), { as: 'analyst' }));
      return only?.list as { edges: { cursor: string; node: { id: string } }[] };
    };
    const newest = await page('first: 1');
    expect(idsIn(newest)).toEqual(['sales:1']);
    expect(idsIn(await page(`first: 5, after: "${newest.edges[0]?.cursor}"`))).toEqual(['service:2', 'service:1']);
    expect(idsIn(await page('last: 1'))).toEqual(['service:1']);
  });

  it('are the conversations of a response metric, by the enquiry or by the reply', async () => {
    for (const [attributeTo, department] of [
      ['ENQUIRY', 'service'],
      ['RESPONSE', 'sales'],
    ]) {
      const query = asking(
        `metrics: [ANSWERED], attributeTo: ${attributeTo}, by: [DEPARTMENT], filter: { departments: ["${department}"] }`,
        'conversations(metric: ANSWERED) { edges { node { id department { id } firstResponseSeconds } } }',
      );
      const [row] = rowsOf(await ask(api, query, { as: 'admin' }));
      expect(row?.conversations).toEqual({
        edges: [{ node: { id: 'c', department: { id: 'service' }, firstResponseSeconds: 3600 } }],
      });
      expect(row?.values).toEqual([{ value: 1 }]);
    }
  });

  it('show a member own departments only, and refuse the row of another', async () => {
    const as = 'member:service';
    const [all] = rowsOf(await ask(api, asking('metrics: [POSTS]', posts), { as }));
    expect(idsIn(all?.interactions)).toEqual(['service:2', 'service:1']);
    expect(all?.values).toEqual([{ value: 3 }]);
    const by = (ids: string) => asking(`metrics: [POSTS], by: [DEPARTMENT], filter: { departments: ${ids} }`, posts);
    expect(rowsOf(await ask(api, by('["service"]'), { as }))).toHaveLength(1);
    expect(codeOf(await ask(api, by('["sales"]'), { as }))).toBe('FORBIDDEN');
    const unsplit = asking('metrics: [POSTS], filter: { departments: ["service", "sales"] }', posts);
    expect(codeOf(await ask(api, unsplit, { as }))).toBe('FORBIDDEN');
  });

  it('show a member no conversation that another department was asked, though own people answered it', async () => {
    const query = asking(
      'metrics: [ANSWERED], attributeTo: RESPONSE',
      'conversations(metric: ANSWERED) { edges { node { id } } }',
    );
    const [row] = rowsOf(await ask(api, query, { as: 'member:sales' }));
    expect(idsIn(row?.conversations)).toEqual([]);
  });

  it.each(['viewer', 'executive', 'engineer'])('are refused to the role %s, who sees the report', async (as) => {
    expect(codeOf(await ask(api, asking('metrics: [POSTS]', posts), { as }))).toBe('FORBIDDEN');
    const lists = 'conversations(metric: ANSWERED) { edges { cursor } }';
    expect(codeOf(await ask(api, asking('metrics: [ANSWERED]', lists), { as }))).toBe('FORBIDDEN');
    rowsOf(await ask(api, asking('metrics: [POSTS]', ''), { as }));
  });

  it('are refused for a withheld value and for a metric that the report does not measure', async () => {
    const employees = 'interactions(metric: ACTIVE_EMPLOYEES) { edges { cursor } }';
    const withheld = await ask(api, asking('metrics: [ACTIVE_EMPLOYEES]', employees), { as: 'admin' });
    expect(codeOf(withheld)).toBe('WITHHELD');
    expect(codeOf(await ask(api, asking('metrics: [IDEAS]', posts), { as: 'admin' }))).toBe('BAD_REQUEST');
  });

  it('cost as much as other lists, and no report gives one for each of many rows', async () => {
    const hours = asking('metrics: [POSTS], granularity: HOUR', posts);
    expect(codeOf(await ask(api, hours, { as: 'analyst' }))).toBe('COST_LIMIT');
    const many = Array.from({ length: 20 }, (_, n) => `a${n}: ${posts}`).join(' ');
    const { errors } = await ask(api, asking('metrics: [POSTS]', many), { as: 'analyst' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT', details: { cost: expect.any(Number) } });
  });

  it('leave rows as they were, so that a report is as fast as before', async () => {
    const rows = [{ start: 0, end: 1, values: [] }];
    const plain = apiWith({ report: async () => ({ rows, totals: [], warnings: [], asOf: 0 }) });
    rowsOf(await ask(plain, asking('metrics: [POSTS]', '__typename'), { as: 'viewer' }));
    rowsOf(
      await ask(
        plain,
        `query ($yes: Boolean = true) ${asking('metrics: [POSTS]', '')}`.replace('rows', 'rows @include(if: $yes)'),
        { as: 'viewer' },
      ),
    );
    expect(rows).toEqual([{ start: 0, end: 1, values: [] }]);
  });
});

describe('the filter of interactions', () => {
  let listed: (filter: string) => Promise<string[]>;
  beforeAll(async () => {
    const names = await engine.createTables();
    const read = (id: string, over: Partial<Interaction>) => interaction({ id, ...over });
    await fold(engine, names, [
      read('glad', { sentiment: 0.05, language: 'de-AT', topics: ['delivery', 'thanks'], derivedBy: 'text-1' }),
      read('sad', { sentiment: -0.05, language: 'en', topics: ['delivery'], channel: 'email' }),
      read('even', { sentiment: 0, language: 'den', channel: 'slack' }),
      read('unsure', { worded: true, derivedBy: 'text-1' }),
    ]);
    const drillDown = createDrillDown({
      client: engine.client,
      ledgerTable: names.ledger,
      cellsTable: names.cells,
      lanes: 2,
      clock: () => now,
    });
    const own = apiWith({ drillDown });
    listed = async (filter) => {
      const query = `{ interactions(filter: { range: { from: "2026-03-20", to: "2026-03-20" }, ${filter} }) { edges { node { id language derivedBy } } } }`;
      const { data, errors } = await ask(own, query, { as: 'analyst' });
      expect(errors).toBeUndefined();
      const { interactions } = data as {
        interactions: { edges: { node: Record<'id' | 'language' | 'derivedBy', string> }[] };
      };
      return interactions.edges.map(({ node }) => `${node.id} ${node.language} ${node.derivedBy}`).sort();
    };
  });
  const [glad, sad, even, unsure] = ['glad de-AT text-1', 'sad en null', 'even den null', 'unsure null text-1'];

  it.each([
    ['sentiments: [POSITIVE]', [glad]],
    ['sentiments: [NEGATIVE, NEUTRAL]', [even, sad]],
    ['sentiments: [NONE]', [unsure]],
    ['languages: ["DE"]', [glad]],
    ['languages: ["de-AT", "en"]', [glad, sad]],
    ['topics: ["thanks", "price"]', [glad]],
    ['topics: ["delivery"], sentiments: [NEGATIVE]', [sad]],
    ['channelKinds: [SOCIAL]', [glad, unsure]],
    ['channelKinds: [DIRECT, INTERNAL]', [even, sad]],
    ['channelKinds: [DIRECT], channels: ["slack"]', []],
  ])('%s', async (filter, expected) => {
    expect(await listed(filter)).toEqual(expected);
  });
});
