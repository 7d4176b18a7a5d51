import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { defaultOrganisation, type Organisation, organisationSchema } from '../organisation.ts';
import { keptFor } from './kept-for.ts';
import { registryItems } from './registry-items.ts';
import { assertReadable } from './schema-version.ts';

/** An organisation and how often it was changed: 0 for the default one, and for one that was written by hand. */
export interface StoredOrganisation {
  organisation: Organisation;
  revision: number;
}

const memory = keptFor(60_000, readOrganisation);

/**
 * The organisation in the registry table (item `ORGANISATION`, JSON in `b`), or the default one where there is none.
 * Kept for 60 s for each client and table; an item that is not an organisation throws, and so does a store that newer code
 * made its own (`StoreTooNew`), as whoever reads or writes anything asks for the organisation first.
 */
export const loadOrganisation = async (
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  clock?: () => number,
): Promise<Organisation> => {
  const [{ organisation }] = await Promise.all([
    memory.load(client, tableName, clock),
    assertReadable(client, tableName, clock),
  ]);
  return organisation;
};

/** `loadOrganisation` with the revision, from the same memory. */
export const loadStoredOrganisation = memory.load;

/** Lets this process see at once what it saved. */
export const forgetOrganisation = memory.forget;

/** The organisation as it is stored now, what was written just before included. */
export async function readOrganisation(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
): Promise<StoredOrganisation> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: registryItems.organisation, ConsistentRead: true }),
  );
  const body = Item?.b?.S;
  return {
    organisation: body === undefined ? defaultOrganisation : organisationSchema.parse(JSON.parse(body)),
    revision: Number(Item?.revision?.N ?? 0),
  };
}
