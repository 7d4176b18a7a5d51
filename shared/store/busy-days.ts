import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { monthOf } from '../cell.ts';
import { cellAddress, revisionKind, splitAddress } from '../deltas.ts';
import { addDays, utcDay, type Zone } from '../zone.ts';
import { loadGenerations } from './generations.ts';
import { cellPartition } from './keys.ts';

export interface BusyDaysOptions {
  client: DynamoDBClient;
  cellsTable: string;
  lanes: number;
}

/**
 * The UTC days, oldest first, that may hold facts of the home days from `from` to `to`: those whose cells ever changed.
 * One small query for each lane, after a look at which generation of cells there is, so that a walk over years without interactions does not ask for each of their days.
 */
export async function busyDays(from: string, to: string, home: Zone, options: BusyDaysOptions): Promise<string[]> {
  const { active } = await loadGenerations(options.client, options.cellsTable);
  const partitions = Array.from({ length: options.lanes }, (_, lane) =>
    cellPartition(`${revisionKind}#a`, lane, active),
  );
  const changed = await Promise.all(
    partitions.map((partition) => changedDays(monthOf(from), monthOf(to), partition, options)),
  );
  const days = new Set<string>();
  for (const day of new Set(changed.flat())) {
    if (day < from || day > to) continue;
    days.add(utcDay(home.startOf(day)));
    days.add(utcDay(home.startOf(addDays(day, 1)) - 1));
  }
  return [...days].sort();
}

async function changedDays(from: string, to: string, partition: string, { client, cellsTable }: BusyDaysOptions) {
  const sortOf = (month: string) => splitAddress(cellAddress(revisionKind, 'a', month, '')).sort;
  const pages = paginateQuery(
    { client },
    {
      TableName: cellsTable,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': { S: partition },
        ':from': { S: sortOf(from) },
        ':to': { S: sortOf(to) },
      },
    },
  );
  const days: string[] = [];
  for await (const { Items } of pages) {
    for (const { pk: _, sk, ...counters } of Items ?? []) {
      const month = sk?.S?.slice(0, 7) ?? '';
      for (const name of Object.keys(counters)) if (/^\d\d$/.test(name)) days.push(`${month}-${name}`);
    }
  }
  return days;
}
