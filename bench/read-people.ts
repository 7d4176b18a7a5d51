import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCellReader } from '../shared/store/cell-reader.ts';
import { peopleByDay } from '../shared/store/people-format.ts';
import { addDays } from '../shared/zone.ts';
import { firstDay } from './generate.ts';

/** Reads the people of 90 days as a function's first question does, and prints the milliseconds it took. */
const [endpoint = '', table = '', lanes = '1'] = process.argv.slice(2);
const client = new DynamoDBClient({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const last = addDays(firstDay, 90);
const reader = createCellReader(client, table, Number(lanes));
// The connection and the SDK are there before the first question.
await reader.at(firstDay, firstDay);
const began = performance.now();
const days = await (await reader.at(firstDay, last)).read(peopleByDay, 'a', firstDay, last);
if (days.size === 0) throw new Error('There is nobody.');
console.log(performance.now() - began);
client.destroy();
