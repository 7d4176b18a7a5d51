import { createSecretKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { buildTransaction } from '../../../functions/aggregate/build-transaction.ts';
import { packGroup } from '../../../functions/aggregate/pack.ts';
import { readMessages } from '../../../functions/aggregate/read-messages.ts';
import { keptAlertSchema } from '../../../shared/alert.ts';
import { auditEntrySchema } from '../../../shared/audit.ts';
import { foldContextOf } from '../../../shared/fold-context.ts';
import { defaultOrganisation, organisationSchema } from '../../../shared/organisation.ts';
import { packRejections, rejectionSchema } from '../../../shared/rejection.ts';
import { decodeEpisode, decodeHead, decodePage } from '../../../shared/store/conversation-item.ts';
import { decodeFact } from '../../../shared/store/fact-item.ts';
import { dueIn, type Known, UnfoldableUnit, unitsOf } from '../../../shared/store/fold-unit.ts';
import { firstGenerations } from '../../../shared/store/generations.ts';
import { decodePeople } from '../../../shared/store/people-item.ts';
import { openItem, rejectionItem } from '../../../shared/store/rejection-item.ts';
import { seal, unseal } from '../../../shared/store/seal.ts';
import { plainItem, readSource, sourceKeySchema } from '../../../shared/store/source-item.ts';
import { interaction } from '../../interactions.ts';
import { type FuzzTarget, jsonOf, law, mayRefuse } from '../target.ts';

type Item = Record<string, AttributeValue>;
const key = createSecretKey(Buffer.alloc(32, 1));
const context = foldContextOf(defaultOrganisation);
const table = { ledgerTable: 'ledger', cellsTable: 'cells', lanes: 4, lane: 1 };
const interactions = [
  interaction({ id: 'a:1', activity: 'enquiry', conversation: 'c:1', direction: 'inbound', reopensAfter: 24 }),
  interaction({
    id: 'a:2',
    activity: 'reply',
    conversation: 'c:1',
    actor: { id: 'p_2', kind: 'employee', department: 'service' },
  }),
  interaction({ id: 'a:3', activity: 'idea', idea: 'i:1', stage: 'reviewed', topics: ['a'], sentiment: 0.5 }),
  interaction({ id: 'a:4', activity: 'edit', target: 'a:1' }),
  interaction({ id: 'a:5', activity: 'message', counterpart: { department: 'sales' }, sampledRate: 10, audience: 5 }),
];

/** What lies on the bus and in tables: it was ours when it was written, and is looked at again when it is read. */
export const storedTargets: readonly FuzzTarget[] = [
  {
    name: 'bus-messages',
    seeds: [
      JSON.stringify({ detail: { version: 1, source: 'https://x.com/acme', department: 'service', interactions } }),
    ],
    words: ['enquiry', 'reply', 'retraction', 'resolution', 'stage', 'reopened', 'customer', 'employee', 'internal'],
    run(input) {
      const body = input.toString();
      const read = readMessages([{ messageId: 'm', body } as SQSRecord]);
      for (const rejection of read.rejections) {
        law(rejectionSchema.safeParse(rejection).success, 'what cannot be folded cannot be kept as refused');
      }
      packRejections(read.rejections);
      fold(read.interactions);
    },
  },
  garbage(
    'item-fact',
    (item) => decodeFact(item),
    foldedItems().filter(({ sk }) => sk?.S === 'F'),
  ),
  garbage(
    'item-conversation',
    (item) => decodeHead(item),
    foldedItems().filter(({ sk }) => sk?.S === 'C'),
  ),
  garbage('item-page', (item) => decodePage(item), [
    { ...foldedItems().find(({ sk }) => sk?.S === 'C'), sk: { S: 'P#2026' } },
  ]),
  garbage(
    'item-episode',
    (item) => decodeEpisode(item),
    foldedItems().filter(({ x }) => x),
  ),
  garbage(
    'item-people',
    (item) => decodePeople(item, () => undefined),
    foldedItems().filter(({ pk }) => pk?.S?.startsWith('P#')),
  ),
  garbage('item-source', readSource, [
    {
      pk: { S: 'SOURCE' },
      sk: { S: 'https://x.com/acme' },
      name: { S: 'X' },
      recorded: { N: '1' },
      settings: { S: '{}' },
    },
  ]),
  garbage('item-source-key', (item) => sourceKeySchema.parse(plainItem(item)), [
    { source: { S: 'https://x.com/acme' }, expiresAt: { S: '2026-11-22T00:00:00Z' } },
  ]),
  schemaTarget('item-organisation', organisationSchema, defaultOrganisation),
  schemaTarget('item-alert', keptAlertSchema, { state: 'OK', since: 0, history: [], notices: [] }),
  schemaTarget('item-audit', auditEntrySchema, { who: 'a', roles: ['admin'], action: 'x', subject: 'y' }),
  {
    name: 'item-rejection',
    seeds: [JSON.stringify([refusedOne(), { ...refusedOne(), payload: { kind: 'a', payload: ['b'] } }])],
    async run(input) {
      const given = rejectionSchema.array().min(1).safeParse(jsonOf(input));
      if (!given.success) return;
      const opened = packRejections(given.data).flatMap((pack) =>
        openItem(key, rejectionItem(pack, key, '2026-11-22T12:00:00.000Z', 0) as Item),
      );
      law(opened.length === given.data.length, 'a rejection is lost in its item');
      for (const [nth, { code, path, id }] of opened.entries()) {
        const put = given.data[nth];
        law(
          isDeepStrictEqual(
            [code, path.toWellFormed(), id?.toWellFormed()],
            [put?.code, put?.path.toWellFormed(), put?.id?.toWellFormed()],
          ),
          'a rejection comes back otherwise',
        );
      }
    },
  },
  {
    name: 'seals',
    seeds: [seal(key, 'a|b', 'a text'), seal(key, 'a|b', '')],
    async run(input) {
      const opened = await mayRefuse(
        () => unseal(key, 'a|b', input),
        (error) => error instanceof Error,
      );
      law(opened === undefined || opened === 'a text' || opened === '', 'something else opens than was sealed');
    },
  },
];

function refusedOne() {
  return {
    index: 0,
    id: 'a',
    source: 'https://x.com/acme',
    code: 'INVALID' as const,
    path: 'data.channel',
    message: 'Give a channel.',
    format: 'cloudevents',
    payload: { data: {} } as unknown,
  };
}

/** Folds onto an empty ledger: what the rules cannot fold they refuse by name, and nothing that is written breaks DynamoDB. */
function fold(found: ReturnType<typeof readMessages>['interactions']): Item[] {
  const known: Known = { generations: firstGenerations, facts: new Map(), conversations: new Map() };
  const items: Item[] = [];
  let units = unitsOf(found);
  while (units.length > 0) {
    try {
      const { group, taken } = packGroup(units, known, context);
      for (const action of buildTransaction(group, known, dueIn(context), table)) {
        const item = action.Put?.Item ?? action.Update?.Key ?? {};
        for (const [name, { S: text = '' }] of Object.entries(item)) {
          law(
            (name !== 'sk' && name !== 'isk') || Buffer.byteLength(text) <= 1_024,
            `${name} is longer than a key may be`,
          );
          law(
            (name !== 'pk' && name !== 'ipk') || Buffer.byteLength(text) <= 2_048,
            `${name} is longer than a key may be`,
          );
        }
        for (const { N: number } of Object.values(action.Update?.ExpressionAttributeValues ?? {})) {
          law(number === undefined || Number.isFinite(Number(number)), `a cell is added ${number}`);
        }
        items.push(item);
      }
      units = units.slice(taken);
    } catch (error) {
      if (!(error instanceof UnfoldableUnit)) throw error;
      units = units.filter((unit) => unit !== error.unit);
    }
  }
  return items;
}

function foldedItems(): Item[] {
  return fold(interactions);
}

/** A damaged item is refused with an error or read as far as it goes; reading it ends. */
function garbage(name: string, decode: (item: Item) => unknown, items: readonly Item[]): FuzzTarget {
  return {
    name,
    // The JSON within an attribute stands as JSON, so that mutants are of its parts.
    seeds: items.map((item) =>
      JSON.stringify(
        Object.fromEntries(
          Object.entries(item).map(([of, { S, N }]) => [
            of,
            S === undefined ? Number(N) : (jsonOf(Buffer.from(S)) ?? S),
          ]),
        ),
      ),
    ),
    async run(input) {
      const plain = jsonOf(input);
      if (typeof plain !== 'object' || plain === null) return;
      const item = Object.fromEntries(Object.entries(plain).map(([of, value]) => [of, attributeOf(value)]));
      await mayRefuse(
        () => decode(item),
        (error) => error instanceof Error,
      );
    },
  };
}

const attributeOf = (value: unknown): AttributeValue =>
  typeof value === 'number' ? { N: String(value) } : { S: typeof value === 'string' ? value : written(value) };

function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** What a schema takes, it takes again as it wrote it. */
function schemaTarget(
  name: string,
  schema: { safeParse: (value: unknown) => { success: boolean; data?: unknown } },
  seed: unknown,
): FuzzTarget {
  return {
    name,
    seeds: [JSON.stringify(seed)],
    run(input) {
      const read = schema.safeParse(jsonOf(input));
      if (!read.success) return;
      const again = schema.safeParse(JSON.parse(JSON.stringify(read.data)));
      law(again.success && isDeepStrictEqual(again.data, read.data), 'what was read is not read again as it was');
    },
  };
}
