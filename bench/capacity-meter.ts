import type {
  AttributeValue,
  DynamoDBClient,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { factSort } from '../shared/store/keys.ts';
import { tables as tableKeys } from '../shared/store/tables.ts';
import { indexUnits, transactionalUnits } from './write-capacity.ts';

export interface Capacity {
  transactions: number;
  actions: number;
  /** Write units by what they were spent on, computed from the sizes of the items. */
  bySize: { ledger: number; conversations: number; index: number; cells: number };
  /** Write units as the engine says, where it says so. */
  byEngine: { ledger: number; index: number; cells: number };
}
type Item = Record<string, AttributeValue>;

/**
 * Watches the transactions of a client from now on. `take` gives what they consumed since it was last called. Keeps every
 * item that was written in memory, because the size before a write counts as well as the one after it.
 */
export function meterCapacity(client: DynamoDBClient, tables: { ledger: string; cells: string }) {
  const items = new Map<string, Item>();
  let spent = nothing();
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Partial<TransactWriteItemsCommandInput>;
      if (!input.TransactItems) return next(args);
      const { output, ...rest } = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'INDEXES' } });
      addTransaction(input.TransactItems);
      addEngine((output as TransactWriteItemsCommandOutput).ConsumedCapacity ?? []);
      return { output, ...rest };
    },
    { step: 'initialize', name: 'meterCapacity' },
  );

  function addTransaction(actions: NonNullable<TransactWriteItemsCommandInput['TransactItems']>): void {
    spent.transactions++;
    spent.actions += actions.length;
    for (const { Put, Update, Delete } of actions) {
      const key = (Put?.Item ?? Update?.Key ?? Delete?.Key) as Item;
      const isCell = (Put ?? Update ?? Delete)?.TableName === tables.cells;
      const place = `${isCell} ${key.pk?.S}\n${key.sk?.S}`;
      const before = items.get(place);
      const after = Put ? (Put.Item as Item) : Update ? added(before ?? key, Update) : key;
      items.set(place, after);
      const units = transactionalUnits(before, after);
      // Counters are updated; the people met are put, as items of their own.
      if (isCell) spent.bySize.cells += units;
      else if (key.sk?.S === factSort) spent.bySize.ledger += units;
      else spent.bySize.conversations += units;
      const { partitionKey, sortKey } = tableKeys.ledger.index;
      if (!isCell) spent.bySize.index += indexUnits(before, after, [partitionKey, sortKey]);
    }
  }

  function addEngine(consumed: NonNullable<TransactWriteItemsCommandOutput['ConsumedCapacity']>): void {
    for (const { TableName, CapacityUnits = 0, Table, GlobalSecondaryIndexes = {} } of consumed) {
      const index = Object.values(GlobalSecondaryIndexes).reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      const table = Table?.CapacityUnits ?? CapacityUnits - index;
      if (TableName === tables.cells) spent.byEngine.cells += table;
      else spent.byEngine.ledger += table;
      spent.byEngine.index += index;
    }
  }

  return {
    take(): Capacity {
      const taken = spent;
      spent = nothing();
      return taken;
    },
  };
}

const nothing = (): Capacity => ({
  transactions: 0,
  actions: 0,
  bySize: { ledger: 0, conversations: 0, index: 0, cells: 0 },
  byEngine: { ledger: 0, index: 0, cells: 0 },
});

/** The item after `ADD #0 :0, #1 :1 …`, the only update that cells know. */
function added(before: Item, { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: UpdateNames): Item {
  const after = { ...before };
  for (const [place, name] of Object.entries(ExpressionAttributeNames)) {
    const delta = Number(ExpressionAttributeValues[place.replace('#', ':')]?.N);
    after[name] = { N: String(Number(after[name]?.N ?? 0) + delta) };
  }
  return after;
}
interface UpdateNames {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}
