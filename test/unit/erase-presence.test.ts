import { DynamoDBClient, GetItemCommand, type QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import type { PrivacyDependencies } from '../../functions/privacy/dependencies.ts';
import { erasePresence } from '../../functions/privacy/erase-presence.ts';

it('looks for somebody of many sources and years by filters that DynamoDB takes: 300 operators at most, 4 KB', async () => {
  const looked: { pk: string; key: string }[] = [];
  const client = {
    config: {},
    send: async (command: unknown) => {
      if (command instanceof GetItemCommand) return {};
      const { FilterExpression = '', ExpressionAttributeValues: values = {} } = (command as QueryCommand).input;
      expect(FilterExpression.match(/contains|OR/g)?.length).toBeLessThanOrEqual(300);
      expect(FilterExpression.length).toBeLessThanOrEqual(4_096);
      const { ':pk': pk, ...keys } = values;
      looked.push(...Object.values(keys).map(({ S: key = '' }) => ({ pk: pk?.S ?? '', key })));
      return { Items: [] };
    },
  };
  // paginateQuery insists on a client of its own.
  Object.setPrototypeOf(client, DynamoDBClient.prototype);
  const deps = { client, lanes: 2, tables: { cellsTable: 'cells', ledgerTable: 'ledger' } };
  const keys = Array.from({ length: 250 }, (_, n) => `key${n}`);
  await erasePresence(keys, async () => {}, deps as unknown as PrivacyDependencies);
  for (const lane of [0, 1]) {
    expect(looked.filter(({ pk }) => pk.endsWith(`#${lane}`)).map(({ key }) => key)).toEqual(keys);
  }
});
