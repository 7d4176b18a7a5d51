import { replayDependencies } from './dependencies.ts';
import { replayRejections } from './replay-rejections.ts';

const dependencies = replayDependencies(process.env);

/**
 * Fixes and replays rejections; invoked by the GraphQL function, never over HTTP. It puts events on the bus, reads the
 * ledger (GetItem, BatchGetItem, Query), reads and marks rejections (GetItem, Query, UpdateItem), and reads the registry
 * and writes its audit trail (GetItem, Query, PutItem, UpdateItem).
 */
export const handler = (input: unknown) => replayRejections(input, dependencies);
