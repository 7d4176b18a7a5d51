import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type MergeGroups, mergePeople, unmergePeople } from '../../shared/person-merges.ts';
import { registryItems } from '../../shared/store/registry-items.ts';
import type { PrivacyDependencies } from './dependencies.ts';

const tries = 8;

/** Which pseudonyms are one person, as it is now. */
export const loadMergeGroups = async (deps: PrivacyDependencies): Promise<MergeGroups> => (await read(deps)).groups;

/**
 * Counts these as one person each, those of groups with all of their groups: while some facts name the person and some what
 * replaces them, distinct counts stay, and no small group looks larger than it is.
 */
export const joinReplacements = (people: readonly (readonly string[])[], deps: PrivacyDependencies): Promise<void> =>
  changeMerges(deps, (groups) => people.reduce((all, one) => mergePeople(all, one), groups));

/** Forgets that these people were ever merged. */
export const dropMerged = (people: readonly string[], deps: PrivacyDependencies): Promise<void> =>
  changeMerges(deps, (groups) => unmergePeople(groups, people));

/** Changes the merges without a word in the audit trail, which would name whom the erasure is about. */
async function changeMerges(
  { client, tables }: PrivacyDependencies,
  change: (groups: MergeGroups) => MergeGroups,
): Promise<void> {
  const { registryTable: TableName } = tables;
  for (let made = 1; ; made++) {
    const { groups, generation } = await read({ client, tables });
    const b = JSON.stringify(change(groups));
    if (b === JSON.stringify(groups)) return;
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: { ...registryItems.merges, b: { S: b }, generation: { N: String(generation + 1) } },
          ...(generation === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'generation = :generation',
                ExpressionAttributeValues: { ':generation': { N: String(generation) } },
              }),
        }),
      );
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || made === tries) throw error;
    }
  }
}

async function read({ client, tables }: Pick<PrivacyDependencies, 'client' | 'tables'>) {
  const request = { TableName: tables.registryTable, Key: registryItems.merges, ConsistentRead: true };
  const { Item } = await client.send(new GetItemCommand(request));
  return { groups: JSON.parse(Item?.b?.S ?? '{}') as MergeGroups, generation: Number(Item?.generation?.N ?? 0) };
}
