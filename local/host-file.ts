import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running host writes into the data folder as `host.json`: where everything is, for the command line and suites. */
export interface HostFile {
  url: string;
  /** The addresses of Function URLs by their path. */
  functionUrls: Record<string, string>;
  endpoints: {
    dynamodb: string;
    sqs: string;
    eventbridge: string;
    secretsmanager: string;
    lambda: string;
    status: string;
  };
  region: string;
  /** Table names by the environment variable that names them: LEDGER_TABLE is `ledger`. */
  tables: Record<string, string>;
  /** Function names by what the template calls them, without the CDK's hash: `poll`. */
  functions: Record<string, string>;
  queueUrl: string;
  deadLetterUrls: string[];
  /** The archive of what was published, and the bus that it is replayed on. */
  archive: { arn: string; bus: string };
  pids: { host: number; engines: Record<string, number>; workers: Record<string, number[]> };
  lanes: number;
  secretId: string;
  assembly: string;
}

const fileIn = (folder: string): string => join(folder, 'host.json');

/** Replaces `host.json` in one step: readers see the old or the new one, never a part. */
export function writeHostFile(folder: string, host: HostFile): void {
  const draft = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(host, null, 2)}\n`);
  renameSync(draft, fileIn(folder));
}

/** What the host of this folder wrote; undefined when none is running. A killed host leaves its file behind. */
export function readHostFile(folder: string): HostFile | undefined {
  return existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as HostFile) : undefined;
}

export const removeHostFile = (folder: string): void => rmSync(fileIn(folder), { force: true });
