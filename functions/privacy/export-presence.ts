import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { presenceKeys } from '../../shared/erasure-words.ts';
import { presenceOf } from '../../shared/metrics/people.ts';
import { loadGenerations } from '../../shared/store/generations.ts';
import { cellPartition } from '../../shared/store/keys.ts';
import { decodePeople, peopleKind } from '../../shared/store/people-item.ts';
import type { Item } from '../../shared/store/scan.ts';
import type { ExportFrom } from './export-person.ts';
import { maxWords } from './walk-facts.ts';

/** Reads on through the log of who was met, a page of 1 MB of a lane, for items that know the person. */
export const exportPresence: ExportFrom = async (at, _most, { words }, { client, tables, lanes }) => {
  const { active } = await loadGenerations(client, tables.cellsTable);
  const [lane, after] = at === undefined ? [0, undefined] : (JSON.parse(at) as [number, string | null]);
  const keys = presenceKeys(words);
  const looked = keys.length <= maxWords ? keys : [''];
  const pk = { S: cellPartition(`${peopleKind}#a`, lane, active) };
  const { Items = [], LastEvaluatedKey: last } = await client.send(
    new QueryCommand({
      TableName: tables.cellsTable,
      KeyConditionExpression: 'pk = :pk',
      ...(looked[0] !== '' && { FilterExpression: looked.map((_, index) => `contains(b, :${index})`).join(' OR ') }),
      ExpressionAttributeValues: {
        ':pk': pk,
        ...(looked[0] !== '' && Object.fromEntries(looked.map((key, index) => [`:${index}`, { S: key }]))),
      },
      ConsistentRead: true,
      ...(after && { ExclusiveStartKey: { pk, sk: { S: after } } }),
    }),
  );
  const data = Items.flatMap((item) => meetingsIn(item, new Set(keys)));
  const next = last ? [lane, last.sk?.S] : lane + 1 < lanes ? [lane + 1, null] : undefined;
  return { data, ...(next && { next: JSON.stringify(next) }) };
};

function meetingsIn(item: Item, keys: ReadonlySet<string>) {
  const met: object[] = [];
  const day = (item.sk?.S ?? '').slice(0, 10);
  decodePeople(item, (tag, person, count) => {
    if (keys.has(person)) met.push({ day, seenAs: presenceOf(tag), count });
  });
  return met;
}
