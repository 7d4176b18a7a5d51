import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Command, Option } from 'commander';
import { dataFolder, localClient, readHostFile } from './host-file.ts';
import { positiveNumber } from './positive-number.ts';

/** What the store functions of the command line need. */
export interface StoreAccess {
  dynamo: DynamoDBClient;
  tables: { ledger: string; cells: string; registry: string };
  lanes: number;
  onProgress?: (facts: number) => void;
}

/** One counter that is not what the ledger says. */
export interface CellDifference {
  cell: string;
  attribute: string;
  expected: number;
  actual: number;
}

export interface CellsReport {
  facts: number;
  cells: number;
  differences: CellDifference[];
}

/** Recomputes all cells from the ledger and compares. */
export type VerifyCells = (access: StoreAccess) => Promise<CellsReport>;
/** Rewrites the cells from the ledger, or with `dryRun` only says what it would change. */
export type RebuildCells = (access: StoreAccess, options: { dryRun: boolean }) => Promise<CellsReport>;

interface StoreOptions {
  ledgerTable?: string;
  cellsTable?: string;
  registryTable?: string;
  lanes?: number;
}

/** Adds the options that name tables on AWS instead of the local host's. */
export function addStoreOptions(command: Command): Command {
  const together = 'all four for a deployment; without them the local host';
  return command
    .addOption(new Option('--ledger-table <name>', `table of the facts (${together})`))
    .addOption(new Option('--cells-table <name>', 'table of the cells'))
    .addOption(new Option('--registry-table <name>', 'table of the organisation and its sources'))
    .addOption(new Option('--lanes <count>', 'write lanes of the deployment').argParser(positiveNumber(64)));
}

/** The store that the options name: tables of the AWS account in the environment, or the local host's. */
export function openStore(options: StoreOptions, command: Command): StoreAccess {
  const { ledgerTable, cellsTable, registryTable, lanes } = options;
  const given = [ledgerTable, cellsTable, registryTable, lanes].filter((value) => value !== undefined).length;
  if (ledgerTable && cellsTable && registryTable && lanes) {
    const tables = { ledger: ledgerTable, cells: cellsTable, registry: registryTable };
    return { dynamo: new DynamoDBClient(), tables, lanes };
  }
  if (given > 0) command.error('error: name --ledger-table, --cells-table, --registry-table and --lanes together.');
  const host = readHostFile(dataFolder());
  const dynamo = new DynamoDBClient(localClient(host.endpoints.dynamodb, host.region));
  return { dynamo, tables: host.tables, lanes: host.lanes };
}
