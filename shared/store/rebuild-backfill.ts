import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { FoldContext } from '../metrics/contribution.ts';
import { decodeFact, decodeMark } from './fact-item.ts';
import type { FoldStore } from './fold-store.ts';
import { conversationSort, factSort } from './keys.ts';
import {
  countUncounted,
  type Uncounted,
  uncountedConversation,
  uncountedFact,
  uncountedOrder,
} from './rebuild-uncounted.ts';
import type { Item } from './scan.ts';

export interface BackfillDeps {
  client: DynamoDBClient;
  store: Pick<FoldStore, 'commit' | 'completeConversation'>;
  ledgerTable: string;
  cellsTable: string;
  context: FoldContext;
  lanes: number;
  /** 0 <= x < 1: draws lanes and jitter. */
  random: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** Told of how many facts and conversations more are counted. */
  counted: (more: number) => void;
}

/** Held in memory at once, and sorted: the more, the more of them share a cell in one transaction. */
const windowSize = 40_000;
/** Transactions in flight. */
const parallel = 2;
/** Facts and conversations in a transaction: each takes one of its 100 actions. */
const maxTaken = 100;
/** Attempts at one transaction that others hold up; the waits add up to about a minute. */
const maxAttempts = 16;

/**
 * Counts every fact and conversation that is not marked with the generation into it. Begun after everybody who writes
 * has heard of the generation, one pass leaves none out; stopped anywhere, the next pass goes on with what is left.
 */
export async function backfill(deps: BackfillDeps, generation: number): Promise<void> {
  let window: Uncounted[] = [];
  const count = async () => {
    const inOrder = window
      .map((one) => ({ one, order: uncountedOrder(one) }))
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ one }) => one);
    window = [];
    // Each half lies in days of its own, so that the two hardly touch the same cells.
    const size = Math.ceil(inOrder.length / parallel);
    await Promise.all(
      Array.from({ length: parallel }, (_, at) =>
        countAll(deps, inOrder.slice(at * size, (at + 1) * size), generation),
      ),
    );
  };
  for await (const items of scanUncounted(deps, generation)) {
    for (const item of items) if (!isCounted(item, generation)) window.push(await uncountedOf(item, deps));
    if (window.length >= windowSize) await count();
  }
  await count();
}

async function* scanUncounted({ client, ledgerTable }: BackfillDeps, generation: number): AsyncGenerator<Item[]> {
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: ledgerTable,
        ConsistentRead: true,
        FilterExpression: '(sk = :fact OR sk = :head) AND (attribute_not_exists(g) OR g <> :generation)',
        ExpressionAttributeValues: {
          ':fact': { S: factSort },
          ':head': { S: conversationSort },
          ':generation': { N: String(generation) },
        },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

async function uncountedOf(item: Item, { store }: Pick<BackfillDeps, 'store'>): Promise<Uncounted> {
  return item.sk?.S === factSort
    ? uncountedFact(decodeFact(item))
    : uncountedConversation(await store.completeConversation(item));
}

async function countAll(deps: BackfillDeps, all: readonly Uncounted[], generation: number): Promise<void> {
  const { store, context, ledgerTable, cellsTable, lanes, random, sleep, counted } = deps;
  let left = all;
  let most = maxTaken;
  for (let attempt = 0; left.length > 0; ) {
    const target = { cellsTable, generation, lane: Math.floor(random() * lanes) };
    const { actions, taken } = countUncounted(left.slice(0, most), context, ledgerTable, target);
    const outcome = await store.commit(actions);
    if (outcome.kind === 'committed') {
      counted(taken);
      left = left.slice(taken);
      most = maxTaken;
      attempt = 0;
    } else if (outcome.kind === 'stale') {
      left = [...(await refresh(left.slice(0, taken), outcome.items, generation, deps)), ...left.slice(taken)];
    } else if (outcome.kind === 'refused' && taken > 1) {
      // Large items: a transaction takes 4 MB of what it touches, too.
      most = Math.ceil(taken / 2);
    } else if (outcome.kind === 'refused') {
      throw new Error(`What ${left[0]?.pk} contributes cannot be counted: ${outcome.reason}`);
    } else if (++attempt === maxAttempts) {
      throw new Error('The tables are busy: run the rebuild again, it goes on where it stopped.');
    } else await sleep(random() * 20 * 2 ** Math.min(attempt, 9));
  }
}

/** What changed meanwhile as it is now, without what its writer counted. */
async function refresh(
  taken: readonly Uncounted[],
  changed: readonly Item[],
  generation: number,
  deps: BackfillDeps,
): Promise<Uncounted[]> {
  const now = new Map(changed.map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
  const left: Uncounted[] = [];
  for (const one of taken) {
    const item = now.get(`${one.pk} ${'fact' in one.stored ? factSort : conversationSort}`);
    if (!item) left.push(one);
    else if (!isCounted(item, generation)) left.push(await uncountedOf(item, deps));
  }
  return left;
}

/** Throws when it is counted in a later one: this pass is over then, and must not take marks away. */
function isCounted(item: Item, generation: number): boolean {
  const mark = decodeMark(item);
  if (mark > generation) throw new Error('Another rebuild was begun: this one has come to its end.');
  return mark === generation;
}
