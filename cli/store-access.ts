import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { loadOrganisation } from '../shared/store/organisation.ts';
import type { VerifyDeps } from '../shared/store/verify.ts';
import { knownZone } from '../shared/zone.ts';
import { dataFolder, localClient, readHostFile } from './host-file.ts';
import { positiveNumber } from './positive-number.ts';

export interface StoreOptions {
  ledgerTable?: string;
  cellsTable?: string;
  registryTable?: string;
  lanes?: number;
}

/** A store, and in how many lanes it is written, where that is known. */
export interface OpenStore extends VerifyDeps {
  registryTable: string;
  lanes: number | undefined;
}

/** Adds the options that name tables on AWS instead of the local host's. */
export function addStoreOptions(command: Command): Command {
  return command
    .option('--ledger-table <name>', 'facts of a deployment; all three tables, or none for the local host')
    .option('--cells-table <name>', 'its cells')
    .option('--registry-table <name>', 'its organisation and sources')
    .option('--lanes <number>', 'its lanes, as cdk/config.ts says', positiveNumber(64));
}

/**
 * Runs `use` on the store that the options name: tables of the AWS account in the environment, or the local host's. Ends
 * as a usage error when only some tables are named.
 */
export async function withStore<T>(
  options: StoreOptions,
  command: Command,
  use: (deps: OpenStore) => Promise<T>,
): Promise<T> {
  const { client, ledgerTable, cellsTable, registryTable, lanes } = openTables(options, command);
  try {
    const organisation = await loadOrganisation(client, registryTable);
    return await use({
      client,
      ledgerTable,
      cellsTable,
      registryTable,
      lanes,
      context: { home: knownZone(organisation.homeTimeZone), organisation },
    });
  } finally {
    client.destroy();
  }
}

/** The lanes of a store; ends as a usage error when they are not known. */
export function lanesOf({ lanes }: OpenStore, command: Command): number {
  return lanes ?? command.error('error: say with --lanes in how many lanes the tables are written');
}

function openTables({ ledgerTable, cellsTable, registryTable, lanes }: StoreOptions, command: Command) {
  if (ledgerTable && cellsTable && registryTable) {
    return { client: new DynamoDBClient(), ledgerTable, cellsTable, registryTable, lanes };
  }
  if (ledgerTable || cellsTable || registryTable) {
    command.error('error: name --ledger-table, --cells-table and --registry-table together');
  }
  const { endpoints, region, tables, lanes: written } = readHostFile(dataFolder());
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const { ledger, cells, registry } = tables;
  return { client, ledgerTable: ledger, cellsTable: cells, registryTable: registry, lanes: lanes ?? written };
}
