import { nodeIdOf } from '../../../graphql/node-id.ts';
import { schema } from '../../../graphql/schema.ts';
import { catalogue } from '../../../shared/metrics/catalogue.ts';
import { defaultOrganisation } from '../../../shared/organisation.ts';
import { roles } from '../../../shared/roles.ts';
import { cursorOf } from '../../../shared/store/place.ts';
import { randomOf } from '../../chaos/random.ts';
import { goldenSource } from '../../graphql/golden-interactions.ts';
import { choicesOf, randomBytes } from '../choices.ts';
import { type FuzzTarget, law } from '../target.ts';
import { lawsOfAnswer } from './answers.ts';
import { drawDocument } from './graphql-document.ts';
import type { WholeApi } from './whole-api.ts';

/** An answer that takes longer is no answer to somebody who waits. */
const patienceMs = 10_000;
const viewers = [...roles, 'member:service', 'viewer+engineer', 'guest', undefined];
const names = [
  ...defaultOrganisation.departments.slice(0, 4).map(({ id }) => id),
  ...defaultOrganisation.channels.slice(0, 4).map(({ id }) => id),
  ...catalogue.slice(0, 3).map(({ id }) => id),
  goldenSource,
  'c1',
  'e1',
  'p_agent',
  'de',
  'en-GB',
  'PT1H',
  'constructor',
  'data.channel',
  '{"a":1}',
  'slack',
  nodeIdOf('Department', 'service'),
  nodeIdOf('Interaction', JSON.stringify([goldenSource, 'e1'])),
  nodeIdOf('Conversation', 'c1'),
  cursorOf({ sort: '2026-03-24T00:00:00.000Z#a', tie: '' }),
  '2026-03-24',
  '2026-03-24T00:00:00Z',
];

/** The API, asked by everybody with documents drawn from its schema, with broken ones and with bodies that are none. */
export function graphqlTargets(whole: WholeApi): FuzzTarget[] {
  const send = async (
    body: string | Buffer,
    as: string | undefined,
    headers: Record<string, string> = {},
    url = '',
  ) => {
    const began = performance.now();
    const response = await whole.api.fetch(`http://graphql/graphql${url}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as !== undefined && { authorization: `Bearer ${as}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    const text = await lawsOfAnswer(response as Response);
    law(performance.now() - began < patienceMs, 'the answer takes longer than 10 s');
    const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
    const failures = whole.failures().filter((error) => !isNotThere(error));
    if (failures.length > 0) throw failures[0];
    for (const { extensions, message } of errors) law(extensions?.code, `an error without a code: ${message}`);
    return text;
  };
  return [
    {
      name: 'graphql-documents',
      share: 12,
      seeds: randomBytes(randomOf(7), 40, 160),
      run(input) {
        const choices = choicesOf(input);
        const as = choices.one(viewers);
        return send(JSON.stringify(drawDocument(schema, choices, names)), as);
      },
    },
    {
      name: 'graphql-texts',
      seeds: randomBytes(randomOf(8), 30, 100).map((bytes) => drawDocument(schema, choicesOf(bytes), names).query),
      words: [
        '{',
        '}',
        'query',
        'fragment f on Query { ...f }',
        '...f',
        '@skip(if: true)',
        '@include(if: $x)',
        '__schema',
        '__type(name: "Query")',
        '"""',
        '#',
        '$v: Int',
        'subscription',
        '@defer',
        '@stream',
      ],
      run: (input) => send(JSON.stringify({ query: input.toString() }), 'admin'),
    },
    {
      name: 'graphql-bodies',
      seeds: [
        JSON.stringify({ query: '{ departments { id } }', variables: {}, operationName: null, extensions: {} }),
        JSON.stringify({
          query: 'query Q($id: ID!) { department(id: $id) { name } }',
          variables: { id: 'hr' },
          operationName: 'Q',
        }),
        JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
      ],
      words: ['query', 'variables', 'operationName', 'extensions', 'persistedQuery', 'sha256Hash', 'version'],
      run: (input) => send(input, 'viewer'),
    },
  ];
}

/** Functions that are not there in this process are no faults. */
const isNotThere = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('This test needs no ');
