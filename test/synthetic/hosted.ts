import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { localClient } from '../../cli/host-file.ts';
import { createSender } from '../../cli/sender.ts';
import type { Told } from '../reference/compare.ts';
import { type Stack, startStack } from '../stack.ts';

const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

/** A row of a report as far as the comparison asks for it. */
export interface ToldRow {
  department: { id: string } | null;
  channel: { id: string } | null;
  channelKind: string | null;
  values: Told[];
}

/** An empty application of its own with what a test does to one. */
export interface Hosted {
  stack: Stack;
  polylog: (...args: string[]) => Promise<string>;
  /** Sends everything and waits until it is counted; throws when something was refused. */
  send: (lines: readonly string[]) => Promise<void>;
  ask: <T>(query: string, variables?: object) => Promise<T>;
  report: (input: object) => Promise<{ rows: ToldRow[]; totals: Told[] }>;
}

/** Hosts the application on a free port, with this organisation in its registry before anybody asks for it. */
export async function host(organisation?: object): Promise<Hosted> {
  const stack = await startStack();
  if (organisation) await putOrganisation(stack, organisation);
  const env = { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port };
  const polylog = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;
  const token = await stack.token('analyst');
  const ask = async <T>(query: string, variables: object = {}): Promise<T> => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    stack,
    polylog,
    ask,
    async send(lines) {
      const send = createSender({ url: stack.url, key: 'local' });
      for (let at = 0; at < lines.length; at += 500) {
        const { refused } = await send(lines.slice(at, at + 500));
        if (refused.length > 0) throw new Error(JSON.stringify(refused.slice(0, 3)));
      }
      await polylog('drain', '--timeout', '120');
    },
    async report(input) {
      const values = 'metric { id } status value numerator denominator n warnings { code }';
      const { report } = await ask<{ report: { rows: ToldRow[]; totals: Told[] } }>(
        `query ($input: ReportInput!) {
          report(input: $input) {
            rows { department { id } channel { id } channelKind values { ${values} } }
            totals { ${values} }
          }
        }`,
        { input },
      );
      return report;
    },
  };
}

async function putOrganisation(stack: Stack, organisation: object): Promise<void> {
  const { endpoints, region, tables } = stack.host();
  const client = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  const Item = { pk: { S: 'ORGANISATION' }, sk: { S: '-' }, b: { S: JSON.stringify(organisation) } };
  await client.send(new PutItemCommand({ TableName: tables.registry, Item }));
  client.destroy();
}
