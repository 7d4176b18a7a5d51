import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Engine, externalEngine, startEngine } from './engine.ts';

/** The DynamoDB engine on its file in the data folder, or the one that AWS_ENDPOINT_URL_DYNAMODB names. */
export async function startDatabase(folder: string, logs: string): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? process.env.AWS_ENDPOINT_URL;
  if (given) return externalEngine('database', given);
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
  const file = join(folder, 'database.sqlite');
  return startEngine('database', join(logs, 'database.log'), (at) => [
    binary,
    'serve',
    '-p',
    String(at),
    '--db-path',
    file,
  ]);
}

/** The SQS engine on its folder, or the one that AWS_ENDPOINT_URL_SQS names. */
export async function startQueues(folder: string, logs: string): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL_SQS ?? process.env.AWS_ENDPOINT_URL;
  if (given) return externalEngine('queues', given);
  const script = join(import.meta.dirname, 'queue-engine.ts');
  return startEngine('queues', join(logs, 'queues.log'), (at) => {
    return [process.execPath, script, join(folder, 'queues'), String(at)];
  });
}
