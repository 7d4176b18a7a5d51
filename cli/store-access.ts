import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { loadOrganisation } from '../shared/store/organisation.ts';
import type { VerifyDeps } from '../shared/store/verify.ts';
import { knownZone } from '../shared/zone.ts';
import { dataFolder, localClient, readHostFile } from './host-file.ts';

export interface StoreOptions {
  ledgerTable?: string;
  cellsTable?: string;
  registryTable?: string;
}

/** Adds the options that name tables on AWS instead of the local host's. */
export function addStoreOptions(command: Command): Command {
  return command
    .option('--ledger-table <name>', 'facts of a deployment; all three tables, or none for the local host')
    .option('--cells-table <name>', 'its cells')
    .option('--registry-table <name>', 'its organisation and sources');
}

/**
 * Runs `use` on the store that the options name: tables of the AWS account in the environment, or the local host's. Ends
 * as a usage error when only some tables are named.
 */
export async function withStore<T>(
  options: StoreOptions,
  command: Command,
  use: (deps: VerifyDeps) => Promise<T>,
): Promise<T> {
  const { client, ledgerTable, cellsTable, registryTable } = openTables(options, command);
  try {
    const organisation = await loadOrganisation(client, registryTable);
    return await use({
      client,
      ledgerTable,
      cellsTable,
      context: { home: knownZone(organisation.homeTimeZone), organisation },
    });
  } finally {
    client.destroy();
  }
}

function openTables({ ledgerTable, cellsTable, registryTable }: StoreOptions, command: Command) {
  if (ledgerTable && cellsTable && registryTable) {
    return { client: new DynamoDBClient(), ledgerTable, cellsTable, registryTable };
  }
  if (ledgerTable || cellsTable || registryTable) {
    command.error('error: name --ledger-table, --cells-table and --registry-table together');
  }
  const { endpoints, region, tables } = readHostFile(dataFolder());
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  return { client, ledgerTable: tables.ledger, cellsTable: tables.cells, registryTable: tables.registry };
}
