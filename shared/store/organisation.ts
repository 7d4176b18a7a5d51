import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { defaultOrganisation, type Organisation, organisationSchema } from '../organisation.ts';

const keptMs = 60_000;
const loaded = new WeakMap<object, Map<string, { at: number; organisation: Promise<Organisation> }>>();

/**
 * The organisation in the registry table (item `ORGANISATION`, JSON in `b`), or the default one where there is none.
 * Kept for 60 s for each client and table; an item that is not an organisation throws.
 */
export function loadOrganisation(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  clock: () => number = Date.now,
): Promise<Organisation> {
  const tables = loaded.get(client) ?? new Map();
  loaded.set(client, tables);
  const held = tables.get(tableName);
  const now = clock();
  if (held !== undefined && now - held.at < keptMs) return held.organisation;
  const organisation = readOrganisation(client, tableName).catch((error: unknown) => {
    tables.delete(tableName);
    throw error;
  });
  tables.set(tableName, { at: now, organisation });
  return organisation;
}

async function readOrganisation(client: Pick<DynamoDBClient, 'send'>, tableName: string): Promise<Organisation> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: { pk: { S: 'ORGANISATION' }, sk: { S: '-' } } }),
  );
  const body = Item?.b?.S;
  return body === undefined ? defaultOrganisation : organisationSchema.parse(JSON.parse(body));
}
