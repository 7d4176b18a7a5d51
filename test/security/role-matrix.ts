import { type GraphQLField, getNamedType, isLeafType } from 'graphql';
import { nodeIdOf } from '../../graphql/node-id.ts';
import { schema } from '../../graphql/schema.ts';
import type { CountedInteraction } from '../../shared/interaction.ts';
import { connectionOf } from '../../shared/store/connection.ts';
import { apiWith, fakeDeps } from '../graphql/harness.ts';
import { liveApi, openedOf } from '../graphql/live-harness.ts';
import { interaction } from '../interactions.ts';
import { argumentsOf } from './arguments-of.ts';

/** Who asks, by the head of the column; the token as the harness reads it, none for somebody who is not signed in. */
export const askers = {
  anonymous: undefined,
  'no role': 'guest',
  viewer: 'viewer',
  'member, own': 'member:service',
  "member, others'": 'member:sales',
  analyst: 'analyst',
  executive: 'executive',
  engineer: 'engineer',
  admin: 'admin',
} as const;
export type Asker = keyof typeof askers;

/** `may`: the field was answered, or refused for what was asked and not for who asks. */
export type Outcome = 'may' | 'FORBIDDEN' | 'UNAUTHENTICATED';

export interface MatrixRow {
  type: 'query' | 'mutation' | 'subscription';
  field: string;
  outcomes: Record<Asker, Outcome>;
}

const range = 'range: { from: "2026-03-01", to: "2026-03-31" }';
const seen = nodeIdOf('Interaction', JSON.stringify(['https://x.com/acme', 'i']));
/** Where what is asked for belongs to a department, it is that of `service`. */
const asked: Record<string, string> = {
  interactions: `(filter: { ${range}, departments: ["service"] })`,
  conversations: `(filter: { ${range}, departments: ["service"] })`,
  node: `(nodeId: "${seen}")`,
  nodes: `(nodeIds: ["${seen}"])`,
};

/** Stores in which there is one interaction and one conversation, of `service`. */
function stores() {
  const { drillDown } = fakeDeps();
  const nothing = async () => connectionOf([], { count: 1, from: 'start' }, false);
  const one = interaction({ id: 'i', department: 'service' }) as CountedInteraction;
  const episode = { openedAt: 0, department: 'service', channel: 'x', conversation: 'c', first: true };
  return {
    drillDown: {
      ...drillDown,
      interactions: nothing,
      conversations: nothing,
      interaction: async () => ({ interaction: one, fact: {} }),
      episode: async () => episode,
    } as unknown as typeof drillDown,
    // Who is not signed in may read the schema here, so that the refusal is that of each field.
    policy: { persistedOnly: false, anonymousIntrospection: true },
  };
}

/** Asks the API for every root field as everybody; throws where a question of its own making is no valid one. */
export async function roleMatrix(): Promise<MatrixRow[]> {
  const api = apiWith(stores());
  const live = liveApi({ ...stores(), reportRevision: () => async () => 'r' });
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const rows: MatrixRow[] = [];
  for (const type of ['query', 'mutation', 'subscription'] as const) {
    const fields = Object.values(roots[type]?.getFields() ?? {});
    for (const field of fields.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const query = `${type} { ${field.name}${asked[field.name] ?? argumentsOf(field)}${selectionOf(field)} }`;
      const outcomes: Partial<Record<Asker, Outcome>> = {};
      for (const asker of Object.keys(askers) as Asker[]) {
        const response = await (type === 'subscription' ? live : api).fetch(
          type === 'subscription' ? 'http://live/' : 'http://graphql/graphql',
          requestOf(query, askers[asker], type),
        );
        outcomes[asker] = await outcomeOf(response as unknown as Response, query);
      }
      rows.push({ type, field: field.name, outcomes: outcomes as MatrixRow['outcomes'] });
    }
  }
  return rows;
}

const selectionOf = ({ type }: GraphQLField<unknown, unknown>): string =>
  isLeafType(getNamedType(type)) ? '' : ' { __typename }';

const requestOf = (query: string, token: string | undefined, type: MatrixRow['type']) => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    ...(type === 'subscription' && { accept: 'text/event-stream' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  },
  body: JSON.stringify({ query }),
});

interface Answered {
  errors?: { message: string; path?: unknown[]; extensions?: { code?: string } }[];
}

async function outcomeOf(response: Response, query: string): Promise<Outcome> {
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
  const opened = streams ? openedOf(response) : undefined;
  const { errors } = ((opened ? await opened.next() : await response.json()) ?? {}) as Answered;
  await opened?.events.return();
  const [error] = errors ?? [];
  const code = error?.extensions?.code;
  if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') return code;
  if (error && error.path === undefined) throw new Error(`${query} is no valid question: ${error.message}`);
  return 'may';
}
