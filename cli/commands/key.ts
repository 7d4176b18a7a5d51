import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Command, InvalidArgumentError } from 'commander';
import { sourceSchema } from '../../shared/interaction.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';

interface KeyOptions {
  source: string;
  name?: string;
  channel?: string;
  department?: string;
  owner?: string;
  cadence?: string;
  expires?: string;
  registryTable?: string;
}

/** `polylog key`: registers a source and prints a new key for it, once; only the key's hash is stored. */
export function keyCommand(): Command {
  return new Command('key')
    .summary('register a source and print a new key for it')
    .description(
      'Makes a key with which one source may send. Only its SHA-256 is stored, so it is printed this once. Keys made before go on: rotate by making a new one with the old one expiring.',
    )
    .requiredOption('--source <uri>', 'the source the key belongs to, e.g. https://facebook.com/acme', parseSource)
    .option('--name <text>', 'its name for people')
    .option('--channel <id>', 'the channel of ActivityStreams bodies')
    .option('--department <id>', 'the department of ActivityStreams bodies')
    .option('--owner <text>', 'who answers for the feed')
    .option('--cadence <duration>', 'how often it is expected to say something, ISO 8601, e.g. PT1H', parseCadence)
    .option('--expires <instant>', 'when the key ends, ISO 8601', parseInstant)
    .option('--registry-table <name>', 'the registry of a deployment instead of the local host')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog key --source https://facebook.com/acme --channel facebook --department marketing
  $ polylog key --source https://facebook.com/acme --expires 2027-01-01T00:00:00Z --registry-table …`,
    )
    .action(async ({ expires, registryTable, source, ...about }: KeyOptions) => {
      const { client, tableName } = openRegistry(registryTable);
      const registry = createSourceRegistry({ client, tableName, clock: Date.now });
      const key = randomBytes(32).toString('base64url');
      await registry.registerSource({ id: source, ...about });
      await registry.registerKey(key, source, expires);
      client.destroy();
      process.stdout.write(`${key}\n`);
    });
}

function openRegistry(registryTable: string | undefined) {
  if (registryTable) return { client: new DynamoDBClient(), tableName: registryTable };
  const { endpoints, region, tables } = readHostFile(dataFolder());
  return { client: new DynamoDBClient(localClient(endpoints.dynamodb, region)), tableName: tables.registry };
}

function parseSource(source: string): string {
  if (!sourceSchema.safeParse(source).success) throw new InvalidArgumentError('write a URI without white space.');
  return source;
}

function parseCadence(cadence: string): string {
  if (!/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/.test(cadence)) {
    throw new InvalidArgumentError('write days, hours and minutes as PT1H or P1D.');
  }
  return cadence;
}

function parseInstant(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) throw new InvalidArgumentError('write an instant, e.g. 2027-01-01T00:00:00Z.');
  return new Date(instant).toISOString();
}
