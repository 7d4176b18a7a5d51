import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cutOverDay, type PeopleChanges } from '../people-changes.ts';
import type { Zone } from '../zone.ts';
import { knownCutOvers } from './cut-overs.ts';
import { knownRetention } from './retention-state.ts';

/** What people go by on which days, as of at most a minute ago. */
export async function loadPeopleChanges(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  home: Zone,
  clock: () => number,
): Promise<PeopleChanges> {
  const [cutOvers, { sources }] = await Promise.all([
    knownCutOvers(client, tableName, clock),
    knownRetention(client, tableName, clock),
  ]);
  return {
    cutOvers: cutOvers.map((at) => cutOverDay(at, home)),
    replacedBefore: new Map(
      Object.entries(sources).flatMap(([id, { before, replaced }]) => (replaced > 0 ? [[id, before]] : [])),
    ),
  };
}
