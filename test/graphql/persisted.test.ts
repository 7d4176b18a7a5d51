import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type NonNullTypeNode,
  parse,
  typeFromAST,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import persisted from '../../graphql/persisted.json' with { type: 'json' };
import { schema } from '../../graphql/schema.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { apiWith, ask } from './harness.ts';

const text = readFileSync(new URL('../../graphql/persisted/sources.graphql', import.meta.url), 'utf8');
const sha256Hash = createHash('sha256').update(text).digest('hex');
const named = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

describe('persisted documents', () => {
  it('are answered by their SHA-256', async () => {
    const { data } = await ask(apiWith({ persisted }), '', { as: 'viewer', extensions: named(sha256Hash) });
    expect(data).toEqual({ sources: [] });
  });

  it('that nobody persisted are refused', async () => {
    const { errors, status } = await ask(apiWith({ persisted }), '', {
      as: 'viewer',
      extensions: named('constructor'),
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
  });

  const only = { persisted, policy: { persistedOnly: true, anonymousIntrospection: false } };

  it.each(['viewer', 'member:service', 'executive', 'guest'])(
    'are the only ones answered where the policy says so: %s',
    async (as) => {
      const { errors, status } = await ask(apiWith(only), text, { as });
      expect(status).toBe(400);
      const details = { roles: ['analyst', 'engineer', 'admin'] };
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('analyst, engineer, admin'),
          extensions: { code: 'PERSISTED_QUERY_ONLY', details },
        },
      ]);
    },
  );

  it.each(['viewer', 'executive'])('are answered to everybody who may see the answer: %s', async (as) => {
    expect((await ask(apiWith(only), '', { as, extensions: named(sha256Hash) })).data).toEqual({ sources: [] });
  });

  it.each(['analyst', 'engineer', 'admin', 'viewer+analyst'])(
    'are not the only ones for those who may send their own, the schema included: %s',
    async (as) => {
      expect((await ask(apiWith(only), '{ metrics { id } }', { as })).data?.metrics).toHaveLength(catalogue.length);
      expect((await ask(apiWith(only), '{ __schema { queryType { name } } }', { as })).errors).toBeUndefined();
    },
  );

  it('that are not there are no reason to send a text that would be refused', async () => {
    const { errors } = await ask(apiWith(only), '', { as: 'viewer', extensions: named('0'.repeat(64)) });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/roles analyst, engineer, admin/),
        extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
      },
    ]);
  });

  const own = '{ metrics { id } }';
  it.each<[string, string, RequestInit]>([
    ['an address', `?query=${encodeURIComponent(own)}`, {}],
    [
      'an address, beside a hash',
      `?query=${encodeURIComponent(own)}&extensions=${encodeURIComponent(JSON.stringify(named(sha256Hash)))}`,
      {},
    ],
    ['a form', '', { method: 'POST', body: new URLSearchParams({ query: own }) }],
    ['plain text', '', { method: 'POST', body: own, headers: { 'content-type': 'application/graphql' } }],
    [
      'a list',
      '',
      { method: 'POST', body: JSON.stringify({ query: [own] }), headers: { 'content-type': 'application/json' } },
    ],
  ])('cannot be gone round by %s', async (_way, search, init) => {
    const response = await apiWith(only).fetch(`http://graphql/graphql${search}`, {
      ...init,
      headers: { ...init.headers, accept: 'application/json', authorization: 'Bearer viewer' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('"metrics"');
  });

  it('with a text beside the hash count as a text', async () => {
    const { errors } = await ask(apiWith(only), '{ metrics { id } }', { as: 'viewer', extensions: named(sha256Hash) });
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }]);
  });

  it('tell nobody without a token what else there is', async () => {
    expect((await ask(apiWith(only), text)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

/** What says that a document is not within a limit, or does not fit the schema. */
const beyond = /LIMIT|TOO_LONG|GRAPHQL|BAD_USER_INPUT|UNSUPPORTED|PAGE_SIZE/;

it.each(Object.values(persisted))('is within every limit: %.30s', async (document) => {
  // Nothing is behind this API: what is not refused before it is asked for fails there, on our side.
  const variables = variablesOf(document);
  const { errors } = await ask(apiWith(), document, { as: 'admin', variables });
  const codes = (errors ?? []).map(({ extensions }) => String(extensions.code));
  expect(codes.filter((code) => beyond.test(code))).toEqual([]);
});

/** A value for each variable of a document, the dearest that is usual. */
function variablesOf(document: string): Record<string, unknown> {
  const [operation] = parse(document).definitions.filter((node) => node.kind === 'OperationDefinition');
  return Object.fromEntries(
    (operation?.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      exampleOf(typeFromAST(schema, type as NonNullTypeNode) as GraphQLInputType),
    ]),
  );
}

const examples: Record<string, unknown> = {
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  TimeZone: 'Asia/Kolkata',
  Int: 5,
  Float: 5,
  Boolean: false,
  String: 'de',
  ID: 'service',
  MetricId: 'RESPONSE_RATE',
  Dimension: 'DEPARTMENT',
  Granularity: 'MONTH',
  DateRange: { from: '2026-01-01', to: '2026-12-31' },
  ReportWindow: { last: 12, unit: 'MONTH' },
  ReportInput: {
    metrics: ['RESPONSE_RATE'],
    window: { last: 12, unit: 'MONTH' },
    granularity: 'MONTH',
    by: ['DEPARTMENT'],
  },
};

function exampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return [exampleOf(type.ofType)];
  if (Object.hasOwn(examples, type.name)) return examples[type.name];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) throw new Error(`There is no example of ${type.name}.`);
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, exampleOf(field.type)]));
}

it.each(['print-schema.ts', 'persist-documents.ts'])('what %s generates is current', (script) => {
  const file = new URL(`../../graphql/${script}`, import.meta.url);
  expect(() => execFileSync(process.execPath, [file.pathname, '--check'], { stdio: 'pipe' })).not.toThrow();
});
