import { LambdaClient } from '@aws-sdk/client-lambda';
import { quietSdk } from '../shared/store/quiet-sdk.ts';
import { createReplay, type Replay } from './replay.ts';

/** A replay may take as long as its function, which ends before this one. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 25_000, throwOnRequestTimeout: true };

/** The replay with a real client; loaded when somebody first replays, since the client is large and that is rare. */
export const openReplay = (functionName: string | undefined): Replay =>
  createReplay(new LambdaClient({ ...quietSdk, requestHandler, maxAttempts: 1 }), functionName);
