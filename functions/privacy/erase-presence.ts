import { randomUUID } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { compactPeople } from '../../shared/store/compact-people.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { loadGenerations, writtenGenerations } from '../../shared/store/generations.ts';
import { cellPartition } from '../../shared/store/keys.ts';
import { decodePeople, peopleKind } from '../../shared/store/people-item.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { maxWords } from './walk-facts.ts';

/**
 * Takes people out of the log of who was met, whose facts name them no more: their meetings cancel out, and the items of
 * their days are merged, so that nothing is left of them. Gives how many home days knew them. `onDay` is told of each.
 */
export async function erasePresence(
  keys: readonly string[],
  onDay: () => Promise<void>,
  deps: PrivacyDependencies,
): Promise<number> {
  const { client, lanes, random, sleep, tables } = deps;
  const { cellsTable, ledgerTable } = tables;
  const { commit } = createFoldStore(client, ledgerTable);
  const days = await daysOf(keys, deps);
  for (const day of days) {
    await compactPeople({ client, commit, cellsTable, lanes, newName: randomUUID, random, sleep }, [day]);
    await onDay();
  }
  return days.length;
}

/** The home days of whose log any item has one of these keys in it, oldest first. */
async function daysOf(keys: readonly string[], { client, lanes, tables }: PrivacyDependencies): Promise<string[]> {
  const wanted = new Set(keys);
  const days = new Set<string>();
  const generations = writtenGenerations(await loadGenerations(client, tables.cellsTable));
  for (const generation of generations) {
    for (const [lane, looked] of looks(keys, lanes)) {
      const query = {
        TableName: tables.cellsTable,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: looked.map((_, index) => `contains(b, :${index})`).join(' OR '),
        ExpressionAttributeValues: {
          ':pk': { S: cellPartition(`${peopleKind}#a`, lane, generation) },
          ...Object.fromEntries(looked.map((key, index) => [`:${index}`, { S: key }])),
        },
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        for (const item of Items) {
          // Keys stand side by side: a match may be of two halves.
          decodePeople(item, (_tag, person) => wanted.has(person) && days.add((item.sk?.S ?? '').slice(0, 10)));
        }
      }
    }
  }
  return [...days].sort();
}

/** Each lane with each part of the keys that a filter takes: somebody of many sources and years has many. */
function* looks(keys: readonly string[], lanes: number): Iterable<[lane: number, keys: readonly string[]]> {
  for (let lane = 0; lane < lanes; lane++) {
    for (let from = 0; from < keys.length; from += maxWords) yield [lane, keys.slice(from, from + maxWords)];
  }
}
