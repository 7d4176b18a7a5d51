import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Engine, externalEngine, startEngine } from './engine.ts';

/** The DynamoDB engine on its file in the data folder, or the one that AWS_ENDPOINT_URL_DYNAMODB names. */
export async function startDatabase(folder: string, logs: string): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? process.env.AWS_ENDPOINT_URL;
  if (given) return externalEngine('database', given);
  return startEngine('database', join(logs, 'database.log'), databaseCommand(folder));
}

/** The SQS engine on its folder, or the one that AWS_ENDPOINT_URL_SQS names. */
export async function startQueues(folder: string, logs: string): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL_SQS ?? process.env.AWS_ENDPOINT_URL;
  if (given) return externalEngine('queues', given);
  return startEngine('queues', join(logs, 'queues.log'), queuesCommand(folder));
}

/** How to run the database on a port with its file in this folder; throws when this machine has no such engine. */
export function databaseCommand(folder: string): (port: number) => string[] {
  const bundled = join(
    import.meta.dirname,
    '..',
    'node_modules',
    '@dynoxide',
    `${process.platform}-${process.arch}`,
    'dynoxide',
  );
  const installed = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'dynoxide'));
  const binary = [bundled, ...installed].find(existsSync);
  if (!binary) {
    throw new Error(
      `There is no database engine for ${process.platform}-${process.arch}: put a dynoxide binary on the PATH, or set ` +
        'AWS_ENDPOINT_URL_DYNAMODB to a DynamoDB Local, LocalStack or AWS endpoint',
    );
  }
  return (port) => [binary, 'serve', '-p', String(port), '--db-path', join(folder, 'database.sqlite')];
}

/** How to run the queues on a port, durable in this folder. */
export function queuesCommand(folder: string): (port: number) => string[] {
  const script = join(import.meta.dirname, 'queue-engine.ts');
  return (port) => [process.execPath, script, join(folder, 'queues'), String(port)];
}
