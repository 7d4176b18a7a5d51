import { paginateQuery, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { registryPartitions } from '../../shared/store/registry-items.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/** Puts the replacement for each of these words in the entries of the audit trail that have one. Gives how many had. */
export async function eraseAudit(
  words: ReadonlyMap<string, string>,
  { client, tables }: PrivacyDependencies,
): Promise<number> {
  const { registryTable: TableName } = tables;
  let changed = 0;
  const query = {
    TableName,
    KeyConditionExpression: 'pk = :audit',
    ExpressionAttributeValues: { ':audit': { S: registryPartitions.audit } },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) {
    for (const { pk, sk, b } of Items) {
      const before = b?.S ?? '';
      const after = [...words].reduce((text, [word, replacement]) => text.replaceAll(word, replacement), before);
      if (after === before || !pk || !sk) continue;
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: { pk, sk },
          UpdateExpression: 'SET b = :after',
          ConditionExpression: 'b = :before',
          ExpressionAttributeValues: { ':before': { S: before }, ':after': { S: after } },
        }),
      );
      changed++;
    }
  }
  return changed;
}
