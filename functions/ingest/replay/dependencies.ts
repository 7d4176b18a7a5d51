import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { FlowDependencies } from '../create-flow.ts';
import { flowDependencies } from '../flow-dependencies.ts';

const environmentSchema = z.object({ LEDGER_TABLE: z.string().min(1) });

export interface ReplayDependencies extends FlowDependencies {
  dynamo: DynamoDBClient;
  ledgerTable: string;
}

/** The real clients and clock, as the environment names them; throws when a variable is missing. */
export function replayDependencies(environment: Record<string, string | undefined>): ReplayDependencies {
  const { LEDGER_TABLE: ledgerTable } = environmentSchema.parse(environment);
  return { ...flowDependencies(environment, 'replay'), ledgerTable };
}
