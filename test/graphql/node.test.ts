import type { GraphQLInterfaceType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { nodeIdOf, nodeNameOf } from '../../graphql/node-id.ts';
import { schema } from '../../graphql/schema.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { unregisteredSource } from '../../shared/store/source-item.ts';
import { interaction } from '../interactions.ts';
import { apiWith, ask, fakeDeps } from './harness.ts';

const source = 'https://x.com/acme';
const episode = { openedAt: 0, department: 'service', channel: 'email', conversation: 'mail:7', first: true };
const listed = interaction({ source, id: 'i 1', department: 'service' }) as CountedInteraction;
const asked: unknown[] = [];
const plan = { id: 'g1', department: 'service', from: '2026-01-01' };
const text = { en: 'Faster', de: 'Schneller' };
const organisation: Organisation = {
  ...defaultOrganisation,
  goals: [{ ...plan, name: text, metric: 'RESPONSE_RATE', baseline: 0.5, target: 0.8, due: '2026-12-31' }],
  initiatives: [{ ...plan, name: text }],
  annotations: [{ id: 'g1', day: '2026-01-01', text: 'Fair' }],
  attestations: [{ ...plan, kind: 'policy', statement: 'Signed', author: 'Board', expires: '2026-12-31' }],
};
const api = apiWith({
  loadOrganisation: async () => organisation,
  report: async () => ({
    rows: [{ start: 0, end: 1, department: 'hr', values: [] }],
    totals: [],
    warnings: [],
    asOf: 0,
  }),
  listSources: async () => [{ ...unregisteredSource(source), name: 'Acme on X' }],
  drillDown: {
    ...fakeDeps().drillDown,
    interaction: async (...identity) => {
      asked.push(identity);
      return identity[1] === 'i 1' ? { interaction: listed, fact: { losers: [] } as never } : undefined;
    },
    episode: async (id) => (id === 'mail:7' ? episode : undefined),
  },
});

const ids = {
  Department: nodeIdOf('Department', 'service'),
  Channel: nodeIdOf('Channel', 'email'),
  Source: nodeIdOf('Source', source),
  Metric: nodeIdOf('Metric', 'POSTS'),
  Goal: nodeIdOf('Goal', 'g1'),
  Initiative: nodeIdOf('Initiative', 'g1'),
  Annotation: nodeIdOf('Annotation', 'g1'),
  Attestation: nodeIdOf('Attestation', 'g1'),
  Conversation: nodeIdOf('Conversation', 'mail:7'),
  Interaction: nodeIdOf('Interaction', JSON.stringify([source, 'i 1'])),
};
type NodeType = keyof typeof ids;
const types = Object.keys(ids) as NodeType[];
const node = (nodeId: string, as = 'analyst', fields = '__typename nodeId') =>
  ask(api, `query ($nodeId: ID!) { node(nodeId: $nodeId) { ${fields} } }`, { as, variables: { nodeId } });

describe('node', () => {
  it.each(types)('finds a %s again, under the id that it has itself', async (type) => {
    const { data, errors } = await node(ids[type], 'analyst', `__typename nodeId ... on ${type} { id }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ node: { __typename: type, nodeId: ids[type] } });
  });

  it('gives objects that are whole, whatever way led to them', async () => {
    const { data } = await node(
      ids.Interaction,
      'analyst',
      '... on Interaction { id source { nodeId name } department { nodeId } }',
    );
    expect(data).toEqual({
      node: { id: 'i 1', source: { nodeId: ids.Source, name: 'Acme on X' }, department: { nodeId: ids.Department } },
    });
    expect(asked.at(-1)).toEqual([source, 'i 1']);
  });

  it.each<[NodeType, string]>([
    ['Department', 'sevice'],
    ['Channel', 'fax'],
    ['Source', 'https://x.com/other'],
    ['Metric', 'constructor'],
    ['Goal', 'g2'],
    ['Initiative', 'g2'],
    ['Annotation', 'g2'],
    ['Attestation', 'g2'],
    ['Conversation', 'mail:8'],
    ['Interaction', JSON.stringify([source, 'i2'])],
  ])('is null for a %s that there is not', async (type, key) => {
    const { data, errors } = await node(nodeIdOf(type, key));
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null });
  });

  it.each([
    ['nothing', ''],
    ['the id of the domain', 'service'],
    ['another encoding of an id', Buffer.from('Metric:POSTS').toString('base64').padEnd(20, '=')],
    ['a type that is none', nodeIdOf('Report', 'x')],
    ['a property of every object', nodeIdOf('constructor', 'x')],
    ['an id without its key', Buffer.from('Metric:').toString('base64url')],
    ['half an identity', nodeIdOf('Interaction', '["x"]')],
    ['no JSON', nodeIdOf('Interaction', 'x')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x3a]).toString('base64url')],
  ])('refuses %s as malformed', async (_name, nodeId) => {
    const { data, errors } = await node(nodeId);
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ID' } }]);
  });

  it('is asked for in the rows of a report, where a fragment is for its own type alone', async () => {
    const fields = 'department { ... on Node { nodeId ... on Department { id } ... on Channel { name } } }';
    const input = '{ metrics: [POSTS], range: { from: "2026-03-01", to: "2026-03-31" }, by: [DEPARTMENT] }';
    const { data, errors } = await ask(api, `{ report(input: ${input}) { rows { ${fields} } } }`, { as: 'viewer' });
    expect(errors).toBeUndefined();
    expect(data?.report).toEqual({ rows: [{ department: { nodeId: nodeIdOf('Department', 'hr'), id: 'hr' } }] });
  });

  it('is every type that says so, and each of them is tested here', () => {
    const implementing = schema
      .getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType)
      .map(({ name }) => name);
    expect(implementing.toSorted()).toEqual(types.toSorted());
  });

  it('names every metric', () => {
    for (const { id } of catalogue) expect(nodeNameOf(nodeIdOf('Metric', id))).toEqual({ type: 'Metric', key: id });
  });
});

describe('nodes', () => {
  const nodes = (nodeIds: string[], as = 'analyst') =>
    ask(api, 'query ($nodeIds: [ID!]!) { nodes(nodeIds: $nodeIds) { nodeId } }', { as, variables: { nodeIds } });

  it('come in the order of their ids, null where there is none', async () => {
    const { data } = await nodes([ids.Metric, nodeIdOf('Channel', 'fax'), ids.Department, ids.Metric]);
    expect(data?.nodes).toEqual([{ nodeId: ids.Metric }, null, { nodeId: ids.Department }, { nodeId: ids.Metric }]);
  });

  it('are null one by one where refused', async () => {
    const { data, errors } = await nodes([ids.Metric, ids.Interaction], 'viewer');
    expect(data?.nodes).toEqual([{ nodeId: ids.Metric }, null]);
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('are at most a hundred', async () => {
    const { errors } = await nodes(Array.from({ length: 101 }, () => ids.Metric));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });
});

describe('who may see a node', () => {
  const open: NodeType[] = types.filter((type) => type !== 'Conversation' && type !== 'Interaction');
  it.each(types)('%s: whoever may see it by the other ways', async (type) => {
    for (const role of ['viewer', 'executive', 'engineer', 'member:sales']) {
      const { data, errors } = await node(ids[type], role);
      if (open.includes(type)) expect(data).toMatchObject({ node: { __typename: type } });
      else {
        expect(data).toEqual({ node: null });
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      }
    }
    for (const role of ['member:service', 'analyst', 'admin']) {
      expect((await node(ids[type], role)).data).toMatchObject({ node: { __typename: type } });
    }
    expect((await node(ids[type], 'guest')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is not told whether there is one that is not to be seen', async () => {
    const hidden = await node(ids.Interaction, 'viewer');
    const missing = await node(nodeIdOf('Interaction', JSON.stringify([source, 'i2'])), 'viewer');
    expect(hidden.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  });
});
