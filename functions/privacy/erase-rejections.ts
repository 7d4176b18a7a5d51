import { paginateQuery, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { eraseFromRejection, type Wanted } from '../../shared/erase-from-rejection.ts';
import { conditionHeld } from '../../shared/store/condition-held.ts';
import { openPack, rejectionPartition, sealPack } from '../../shared/store/rejection-item.ts';
import type { PrivacyDependencies } from './dependencies.ts';

const dayMs = 86_400_000;
/** What was refused is kept for 30 days, and DynamoDB removes what has expired within two more. */
const keptDays = 33;

/** Takes a person out of all refused interactions that name them. Gives how many did. `onItem` is told now and then. */
export async function eraseRejections(
  wanted: Wanted,
  onItem: () => Promise<void>,
  deps: PrivacyDependencies,
): Promise<number> {
  const { client, clock, tables } = deps;
  const { payload: key } = await deps.loadKeys();
  let changed = 0;
  for (let day = 0; day <= keptDays; day++) {
    const pk = rejectionPartition(new Date(clock() - day * dayMs).toISOString().slice(0, 10));
    const query = {
      TableName: tables.rejectionsTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      for (const item of Items) {
        const erased = openPack(key, item).map((one) => ({ before: one, after: eraseFromRejection(one, wanted) }));
        const named = erased.filter(({ after }) => after !== undefined).length;
        if (named === 0) continue;
        const b = sealPack(
          key,
          item,
          erased.map(({ before, after }) => after ?? before),
        );
        await conditionHeld(
          client.send(
            new UpdateItemCommand({
              TableName: tables.rejectionsTable,
              Key: { pk: { S: pk }, sk: { S: item.sk?.S ?? '' } },
              UpdateExpression: 'SET b = :b',
              // What expired meanwhile does not come back.
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':b': { B: b } },
            }),
          ),
        );
        changed += named;
      }
      await onItem();
    }
  }
  return changed;
}
