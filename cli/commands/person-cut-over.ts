import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Command } from 'commander';
import { nextCutOver } from '../../shared/next-cut-over.ts';
import { cutOverSecret, readPseudonymSecret } from '../../shared/pseudonym-secret.ts';
import { noteCutOver } from '../../shared/store/cut-overs.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { knownZone } from '../../shared/zone.ts';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { secretOfLocalHost, secretOnAws } from '../secret-access.ts';

interface CutOverOptions {
  yes?: true;
  registryTable?: string;
  secretId?: string;
}

/** `polylog person cut-over`: another key for pseudonyms, from the next midnight at home on. */
export function personCutOverCommand(): Command {
  const command = new Command('cut-over')
    .summary('give people other pseudonyms from the next midnight on')
    .description(
      'Adds a random key for pseudonyms, which holds for what happens from the next midnight at home on. Duplicates stay duplicates and edits find their originals; but nobody can tell any more who was active before and after: distinct counts over days on both sides count such people twice, and say so (PSEUDONYMS_CHANGED). It cannot be taken back. Without --yes it only says when it would be. See docs/privacy.md.',
    )
    .option('--yes', 'do it')
    .option('--registry-table <name>', 'the registry of a deployment instead of the local host; with --secret-id')
    .option('--secret-id <arn>', 'its pseudonym secret: PSEUDONYM_SECRET_ID in the environment of the functions')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog person cut-over
  $ polylog person cut-over --yes --registry-table Polylog-production-… --secret-id arn:aws:secretsmanager:…`,
    );
  return command.action(async (options: CutOverOptions) => {
    const { client, tableName, secret } = openStores(options, command);
    try {
      const { homeTimeZone } = await loadOrganisation(client, tableName);
      const text = await secret.read();
      const announced = readPseudonymSecret(text).pseudonyms.at(-1)?.at;
      const now = Date.now();
      if (announced !== undefined && Date.parse(announced) > now) {
        // It was broken off between the two writes, or asked for twice.
        if (options.yes) await noteCutOver(client, tableName, announced);
        return say(`Pseudonyms change at ${announced} already: nothing was added.`);
      }
      const at = nextCutOver(now, knownZone(homeTimeZone));
      if (!options.yes) return say(`Pseudonyms would change at ${at}: add --yes to do it.`);
      // The note first: a warning too many is better than a count that doubles without a word.
      await noteCutOver(client, tableName, at);
      await secret.write(cutOverSecret(text, { at, secret: randomBytes(48).toString('base64url') }));
      say(`Pseudonyms change at ${at}. Functions hear of it within five minutes.`);
    } finally {
      client.destroy();
    }
  });
}

function openStores({ registryTable, secretId }: CutOverOptions, command: Command) {
  if (registryTable && secretId) {
    return { client: new DynamoDBClient(), tableName: registryTable, secret: secretOnAws(secretId) };
  }
  if (registryTable || secretId) command.error('error: name --registry-table and --secret-id together');
  const { endpoints, region, tables } = readHostFile(dataFolder());
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  return { client, tableName: tables.registry, secret: secretOfLocalHost() };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
