import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { apiDependencies } from '../dependencies.ts';
import { requestOf } from '../http-event.ts';
import { createLiveApi } from './live-api.ts';

const api = createLiveApi(apiDependencies(process.env));

/** The Lambda of the live address: a Function URL that streams (payload format 2.0). */
export const handler = awslambda.streamifyResponse(async (event: APIGatewayProxyEventV2, out) => {
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  const { url, init } = requestOf(event);
  const { requestId } = event.requestContext;
  const { status, headers, body } = await api.fetch(url, { ...init, signal: gone.signal }, { requestId });
  const to = awslambda.HttpResponseStream.from(out, { statusCode: status, headers: Object.fromEntries(headers) });
  // Lambda sends status and headers with the first bytes: there have to be some.
  await pipeline(Readable.from((body as AsyncIterable<Uint8Array> | null) ?? ['\n']), to).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error;
  });
});
