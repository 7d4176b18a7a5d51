import { LambdaClient } from '@aws-sdk/client-lambda';
import { quietSdk } from '../shared/store/quiet-sdk.ts';
import { createPrivacy, type Privacy } from './privacy.ts';

/** The API gives up after 30 s. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 25_000, throwOnRequestTimeout: true };

/** The privacy function with a real client; loaded when somebody first needs it, since the client is large and that is rare. */
export const openPrivacy = (functionName: string | undefined): Privacy =>
  createPrivacy(new LambdaClient({ ...quietSdk, requestHandler, maxAttempts: 1 }), functionName);
